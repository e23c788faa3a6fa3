import { createRouter } from "../../compile/create-router.js";
import type { Ruleset, Scenario, ScenarioExpectation, ScenarioRequest } from "../../ruleset/document.js";
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from "../../ruleset/schema/forms.js";
import { type RulesetInput, toRuleset } from "../../ruleset/to-ruleset.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { Router } from "../../runtime/router.js";
import { printable } from "../../values/quote.js";
import { languageName } from "../../words/languages.js";
import { readFromOption } from "../read-period.js";
import { type CoverageSurvey, surveyCoverage } from "../retiring/coverage/survey-coverage.js";
import { decidingRules } from "../scenarios/compare-decision.js";
import type { CoverageGoal, ScenarioSuggestions } from "./coverage-report.js";
import { goalWords } from "./describe-goal.js";
import { type CoverageOptions, createGapOf } from "./measure-coverage.js";

/**
 * Gives scenarios that reach what those of a ruleset do not, few of them and each for many goals. They are made for their goals, decided,
 * and kept where they reach them; whoever takes them over says with it that the rules decide rightly.
 *
 * Throws as `measureCoverage` does.
 */
export async function suggestScenarios(ruleset: RulesetInput, { from }: CoverageOptions): Promise<ScenarioSuggestions> {
  const checked = toRuleset(ruleset);
  const router = await createRouter(checked);
  const survey = await surveyCoverage(checked, readFromOption(from));
  const left = survey.missed.filter(({ request }) => request === null);
  return {
    scenarios: nameScenarios(chooseRequests(survey), router, checked),
    left: left.filter((each) => !each.isUnreachable).map(createGapOf(checked)),
  };
}

/** A request, and the goals that no one before it reaches. */
export interface ChosenRequest {
  readonly request: ScenarioRequest;
  readonly goals: readonly CoverageGoal[];
}

/** The request that reaches the most of what is left, again and again (Chvátal 1979), without those that turn out to be needless. */
export function chooseRequests({ missed, reach }: CoverageSurvey): ChosenRequest[] {
  const wanted = new Set(missed.flatMap(({ goal, request }) => (request === null ? [] : goal)));
  const candidates = distinct(missed.flatMap(({ request }) => request ?? [])).map((request): Candidate => {
    const reached = [...reach(request)].filter((goal) => wanted.has(goal));
    return { request, reached, gain: reached.length };
  });
  const told = new Set<CoverageGoal>();
  return withoutNeedless(takeGreedily(candidates, wanted)).map(({ request, reached }) => {
    const goals = reached.filter((goal) => !told.has(goal));
    for (const goal of goals) told.add(goal);
    return { request, goals };
  });
}

interface Candidate {
  readonly request: ScenarioRequest;
  /** Of the goals that are wanted. */
  readonly reached: readonly CoverageGoal[];
  /** How many of them are left. */
  gain: number;
}

function takeGreedily(candidates: readonly Candidate[], wanted: ReadonlySet<CoverageGoal>): Candidate[] {
  const reaching = new Map<CoverageGoal, Candidate[]>([...wanted].map((goal) => [goal, []]));
  for (const candidate of candidates) for (const goal of candidate.reached) reaching.get(goal)?.push(candidate);
  const taken: Candidate[] = [];
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

/** From the first on, leaves out each whose goals the others that are kept reach. */
function withoutNeedless(taken: readonly Candidate[]): Candidate[] {
  const times = new Map<CoverageGoal, number>();
  const count = ({ reached }: Candidate, change: 1 | -1) => {
    for (const goal of reached) times.set(goal, (times.get(goal) ?? 0) + change);
  };
  for (const each of taken) count(each, 1);
  return taken.filter((each) => {
    const isNeedless = each.reached.every((goal) => (times.get(goal) ?? 0) > 1);
    if (isNeedless) count(each, -1);
    return !isNeedless;
  });
}

function distinct(requests: readonly ScenarioRequest[]): ScenarioRequest[] {
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}

/** Makes scenarios of requests: each expects what is decided now, under a name of its own, and says what it is for. */
export function nameScenarios(chosen: readonly ChosenRequest[], router: Router, ruleset: Ruleset): Scenario[] {
  const taken = new Set((ruleset.scenarios ?? []).map(({ name }) => name));
  return chosen.map(({ request, goals }) => {
    const decision = router.route(request);
    const name = unused(nameOf(request, decision), taken);
    taken.add(name);
    return { name, description: describeGoals(goals), request, expect: expectDecision(decision) };
  });
}

/** `order-question in Italian, Tue 24 Nov 2026, 12:00: phone, chat, email`. */
function nameOf({ requestType, at, language }: ScenarioRequest, { offered }: RoutingDecision): string {
  const [date = "", clock = ""] = at.split("T");
  const [weekday = "", day, month, year] = new Date(date).toUTCString().split(" ");
  const when = `${weekday} ${Number(day)} ${month} ${year}, ${clock.slice(0, 5)}`.replace(",", "");
  const inLanguage = typeof language === "string" ? ` in ${languageName(language)}` : "";
  const name = `${requestType}${inLanguage}, ${when}: ${offered.map(({ channel }) => channel).join(", ")}`;
  return shorten(name, MAX_NAME_LENGTH - ROOM_FOR_COUNT);
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
  return unique;
}

const ROOM_FOR_COUNT = " (1000000)".length;

/** As many of the first goals as there is room for, one at least. */
function describeGoals(goals: readonly CoverageGoal[]): string {
  const words = goals.slice(0, MOST_REPORTED).map(goalWords);
  const tellFirst = (told: number) => {
    const more = goals.length - told;
    return `Shows that ${words.slice(0, told).join("; ")}${more === 0 ? "" : `; and ${more} more`}`;
  };
  let told = words.length;
  while (told > 1 && tellFirst(told).length > MAX_TEXT_LENGTH) told--;
  return shorten(tellFirst(told), MAX_TEXT_LENGTH);
}

const MOST_REPORTED = 3;

function shorten(text: string, maxLength: number): string {
  // A character of two halves may have been cut in two.
  return text.length <= maxLength ? text : `${printable(text.slice(0, maxLength - 1))}…`;
}

/** Instants are left out: they are of the date that was chosen, and a change of the hours would fail them all. */
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
