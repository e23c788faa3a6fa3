import { isDeepStrictEqual } from "node:util";
import { coverageGoals } from "../../src/analysis/coverage/coverage-goals.js";
import { createReachGoals } from "../../src/analysis/coverage/reach-goals.js";
import { loadRulesetModel } from "../../src/analysis/model/ruleset-model.js";
import { type CoverageGap, measureCoverage, runScenarios, suggestScenarios } from "../../src/analysis.js";
import type { CandidateExplanation, Condition, Rule, RulesetDocument, ScenarioRequest } from "../../src/index.js";
import { createRouter, type RoutingExplanation } from "../../src/index.js";
import { toRuleset } from "../../src/ruleset/read-ruleset.js";
import type { Expression } from "../../src/runtime/conditions/expression.js";
import type { Situation, Situations } from "../arbitraries/situations.js";

const FROM = "2026-11-23T10:00:00+01:00";

/** What is wrong with the scenarios that are suggested beside those there are: they pass, reach what was promised, and leave nothing to suggest. */
export async function wrongSuggestions({ document, requests }: Situations): Promise<unknown[]> {
  const before = toRuleset(withScenarios(document, requests));
  const { scenarios, left } = await suggestScenarios(before, { from: FROM });
  const after = toRuleset({ ...before, scenarios: [...(before.scenarios ?? []), ...scenarios] });
  const results = (await runScenarios(after)).results.slice(requests.length);
  const wrong: unknown[] = results.flatMap(({ mismatches, issues }) => [...mismatches, ...issues]);
  const { gaps, percent, unreachable } = await measureCoverage(after, { from: FROM });
  if (left.some(isGivenUp)) {
    // Freed of the goals that are reached now, the search comes further.
    const given = shown(left);
    return [...wrong, ...shown(gaps).filter((each) => !given.includes(each))];
  }
  const again = await suggestScenarios(after, { from: FROM });
  const unreachableBefore = (await measureCoverage(before, { from: FROM })).unreachable;
  if (!isDeepStrictEqual(gaps, left)) wrong.push({ left, gaps });
  if ((percent === 100) !== (left.length === 0)) wrong.push({ percent, left });
  if (!isDeepStrictEqual(unreachable, unreachableBefore)) wrong.push({ unreachableBefore, unreachable });
  if (!isDeepStrictEqual(again, { scenarios: [], left })) wrong.push({ left, again });
  return wrong;
}

/** The rules of which the coverage says otherwise than explanations and decisions that they hold, fail to, or decide. */
export async function wronglyCovered({ document, requests }: Situations): Promise<unknown[]> {
  const { explain } = await createRouter(document);
  const { gaps, unreachable } = await measureCoverage(withScenarios(document, requests), { from: FROM });
  const missed = [...gaps, ...unreachable].map(({ goal }) => goal);
  const lacks = (kind: string, name: string) =>
    missed.some((goal) => goal.kind === kind && "rule" in goal && goal.rule === name);
  const explanations = requests.map((request) => explain(request));
  return (document.rules ?? []).flatMap(({ name }) => {
    const judged = explanations.flatMap((each) => resultsOf(name, each));
    const isRight =
      lacks("rule-holds", name) === !judged.includes("holds") &&
      lacks("rule-decides", name) === !explanations.some((each) => decides(name, each)) &&
      (!lacks("rule-does-not-hold", name) || judged.every((each) => each === "holds"));
    return isRight ? [] : [{ rule: name, judged, missed }];
  });
}

/** The conditions that are said to stop a rule alone, where the rule does not hold with that condition turned round. */
export async function wronglyAlone({ document, requests }: Situations): Promise<unknown[]> {
  const ruleset = toRuleset(document);
  const { compiled } = await loadRulesetModel(ruleset);
  const goals = coverageGoals(compiled);
  const reach = createReachGoals(compiled, goals);
  const suggested = (await suggestScenarios(ruleset, { from: FROM })).scenarios.map(({ request }) => request);
  const reached = [...requests, ...suggested].map((request) => ({ request, goals: reach(request) }));
  const wrong: unknown[] = [];
  for (const { rule, conjuncts } of goals.rules) {
    for (const { conjunct, alone } of conjuncts) {
      const conditions = conjunct.map(({ expression }) => toCondition(expression));
      for (const [index, goal] of alone.entries()) {
        const found = reached.find((each) => each.goals.has(goal));
        if (found === undefined) continue;
        const turned = conditions.with(index, { not: conditions[index] as Condition });
        const variants = { asWritten: { all: conditions }, turned: { all: turned } };
        const judged = await judge(
          document,
          document.rules?.find(({ name }) => name === rule.name) as Rule,
          variants,
          found.request,
        );
        if (judged.some((results) => isDeepStrictEqual(results, ["fails", "holds"]))) continue;
        wrong.push({ rule: rule.name, condition: conditions[index], request: found.request, judged });
      }
    }
  }
  return wrong;
}

/** What a request reaches of what is said to be beyond every request of its instant. */
export async function wronglyUnreachable({ document, request }: Situation): Promise<unknown[]> {
  const { unreachable } = await measureCoverage(document, { from: request.at });
  const after = await measureCoverage(withScenarios(document, [request]), { from: request.at });
  return isDeepStrictEqual(after.unreachable, unreachable) ? [] : [{ unreachable, after: after.unreachable }];
}

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
