import { createRouter } from "../../compile/create-router.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { ContactRequest } from "../../runtime/request/request.js";
import type { Router } from "../../runtime/router.js";
import type { Issue } from "../../values/issue.js";
import { type ChangeCounter, createChangeCounter } from "./replay-changes.js";
import type { ReplayReport, SkippedLine, SkippedLines } from "./replay-report.js";
import { createCustomerLanguages, createTallyCounter, type TallyCounter } from "./replay-tally.js";

export interface ReplayOptions {
  /** A second ruleset, such as the one in use, to tell what changes from it. */
  readonly against?: RulesetInput | undefined;
}

/** Past requests, decided one after the other and counted; it keeps a few of them as examples, and no more however many there are. */
export interface Replay {
  /**
   * Decides a request and counts it. Null where it cannot be read under one of the rulesets: it is then counted as skipped. `line` is its
   * place in the log, from 1. Never throws, whatever the request.
   */
  add(request: unknown, line: number): ReplayedRequest | null;
  /** Counts a line that holds no request. */
  skip(line: number, issue: Issue): void;
  /** What was counted so far. */
  report(): ReplayReport;
}

export interface ReplayedRequest {
  readonly decision: RoutingDecision;
  /** By the ruleset to compare with; null without one. */
  readonly against: RoutingDecision | null;
}

/** Prepares to decide past requests by a ruleset, or by two. Throws `RulesetError`, with every issue of the first that has one. */
export async function createReplay(ruleset: RulesetInput, { against }: ReplayOptions = {}): Promise<Replay> {
  const checked = toRuleset(ruleset);
  const checkedAgainst = against === undefined ? null : toRuleset(against);
  const router = await createRouter(checked);
  const routerAgainst = checkedAgainst === null ? null : await createRouter(checkedAgainst);
  const rulesets = checkedAgainst === null ? [checked] : [checked, checkedAgainst];
  const customerLanguages = createCustomerLanguages(rulesets);
  // A request that both rulesets can read is of a type of the first.
  const requestTypes = Object.keys(checked.requestTypes);
  const typeIndex = new Map(requestTypes.map((requestType, index) => [requestType, index]));
  const groups = { requestTypes, languages: customerLanguages.all };
  const channels = [...new Set(rulesets.flatMap((each) => each.channels.map(({ id }) => id)))];
  const counter = createTallyCounter(checked, router.ruleset, groups);
  const comparison: Comparison | null =
    checkedAgainst === null || routerAgainst === null
      ? null
      : {
          router: routerAgainst,
          counter: createTallyCounter(checkedAgainst, routerAgainst.ruleset, groups),
          changes: createChangeCounter(channels, groups),
        };
  const skips = createSkipCounter();
  // ISO 8601 in UTC is sorted by time.
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
      // It was read, so it is one.
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
}

interface Comparison {
  readonly router: Router;
  readonly counter: TallyCounter;
  readonly changes: ChangeCounter;
}

/** The first issue alone: a log has many lines to tell of. */
function decide(router: Router, request: unknown): RoutingDecision | Issue {
  const routed = router.safeRoute(request as ContactRequest);
  return routed.success ? routed.decision : (routed.error.issues[0] as Issue);
}

/** Counts the lines that were skipped, and keeps a few to show. */
export interface SkipCounter {
  add(skipped: SkippedLine): void;
  skipped(): SkippedLines;
}

/** Codes are few: they are ours, or those of the program that reads the log. */
export function createSkipCounter(): SkipCounter {
  let lines = 0;
  const byCode = new Map<Issue["code"], { lines: number; readonly examples: SkippedLine[] }>();
  return {
    add(skipped) {
      lines++;
      const { code } = skipped.issue;
      const problem = byCode.get(code) ?? { lines: 0, examples: [] };
      byCode.set(code, problem);
      problem.lines++;
      if (problem.examples.length < MOST_EXAMPLES) problem.examples.push(skipped);
    },
    skipped: () => ({
      lines,
      problems: [...byCode]
        .map(([code, problem]) => ({ code, lines: problem.lines, examples: [...problem.examples] }))
        .sort((left, right) => right.lines - left.lines),
    }),
  };
}

const MOST_EXAMPLES = 3;
