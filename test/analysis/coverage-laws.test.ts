import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverageGoals } from "../../src/analysis/coverage-goals.js";
import { createReachGoals } from "../../src/analysis/reach-goals.js";
import { type CoverageGap, measureCoverage, runScenarios, suggestScenarios } from "../../src/analysis.js";
import type { Expression } from "../../src/conditions/expression.js";
import type { CandidateExplanation, Condition, Rule, RulesetDocument, ScenarioRequest } from "../../src/index.js";
import { createRouter, type RoutingExplanation } from "../../src/index.js";
import { compileRuleset } from "../../src/routing/compile-ruleset.js";
import { toRuleset } from "../../src/ruleset/to-ruleset.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation, situations } from "../arbitraries/situations.js";

const FROM = "2026-11-23T10:00:00+01:00";

describe("the scenarios suggested for any ruleset", () => {
  it(
    "pass, reach every goal that a request was found for, and leave nothing to suggest",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async ({ document, requests }) => {
          const before = toRuleset(withScenarios(document, requests));
          const { scenarios, left } = await suggestScenarios(before, { from: FROM });
          const after = toRuleset({ ...before, scenarios: [...(before.scenarios ?? []), ...scenarios] });
          const results = (await runScenarios(after)).results.slice(requests.length);
          expect(results.flatMap(({ mismatches, issues }) => [...mismatches, ...issues])).toEqual([]);
          const { gaps, percent, unreachable } = await measureCoverage(after, { from: FROM });
          if (left.some(isGivenUp)) {
            // Freed of the goals that are reached now, the search comes further.
            expect(shown(left)).toEqual(expect.arrayContaining(shown(gaps)));
            return;
          }
          expect(gaps).toEqual(left);
          expect(percent === 100).toBe(left.length === 0);
          expect(unreachable).toEqual((await measureCoverage(before, { from: FROM })).unreachable);
          expect(await suggestScenarios(after, { from: FROM })).toEqual({ scenarios: [], left });
        }),
        runs(25),
      );
    },
    PATIENCE,
  );
});

describe("of any scenarios, the coverage", () => {
  it(
    "says of a rule that it holds, fails to, or decides just where an explanation or a decision says so",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async ({ document, requests }) => {
          const { explain } = await createRouter(document);
          const { gaps, unreachable } = await measureCoverage(withScenarios(document, requests), { from: FROM });
          const missed = [...gaps, ...unreachable].map(({ goal }) => goal);
          const lacks = (kind: string, name: string) =>
            missed.some((goal) => goal.kind === kind && "rule" in goal && goal.rule === name);
          const explanations = requests.map((request) => explain(request));
          for (const { name } of document.rules ?? []) {
            const judged = explanations.flatMap((each) => resultsOf(name, each));
            expect([name, lacks("rule-holds", name)]).toEqual([name, !judged.includes("holds")]);
            expect([name, lacks("rule-decides", name)]).toEqual([name, !explanations.some((e) => decides(name, e))]);
            if (lacks("rule-does-not-hold", name)) expect(judged.filter((each) => each !== "holds")).toEqual([]);
          }
        }),
        runs(60),
      );
    },
    PATIENCE,
  );

  it(
    "says that one condition alone stops a rule just where the rule, with that condition turned round, holds there",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async ({ document, requests }) => {
          const ruleset = toRuleset(document);
          const compiled = await compileRuleset(ruleset);
          const goals = coverageGoals(compiled);
          const reach = createReachGoals(compiled, goals);
          const suggested = (await suggestScenarios(ruleset, { from: FROM })).scenarios.map(({ request }) => request);
          const reached = [...requests, ...suggested].map((request) => ({ request, goals: reach(request) }));
          for (const { rule, ways } of goals.rules) {
            for (const { terms, alone } of ways) {
              const conditions = terms.map(({ expression }) => toCondition(expression));
              for (const [index, goal] of alone.entries()) {
                const found = reached.find((each) => each.goals.has(goal));
                if (found === undefined) continue;
                const turned = conditions.with(index, { not: conditions[index] as Condition });
                const variants = { asWritten: { all: conditions }, turned: { all: turned } };
                expect(await judge(document, rule.rule, variants, found.request)).toContainEqual(["fails", "holds"]);
              }
            }
          }
        }),
        runs(12),
      );
    },
    PATIENCE,
  );
});

describe("a goal of which it is said that nothing reaches it", () => {
  it(
    "is reached by no request of that instant",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const { unreachable } = await measureCoverage(document, { from: request.at });
          const after = await measureCoverage(withScenarios(document, [request]), { from: request.at });
          expect(after.unreachable).toEqual(unreachable);
        }),
        runs(40),
      );
    },
    PATIENCE,
  );
});

function isGivenUp({ reason }: CoverageGap): boolean {
  return reason === "no request was found before the search was given up";
}

function shown(gaps: readonly CoverageGap[]): string[] {
  return gaps.map(({ shows }) => shows);
}

function withScenarios(document: RulesetDocument, requests: readonly ScenarioRequest[]): RulesetDocument {
  const scenarios = requests.map((request, index) => ({ name: `${index}`, request, expect: { validUntil: null } }));
  return { ...document, scenarios };
}

/** What became of a rule wherever the decision considered it. */
function resultsOf(name: string, { channels, steps, decision }: RoutingExplanation): string[] {
  const considered = channels.flatMap(({ channel, candidates, manuallyClosed }): CandidateExplanation[] => {
    const offered = decision.offered.find((each) => each.channel === channel);
    if (manuallyClosed || offered === undefined) return manuallyClosed ? [] : candidates;
    return candidates.slice(0, candidates.findIndex(({ language }) => language === offered.servedLanguage) + 1);
  });
  const rules = [...considered, ...steps].flatMap((each) => each.rules);
  return rules.filter(({ rule }) => rule === name).map(({ result }) => result);
}

function decides(name: string, { decision: { offered, withheld, steps } }: RoutingExplanation): boolean {
  return (
    offered.some(({ rule, preferredBy }) => rule === name || preferredBy === name) ||
    withheld.some(({ reasons }) => reasons.some(({ rule, condition }) => rule === name && condition === null)) ||
    steps.some(({ rule }) => rule === name)
  );
}

/** What becomes of two rules in place of one, wherever that was asked. */
async function judge(
  document: RulesetDocument,
  rule: Rule,
  { asWritten, turned }: Readonly<Record<"asWritten" | "turned", Condition>>,
  request: ScenarioRequest,
): Promise<(string | undefined)[][]> {
  const rules = [
    { ...rule, name: "as-written", conditions: asWritten },
    { ...rule, name: "turned", conditions: turned },
  ];
  const { channels, steps } = (await createRouter({ ...document, rules })).explain(request);
  return [...channels.flatMap(({ candidates }) => candidates), ...steps].map((each) =>
    ["as-written", "turned"].map((name) => each.rules.find((one) => one.rule === name)?.result),
  );
}

function toCondition(expression: Expression): Condition {
  if (expression.kind === "leaf") {
    const { fact, operator, value } = expression;
    return { fact, operator, value };
  }
  const children = expression.children.map(toCondition);
  return expression.kind === "all" ? { all: children } : { any: children };
}
