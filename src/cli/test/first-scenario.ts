import {
  createRouter,
  type DeclaredFact,
  type RulesetDocument,
  type RulesetInput,
  type Scenario,
  type ScenarioRequest,
} from "../../index.js";

/** A scenario to begin with: the simplest request there is, and what the rules make of it now. */
export async function firstScenario(ruleset: RulesetInput & RulesetDocument): Promise<Scenario> {
  const request = simplestRequest(ruleset);
  const { offered } = (await createRouter(ruleset)).route(request);
  return { name: "A first scenario", request, expect: { offered: offered.map(({ channel }) => channel) } };
}

function simplestRequest({ requestTypes, languages, facts = {} }: RulesetDocument): ScenarioRequest {
  const required = Object.entries(facts).filter(([, fact]) => fact.default === undefined);
  return {
    requestType: Object.keys(requestTypes)[0] ?? "",
    // A Monday morning in Europe; which one makes no difference to a person who will change it.
    at: "2026-11-23T10:00:00+01:00",
    language: languages.fallback,
    ...(required.length > 0 && { facts: Object.fromEntries(required.map(([name, fact]) => [name, anyValueOf(fact)])) }),
  };
}

function anyValueOf(fact: DeclaredFact): boolean | number | string {
  switch (fact.type) {
    case "boolean":
      return true;
    case "string":
      return fact.values?.[0] ?? "any";
    default:
      return fact.minimum ?? fact.maximum ?? 0;
  }
}
