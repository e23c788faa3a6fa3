import { createRouter } from "../../compile/create-router.js";
import { locateIssues, warningsOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset } from "../../ruleset/document.js";
import { sortIssues } from "../../ruleset/finding.js";
import type { RulesetInput } from "../../ruleset/read-ruleset.js";
import { toRuleset } from "../../ruleset/read-ruleset.js";
import { RulesetError } from "../../values/errors.js";
import type { Severity } from "../../values/issue.js";
import { loadForAnalysis } from "../analysed-rules.js";
import { type CheckOptions, readPeriod } from "../read-period.js";
import type { Period } from "../retiring/model/hours-patterns.js";
import { createSide } from "../retiring/model/side.js";
import { countCustomers, createSpace } from "../retiring/model/space.js";
import type { CheckFinding } from "./check-finding.js";
import { type PromiseResult, promiseFindings, provePromises } from "./prove-promises.js";
import { rulesetFindings } from "./ruleset-findings.js";

export interface CheckReport {
  /**
   * All that is wrong, broken promises among it, or worth knowing: errors first, then warnings, then the rest, each from the top of the
   * files to their end. Files, lines and columns where the ruleset was read from text.
   */
  readonly findings: readonly CheckFinding[];
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
  const side = createSide(await loadForAnalysis(ruleset, ruleset.promises ?? []));
  const space = createSpace([side], period);
  const router = await createRouter(ruleset);
  const budget = { left: MOST_WORK };
  const proven = provePromises(space, router, budget);
  const found = [
    ...promiseFindings(proven),
    ...rulesetFindings(space, router, { left: Math.max(budget.left, LEAST_WORK) }),
  ];
  return {
    findings: worstFirst([...warningsOf(ruleset), ...locateIssues(ruleset, found)]),
    promises: proven.map(({ result }) => result),
    situations: countCustomers(space),
  };
}

/** Of all walks together: half a minute at worst, and some hundred MB. */
const MOST_WORK = 400_000;
/** What is kept for the findings, whatever the promises took. */
const LEAST_WORK = 100_000;

function worstFirst(findings: readonly CheckFinding[]): CheckFinding[] {
  return sortIssues(findings).sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];
