import { createRouter } from "../../compile/compile-ruleset.js";
import type { Ruleset, Scenario, ScenarioExpectation, ScenarioRequest } from "../../ruleset/document.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from "../../ruleset/schema/forms.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { Router } from "../../runtime/router.js";
import { printable } from "../../values/quote.js";
import { languageName } from "../../words/languages.js";
import { shortDate } from "../../words/local-time.js";
import { readPeriod } from "../period.js";
import { decidingRules } from "../scenarios/compare-decision.js";
import type { CoverageGoal, ScenarioSuggestions } from "./coverage-report.js";
import { type CoverageOptions, createGapOf, describeGoal } from "./measure-coverage.js";
import { type MadeRequest, surveyCoverage } from "./survey-coverage.js";

/**
 * Suggests scenarios that close coverage gaps: few scenarios, each for many goals.
 *
 * They expect what the rules decide now, so a person must check that the decisions are right before adding them. Throws `RulesetError`
 * if the ruleset has errors, and `RequestError` if `from` cannot be read.
 *
 * @example
 * const { scenarios } = await suggestScenarios(ruleset, { from: Date.now() });
 */
export async function suggestScenarios(ruleset: RulesetInput, { from }: CoverageOptions): Promise<ScenarioSuggestions> {
  const checked = toRuleset(ruleset);
  const router = await createRouter(checked);
  const { missed, made } = await surveyCoverage(checked, readPeriod({ from }));
  const left = missed.filter(({ isUnreachable, reason }) => reason !== null && !isUnreachable);
  return { scenarios: makeScenarios(chooseRequests(made), router, checked), left: left.map(createGapOf(checked)) };
}

/** Chooses few requests that reach all goals: greedily (Chvátal 1979), then drops requests that turn out redundant. */
function chooseRequests(made: readonly MadeRequest[]): readonly MadeRequest[] {
  return dropRedundant(takeGreedily(made.map((each) => ({ ...each, gain: each.reached.length }))));
}

interface Candidate extends MadeRequest {
  /** How many of these goals no chosen request reaches yet. */
  gain: number;
}

function takeGreedily(candidates: readonly Candidate[]): MadeRequest[] {
  const reaching = new Map<CoverageGoal, Candidate[]>();
  for (const candidate of candidates) {
    for (const goal of candidate.reached) {
      const others = reaching.get(goal);
      if (others === undefined) reaching.set(goal, [candidate]);
      else others.push(candidate);
    }
  }
  const taken: MadeRequest[] = [];
  while (reaching.size > 0) {
    const best = candidates.reduce((most, each) => (each.gain > most.gain ? each : most));
    taken.push(best);
    for (const goal of best.reached) {
      for (const candidate of reaching.get(goal) ?? []) candidate.gain--;
      reaching.delete(goal);
    }
  }
  return taken;
}

/** Drops each request, from the first on, whose goals the other kept requests reach too. */
function dropRedundant(taken: readonly MadeRequest[]): MadeRequest[] {
  const times = new Map<CoverageGoal, number>();
  const count = (goals: readonly CoverageGoal[], change: 1 | -1) => {
    for (const goal of goals) times.set(goal, (times.get(goal) ?? 0) + change);
  };
  for (const { reached } of taken) count(reached, 1);
  return taken.filter(({ reached }) => {
    const isRedundant = reached.every((goal) => (times.get(goal) ?? 0) > 1);
    if (isRedundant) count(reached, -1);
    return !isRedundant;
  });
}

/** Makes a scenario of each request: a unique name, the goals that no earlier one reaches, and the present decision as expectation. */
function makeScenarios(chosen: readonly MadeRequest[], router: Router, ruleset: Ruleset): Scenario[] {
  const taken = new Set((ruleset.scenarios ?? []).map(({ name }) => name));
  const seen = new Set<CoverageGoal>();
  return chosen.map(({ request, reached }) => {
    const decision = router.route(request);
    const first = nameOf(request, decision);
    let name = first;
    for (let count = 2; taken.has(name); count++) name = `${first} (${count})`;
    taken.add(name);
    const goals = reached.filter((goal) => !seen.has(goal));
    for (const goal of goals) seen.add(goal);
    return { name, description: describeGoals(goals), request, expect: expectDecision(decision) };
  });
}

/** Names a scenario, as in `order-question in Italian, Tue 24 Nov 2026, 12:00: phone, chat, email`. */
function nameOf({ requestType, at, language }: ScenarioRequest, { offered }: RoutingDecision): string {
  const [date = "", clock = ""] = at.split("T");
  const when = `${shortDate(date)} ${date.slice(0, 4)}, ${clock.slice(0, 5)}`;
  const inLanguage = typeof language === "string" ? ` in ${languageName(language)}` : "";
  const name = `${requestType}${inLanguage}, ${when}: ${offered.map(({ channel }) => channel).join(", ")}`;
  return shorten(name, MAX_NAME_LENGTH - ROOM_FOR_COUNT);
}

const ROOM_FOR_COUNT = " (1000000)".length;

/** Describes the first goals: as many as fit, at least one. */
function describeGoals(goals: readonly CoverageGoal[]): string {
  const words = goals.slice(0, MAX_DESCRIBED).map(describeGoal);
  const describeFirst = (count: number) => {
    const more = goals.length - count;
    return `Shows that ${words.slice(0, count).join("; ")}${more === 0 ? "" : `; and ${more} more`}`;
  };
  let count = words.length;
  while (count > 1 && describeFirst(count).length > MAX_TEXT_LENGTH) count--;
  return shorten(describeFirst(count), MAX_TEXT_LENGTH);
}

const MAX_DESCRIBED = 3;

function shorten(text: string, maxLength: number): string {
  // The cut may split a surrogate pair.
  return text.length <= maxLength ? text : `${printable(text.slice(0, maxLength - 1))}…`;
}

/** Expects the decision without its instants: any change of the opening hours would fail them. */
function expectDecision(decision: RoutingDecision): ScenarioExpectation {
  const { offered, withheld, steps } = decision;
  const rules = [...offered, ...withheld].flatMap(({ channel }) => {
    const names = decidingRules(decision, channel);
    return names.length === 0 ? [] : [[channel, names] as const];
  });
  return {
    offered: offered.map(({ channel, servedLanguage }) => `${channel}:${servedLanguage}`),
    withheld: Object.fromEntries(
      withheld.map(({ channel, reasons }) => [channel, [...new Set(reasons.map(({ code }) => code))]]),
    ),
    steps: steps.map(({ step }) => step),
    ...(rules.length > 0 && { rules: Object.fromEntries(rules) }),
  };
}
