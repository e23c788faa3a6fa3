import type { RoutingDecision } from "../routing/decision.js";
import { createRouter, type Router } from "../routing/router.js";
import type { Scenario, ScenarioExpectation } from "../ruleset/document.js";
import { RequestError } from "../ruleset/errors.js";
import { formatInstant, readInstant } from "../ruleset/instant.js";
import { type Issue, toPointer } from "../ruleset/issue.js";
import type { RulesetInput } from "../ruleset/ruleset-input.js";
import { toRuleset } from "../ruleset/to-ruleset.js";

export interface ScenarioReport {
  /** True where every scenario passed, and there is one. */
  readonly passed: boolean;
  /** In the order of the ruleset. */
  readonly results: readonly ScenarioResult[];
}

export interface ScenarioResult {
  readonly name: string;
  readonly passed: boolean;
  /** Where the decision is not what the scenario expects; empty where it passed. */
  readonly mismatches: readonly ScenarioMismatch[];
  /** Null where the request cannot be read. */
  readonly decision: RoutingDecision | null;
  /** Of a request that cannot be read, at its place in the ruleset. */
  readonly issues: readonly Issue[];
}

export interface ScenarioMismatch {
  /** A key of `expect`, with the channel where there is one: `offered`, `withheld.phone`. */
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Decides every scenario of a ruleset and compares with what it expects. Throws `RulesetError` where the ruleset has errors. */
export async function runScenarios(ruleset: RulesetInput): Promise<ScenarioReport> {
  const checked = toRuleset(ruleset);
  const router = await createRouter(checked);
  const results = (checked.scenarios ?? []).map((scenario, index) => runScenario(router, scenario, index));
  return { passed: results.length > 0 && results.every((result) => result.passed), results };
}

function runScenario(router: Router, { name, request, expect }: Scenario, index: number): ScenarioResult {
  try {
    const decision = router.route(request);
    const mismatches = compare(decision, expect);
    return { name, passed: mismatches.length === 0, mismatches, decision, issues: [] };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const place = toPointer(["scenarios", index, "request"]);
    const issues = error.issues.map((issue) => ({ ...issue, path: place + issue.path }));
    return { name, passed: false, mismatches: [], decision: null, issues };
  }
}

function compare(decision: RoutingDecision, expect: ScenarioExpectation): ScenarioMismatch[] {
  const checks: ScenarioMismatch[] = [];
  const state = (what: string, expected: unknown, actual: unknown) => checks.push({ what, expected, actual });

  if (expect.offered !== undefined) state("offered", expect.offered, offeredAs(decision, expect.offered));
  for (const [channel, codes] of Object.entries(expect.withheld ?? {})) {
    state(`withheld.${channel}`, codes, codesOf(decision, channel));
  }
  if (expect.steps !== undefined) {
    state(
      "steps",
      expect.steps,
      decision.steps.map(({ step }) => step),
    );
  }
  for (const [channel, at] of Object.entries(expect.closesAt ?? {})) {
    const offered = decision.offered.find((each) => each.channel === channel);
    state(`closesAt.${channel}`, inUtc(at), offered === undefined ? "withheld" : offered.closesAt);
  }
  for (const [channel, at] of Object.entries(expect.nextOpensAt ?? {})) {
    const withheld = decision.withheld.find((each) => each.channel === channel);
    state(`nextOpensAt.${channel}`, inUtc(at), withheld === undefined ? "offered" : withheld.nextOpensAt);
  }
  if (expect.validUntil !== undefined) state("validUntil", inUtc(expect.validUntil), decision.validUntil);
  if (expect.rules !== undefined) {
    const deciding = decidingRules(decision);
    state(
      "rules",
      expect.rules,
      expect.rules.filter((rule) => deciding.has(rule)),
    );
  }
  return checks.filter(({ expected, actual }) => JSON.stringify(expected) !== JSON.stringify(actual));
}

/** Each offered channel, with its language where the scenario states one at that place. */
function offeredAs({ offered }: RoutingDecision, expected: readonly string[]): string[] {
  return offered.map(({ channel, servedLanguage }, place) =>
    expected[place]?.includes(":") ? `${channel}:${servedLanguage}` : channel,
  );
}

/** Null where the channel is offered. */
function codesOf({ withheld }: RoutingDecision, channel: string): string[] | null {
  const found = withheld.find((each) => each.channel === channel);
  return found === undefined ? null : [...new Set(found.reasons.map(({ code }) => code))];
}

function decidingRules({ offered, withheld, steps }: RoutingDecision): Set<string | null> {
  return new Set([
    ...offered.flatMap(({ rule, preferredBy }) => [rule, preferredBy]),
    ...withheld.flatMap(({ reasons }) => reasons.map(({ rule }) => rule)),
    ...steps.map(({ rule }) => rule),
  ]);
}

function inUtc(at: string | null): string | null {
  const read = at === null ? null : readInstant(at);
  return read === null ? at : formatInstant(read);
}
