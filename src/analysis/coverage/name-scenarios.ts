import type { RoutingDecision } from "../../runtime/decision.js";
import type { Router } from "../../runtime/router.js";
import type { Ruleset, Scenario, ScenarioExpectation, ScenarioRequest } from "../../ruleset/document.js";
import { printable } from "../../values/quote.js";
import { MAX_NAME_LENGTH, MAX_TEXT_LENGTH } from "../../ruleset/schema/forms.js";
import type { ChosenRequest } from "./choose-requests.js";
import { decidingRules } from "../scenarios/compare-decision.js";
import type { CoverageGoal } from "./coverage-report.js";
import { languageName } from "../../words/languages.js";
import { shortDate } from "../../words/local-time.js";
import { goalWords } from "./goal-words.js";

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
  const when = `${shortDate(date)} ${date.slice(0, 4)}, ${clock.slice(0, 5)}`;
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
