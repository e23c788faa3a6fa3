import { createRouter } from "../../compile/compile-ruleset.js";
import type { Ruleset } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import type { Issue } from "../../values/issue.js";
import { createChangeCounter } from "./replay-changes.js";
import type { ReplayReport, SkippedLine, SkippedLines } from "./replay-report.js";
import { createCustomerLanguages, createTallyCounter } from "./replay-tally.js";

/** Options of a replay. */
export interface ReplayOptions {
  /** A second ruleset, such as the one in use. The report then lists the changes from it. */
  readonly against?: RulesetInput | undefined;
}

/** Decides past requests and counts the decisions. Its memory does not grow with the number of requests. */
export interface Replay {
  /**
   * Decides and counts a request. `line` is its line in the log, from 1. Returns null, and counts the line as skipped, if either ruleset
   * cannot read the request. Never throws.
   */
  add(request: unknown, line: number): ReplayedRequest | null;
  /** Counts a line without a request as skipped. `line` counts from 1. */
  skip(line: number, issue: Issue): void;
  /** Returns the counts so far. */
  report(): ReplayReport;
}

/** The decisions of one past request. */
export interface ReplayedRequest {
  readonly decision: RoutingDecision;
  /** The decision of the ruleset to compare with; null without one. */
  readonly against: RoutingDecision | null;
}

/**
 * Prepares to decide past requests by one ruleset, or by two. Throws `RulesetError` with all errors of the first ruleset that has any.
 *
 * @example
 * const replay = await createReplay(proposed, { against: current });
 * for (const [index, request] of log.entries()) replay.add(request, index + 1);
 * const { changes } = replay.report();
 */
export async function createReplay(ruleset: RulesetInput, { against }: ReplayOptions = {}): Promise<Replay> {
  const checked = toRuleset(ruleset);
  const checkedAgainst = against === undefined ? null : toRuleset(against);
  const router = await createRouter(checked);
  const rulesets = checkedAgainst === null ? [checked] : [checked, checkedAgainst];
  const customerLanguages = createCustomerLanguages(rulesets);
  // Counted requests are readable by both rulesets, so their types are types of the first.
  const requestTypes = Object.keys(checked.requestTypes);
  const typeIndex = new Map(requestTypes.map((requestType, index) => [requestType, index]));
  const groups = { requestTypes, languages: customerLanguages.all };
  const channels = [...new Set(rulesets.flatMap((each) => each.channels.map(({ id }) => id)))];
  const counter = createTallyCounter(checked, router.ruleset, groups);
  const comparison = checkedAgainst === null ? null : await compareTo(checkedAgainst);
  const skips = createSkipCounter();
  // ISO 8601 in UTC sorts by time.
  let from: string | null = null;
  let through = "";

  return {
    add(given, line) {
      const decision = decide(router, given);
      if ("code" in decision) {
        skips.add({ line, issue: decision, refusedBy: "rules" });
        return null;
      }
      const before = comparison === null ? null : decide(comparison.router, given);
      if (before !== null && "code" in before) {
        skips.add({ line, issue: before, refusedBy: "against" });
        return null;
      }
      // The router could read it.
      const request = given as ContactRequest;
      const customer = {
        requestType: typeIndex.get(request.requestType) as number,
        language: customerLanguages.indexOf(request.language),
      };
      const { decidedAt } = decision;
      if (from === null || decidedAt < from) from = decidedAt;
      if (decidedAt > through) through = decidedAt;
      counter.add(customer, decision);
      if (comparison !== null && before !== null) {
        comparison.counter.add(customer, before);
        comparison.changes.add({ line, request, customer, before, now: decision });
      }
      return { decision, against: before };
    },
    skip: (line, issue) => skips.add({ line, issue, refusedBy: null }),
    report() {
      const rules = counter.tally();
      return {
        requests: rules.requestTypes.reduce((sum, { requests }) => sum + requests, 0),
        skipped: skips.skipped(),
        period: from === null ? null : { from, through },
        rules,
        against: comparison?.counter.tally() ?? null,
        changes: comparison?.changes.changes() ?? null,
      };
    },
  };

  async function compareTo(other: Ruleset) {
    const routerOfOther = await createRouter(other);
    return {
      router: routerOfOther,
      counter: createTallyCounter(other, routerOfOther.ruleset, groups),
      changes: createChangeCounter(channels, groups),
    };
  }
}

/** Decides a request, or returns its first issue: with many lines, one issue per line is enough. */
function decide(router: Router, request: unknown): RoutingDecision | Issue {
  const routed = router.safeRoute(request as ContactRequest);
  return routed.success ? routed.decision : (routed.error.issues[0] as Issue);
}

/** Counts skipped lines by code, and keeps a few examples. Codes are few: ours, and those of the program that reads the log. */
function createSkipCounter() {
  let lines = 0;
  const byCode = new Map<Issue["code"], { lines: number; readonly examples: SkippedLine[] }>();
  return {
    add(skipped: SkippedLine) {
      lines++;
      const { code } = skipped.issue;
      const problem = byCode.get(code) ?? { lines: 0, examples: [] };
      byCode.set(code, problem);
      problem.lines++;
      if (problem.examples.length < MAX_EXAMPLES) problem.examples.push(skipped);
    },
    skipped: (): SkippedLines => ({
      lines,
      problems: [...byCode]
        .map(([code, problem]) => ({ code, lines: problem.lines, examples: [...problem.examples] }))
        .sort((left, right) => right.lines - left.lines),
    }),
  };
}

const MAX_EXAMPLES = 3;
