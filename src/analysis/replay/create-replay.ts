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
  const checkedAgainst = against === undefined ? [] : [toRuleset(against)];
  const rulesets = [checked, ...checkedAgainst];
  const { languages, languageOf } = createCustomerLanguages(rulesets);
  // Counted requests are readable by both rulesets, so their types are types of the first.
  const groups = { requestTypes: Object.keys(checked.requestTypes), languages };
  const prepare = async (each: Ruleset) => {
    const router = await createRouter(each);
    return { router, counter: createTallyCounter(each, router.ruleset, groups) };
  };
  const rules = await prepare(checked);
  const [other] = await Promise.all(checkedAgainst.map(prepare));
  const channels = new Set(rulesets.flatMap((each) => each.channels.map(({ id }) => id)));
  const changes = createChangeCounter([...channels], groups);
  const skips = createSkipCounter();
  // ISO 8601 in UTC sorts by time.
  let from: string | null = null;
  let through = "";

  return {
    add(given, line) {
      const decision = decide(rules.router, given);
      const before = other === undefined ? null : decide(other.router, given);
      if ("code" in decision) {
        skips.add({ line, issue: decision, refusedBy: "rules" });
        return null;
      }
      if (before !== null && "code" in before) {
        skips.add({ line, issue: before, refusedBy: "against" });
        return null;
      }
      // The router could read it.
      const request = given as ContactRequest;
      const customer = { requestType: request.requestType, language: languageOf(request.language) };
      const { decidedAt } = decision;
      if (from === null || decidedAt < from) from = decidedAt;
      if (decidedAt > through) through = decidedAt;
      rules.counter.add(customer, decision);
      if (before !== null) {
        other?.counter.add(customer, before);
        changes.add({ line, request, customer, before, now: decision });
      }
      return { decision, against: before };
    },
    skip: (line, issue) => skips.add({ line, issue, refusedBy: null }),
    report() {
      const tally = rules.counter.tally();
      return {
        requests: tally.requestTypes.reduce((sum, { requests }) => sum + requests, 0),
        skipped: skips.skipped(),
        period: from === null ? null : { from, through },
        rules: tally,
        against: other?.counter.tally() ?? null,
        changes: other === undefined ? null : changes.changes(),
      };
    },
  };
}

/** Decides a request, or returns its first issue: with many lines, one issue per line is enough. */
function decide(router: Router, request: unknown): RoutingDecision | Issue {
  const routed = router.safeRoute(request as ContactRequest);
  return routed.success ? routed.decision : (routed.error.issues[0] as Issue);
}

/** Counts skipped lines by code, and keeps a few examples. Codes are few: ours, and those of the program that reads the log. */
function createSkipCounter() {
  const byCode = new Map<Issue["code"], { lines: number; readonly examples: SkippedLine[] }>();
  return {
    add(skipped: SkippedLine) {
      const { code } = skipped.issue;
      const problem = byCode.get(code) ?? { lines: 0, examples: [] };
      byCode.set(code, problem);
      problem.lines++;
      if (problem.examples.length < MAX_EXAMPLES) problem.examples.push(skipped);
    },
    skipped(): SkippedLines {
      const problems = [...byCode].map(([code, { lines, examples }]) => ({ code, lines, examples: [...examples] }));
      return {
        lines: problems.reduce((sum, { lines }) => sum + lines, 0),
        problems: problems.sort((left, right) => right.lines - left.lines),
      };
    },
  };
}

const MAX_EXAMPLES = 3;
