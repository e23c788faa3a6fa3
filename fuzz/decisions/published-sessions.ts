import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Channel, RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { marketplaceSupport } from "../../src/rulesets.js";
import type { DeclaredFact } from "../../src/values/declared-fact.js";
import type { AgentAvailability } from "../../src/values/facts.js";
import { zone } from "../../test/arbitraries/schedules.js";
import type { Session } from "./sessions.js";

const EXAMPLES = "examples/rulesets";
export const PUBLISHED: readonly RulesetDocument[] = [
  marketplaceSupport,
  ...readdirSync(EXAMPLES)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(`${EXAMPLES}/${file}`, "utf8")) as RulesetDocument),
];

/** The shipped rules or one of the examples, with requests in their own words. */
export function publishedSessionOf(most: number): fc.Arbitrary<Session> {
  return fc
    .constantFrom(...PUBLISHED)
    .chain((document) =>
      fc
        .array(requestTo(document), { minLength: 1, maxLength: most, size: "max" })
        .map((requests) => ({ document, requests })),
    );
}

/** One may leave out what has a default. */
const given = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 3 });

function requestTo(document: RulesetDocument): fc.Arbitrary<ScenarioRequest> {
  const languages = [
    ...new Set([...document.channels.flatMap((channel) => channel.languages), "fi", "pt-BR", "zh-TW"]),
  ];
  const closable = document.channels.filter((channel) => channel.always !== true).map(({ id }) => id);
  const facts = Object.entries(document.facts ?? {}).map(([name, fact]) => [name, valueFor(fact)] as const);
  return fc
    .record({
      requestType: fc.constantFrom(...Object.keys(document.requestTypes)),
      at: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 11, 31) }),
      language: fc.array(fc.constantFrom(...languages), { minLength: 1, maxLength: 3 }),
      timeZone: given(zone),
      agentAvailability: given(snapshotOf(document.channels, languages)),
      ageSeconds: given(fc.nat(400)),
      closedChannels: given(fc.subarray(closable, { maxLength: 1 })),
      facts: fc.record(Object.fromEntries(facts)),
    })
    .map(({ at, ageSeconds, ...rest }) => {
      const asOf = ageSeconds === undefined ? {} : { agentAvailabilityAsOf: iso(at - ageSeconds * 1000) };
      const request = { ...rest, at: iso(at), ...(rest.agentAvailability === undefined ? {} : asOf) };
      // What is undefined is left out, as JSON does.
      return JSON.parse(JSON.stringify(request)) as ScenarioRequest;
    });
}

function valueFor(fact: DeclaredFact): fc.Arbitrary<boolean | number | string | undefined> {
  const value = valueIn(fact);
  return fact.default === undefined && fact.optional !== true ? value : given(value);
}

function valueIn(fact: DeclaredFact): fc.Arbitrary<boolean | number | string> {
  if (fact.type === "boolean") return fc.boolean();
  if (fact.type === "string") return fc.constantFrom(...(fact.values ?? ["NL", "DE"]));
  const { minimum = 0, maximum = minimum + 20 } = fact;
  return fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) });
}

function snapshotOf(channels: readonly Channel[], languages: readonly string[]) {
  const entry: fc.Arbitrary<number | AgentAvailability> = fc.oneof(
    fc.nat(3),
    fc.record({
      available: fc.nat(2),
      staffed: fc.nat(4),
      contactsInQueue: fc.nat(20),
      estimatedWaitSeconds: fc.nat(900),
    }),
  );
  const byLanguage = fc.dictionary(fc.constantFrom(...languages, "*"), entry, { maxKeys: 5, noNullPrototype: true });
  const ids = fc.constantFrom(...channels.map(({ id }) => id));
  return fc.dictionary(ids, byLanguage, { maxKeys: channels.length, noNullPrototype: true });
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
