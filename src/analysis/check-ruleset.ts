import { compileRuleset } from "../routing/compile-ruleset.js";
import type { Instant } from "../routing/request.js";
import { createRouter } from "../routing/router.js";
import { locateIssues, warningsOf } from "../ruleset/checked-rulesets.js";
import type { Ruleset } from "../ruleset/document.js";
import { RequestError, RulesetError } from "../ruleset/errors.js";
import { LAST_INSTANT, readInstant } from "../ruleset/instant.js";
import { type Issue, issueAt } from "../ruleset/issue.js";
import type { RulesetInput } from "../ruleset/ruleset-input.js";
import { toRuleset } from "../ruleset/to-ruleset.js";
import type { Period } from "./hours-patterns.js";
import { promiseFindings } from "./promise-findings.js";
import { type PromiseResult, provePromises } from "./prove-promises.js";
import { createSide } from "./side.js";
import { countCustomers, createSpace } from "./space.js";

export interface CheckOptions {
  /** Which hours count as those that occur: from this instant on. */
  readonly from: Instant;
  /** For so many days; 400 where it is left out, 3660 at most. */
  readonly days?: number;
}

export interface CheckReport {
  /** Errors and warnings, broken promises among them; files, lines and columns where the ruleset was read from text. */
  readonly findings: readonly Issue[];
  /** In the order of the ruleset; last the law that every always channel is always offered. Empty where the ruleset has errors. */
  readonly promises: readonly PromiseResult[];
  /** How many situations there are, of all channels together; above 2^53 not to the last digit. 0 where the ruleset has errors. */
  readonly situations: number;
}

/**
 * Everything wrong with a ruleset, and whether its promises hold in every situation. Where there are no errors but broken promises,
 * `createRouter` takes it.
 *
 * Does not throw for what is wrong with the rules; throws `RequestError` for options that are no instant or no number of days.
 */
export async function checkRuleset(ruleset: RulesetInput, options: CheckOptions): Promise<CheckReport> {
  const period = readPeriod(options);
  try {
    return await check(toRuleset(ruleset), period);
  } catch (error) {
    if (error instanceof RulesetError) return { findings: error.issues, promises: [], situations: 0 };
    throw error;
  }
}

async function check(ruleset: Ruleset, period: Period): Promise<CheckReport> {
  const side = createSide(await compileRuleset(ruleset, ruleset.promises ?? []));
  const space = createSpace([side], period);
  const proven = provePromises(space, await createRouter(ruleset), { left: MOST_WORK });
  return {
    findings: [...warningsOf(ruleset), ...locateIssues(ruleset, promiseFindings(proven))],
    promises: proven.map(({ result }) => result),
    situations: countCustomers(space),
  };
}

/** Of all walks together: half a minute at worst, and some hundred MB. */
const MOST_WORK = 400_000;
const DAYS = 400;
const MOST_DAYS = 3660;

/** Throws `RequestError` for options that are no instant or no number of days. */
export function readPeriod({ from, days = DAYS }: CheckOptions): Period {
  const start = readInstant(from);
  const issues: Issue[] = [];
  if (start === null) {
    issues.push(
      issueAt(["from"], {
        code: "invalid-instant",
        problem: "`from` is not an instant between 1970 and 2200",
        hint: "write it with an offset, as in `2026-11-23T10:00:00+01:00`, or give a Date or whole milliseconds since 1970",
      }),
    );
  }
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    const problem = `\`days\` must be a whole number from 1 to ${MOST_DAYS}`;
    issues.push(issueAt(["days"], { code: "invalid-value", problem }));
  }
  if (start === null || issues.length > 0) throw new RequestError(issues);
  // No request comes later than that.
  return { from: start, until: Math.min(start + days * MS_PER_DAY, LAST_INSTANT + 1) };
}

const MS_PER_DAY = 86_400_000;
