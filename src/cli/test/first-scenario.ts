import {
  createRouter,
  type RulesetDocument,
  type RulesetInput,
  type Scenario,
  type ScenarioRequest,
} from "../../index.js";
import { bad, good, strong } from "../../words/prose.js";
import { anyValueOf } from "../input/options.js";
import { flow, joinSections } from "../terminal/flow.js";
import { compactJson } from "../terminal/json.js";
import type { Screen } from "../terminal/screen.js";

export interface FirstScenario {
  readonly scenario: Scenario;
  /** Whether the rules are in a folder. */
  readonly isInFolder: boolean;
}

/** A scenario to start with: the simplest request, and the channels that it is offered now. */
export async function firstScenario(ruleset: RulesetInput & RulesetDocument): Promise<Scenario> {
  const request = simplestRequest(ruleset);
  const { offered } = (await createRouter(ruleset)).route(request);
  return { name: "A first scenario", request, expect: { offered: offered.map(({ channel }) => channel) } };
}

function simplestRequest({ requestTypes, languages, facts = {} }: RulesetDocument): ScenarioRequest {
  const required = Object.entries(facts).filter(([, fact]) => fact.default === undefined);
  return {
    requestType: Object.keys(requestTypes)[0] ?? "",
    // Any Monday morning in Europe: the person will change it.
    at: "2026-11-23T10:00:00+01:00",
    language: languages.fallback,
    ...(required.length > 0 && { facts: Object.fromEntries(required.map(([name, fact]) => [name, anyValueOf(fact)])) }),
  };
}

/** What to do if there are no scenarios, with the text of a first one. */
export function formatNoScenarios({ scenario, isInFolder }: FirstScenario, spelling: string, screen: Screen): string {
  const text = compactJson({ scenarios: [scenario] });
  // If the ruleset is one file, the scenarios are one of its sections.
  const [where, shown] = isInFolder
    ? [`a new file, such as \`${spelling}/scenarios.json\``, text]
    : [`\`${spelling}\`, beside its other sections`, text.split("\n").slice(1, -1).join("\n")];
  const advice = `write down what you expect, so that this command can hold the rules to it; \`contact-routing test ${spelling} --suggest\` writes scenarios for all rules, or put a first one into ${where}:`;
  return joinSections([
    flow([strong(spelling), ": ", bad("no scenarios")], screen),
    flow(advice, screen, { indent: 4, label: good("  → ") }),
    [shown],
  ]);
}
