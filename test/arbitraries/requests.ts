import fc from "fast-check";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { parseDate } from "../../src/values/dates.js";
import type { AgentAvailability, ChannelAgents } from "../../src/values/facts.js";
import { naiveSchedule, zoneOf } from "../reference/schedule.js";
import { requestedLanguage, SERVED } from "./languages.js";
import { NOTABLE_DAYS, zone } from "./schedules.js";
import { factValues, REQUEST_TYPES, RULED_CHANNELS, SCHEDULE_IDS } from "./vocabulary.js";

const MS_PER_DAY = 86_400_000;
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(2038, 0, 1);

/** Draws a request for a ruleset that is drawn beside it. */
export type MakeRequest = (document: RulesetDocument) => ScenarioRequest;
type Snapshot = Record<string, ChannelAgents>;

/** Near a boundary of a schedule on a notable day, or anywhere. */
type Place =
  | {
      readonly schedule: (typeof SCHEDULE_IDS)[number];
      readonly day: string;
      readonly boundary: number;
      readonly shift: number;
    }
  | { readonly anywhere: number };

const place: fc.Arbitrary<Place> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      schedule: fc.constantFrom(...SCHEDULE_IDS),
      day: fc.constantFrom(...NOTABLE_DAYS),
      boundary: fc.nat(20),
      shift: fc.oneof(fc.constantFrom(0, -1, 1), fc.integer({ min: -7_200_000, max: 7_200_000 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ anywhere: fc.integer({ min: FIRST, max: LAST }) }) },
);

const entry: fc.Arbitrary<number | AgentAvailability | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 4) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        available: fc.constantFrom(0, 1, 3, null),
        staffed: fc.constantFrom(0, 3, 5, null),
        estimatedWaitSeconds: fc.constantFrom(0, 30, 60, 61, null),
        contactsInQueue: fc.constantFrom(0, 4, 5, 6, null),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fc.constant(null) },
);

const byLanguage: fc.Arbitrary<ChannelAgents> = fc.option(
  fc.dictionary(fc.constantFrom(...SERVED, "*", "nl-BE", "fr"), entry, { maxKeys: 4, noNullPrototype: true }),
  { freq: 8, nil: null },
);
/** Named differently than the channel does, but the same. */
const respelled = fc.constantFrom<Record<string, string>>({}, { nl: "nld", "pt-BR": "PT-br" });
const snapshot: fc.Arbitrary<Snapshot> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...RULED_CHANNELS, "email"), byLanguage, { maxKeys: 4, noNullPrototype: true }),
    respelled,
  )
  .map(([channels, names]) =>
    Object.fromEntries(
      Object.entries(channels).map(([channel, entries]) => [
        channel,
        entries && Object.fromEntries(Object.entries(entries).map(([key, value]) => [names[key] ?? key, value])),
      ]),
    ),
  );

/** Age of the snapshot against the ruleset's limit, ms, in the past or the future; null for one that does not say when it was taken. */
const overAge = fc.option(fc.constantFrom(-60_000, -1, 0, 1, 60_000, -1e9), { nil: null });
const isOfFuture = fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

export const makeRequest: fc.Arbitrary<MakeRequest> = fc
  .record({
    requestType: fc.constantFrom(...REQUEST_TYPES),
    language: requestedLanguage,
    timeZone: fc.option(zone, { nil: null }),
    place,
    snapshot: fc.option(snapshot, { freq: 5, nil: null }),
    overAge,
    isOfFuture,
    closedChannels: fc.option(fc.subarray([...RULED_CHANNELS], { maxLength: 2 }), { freq: 1, nil: null }),
    facts: factValues,
    given: fc.nat(),
  })
  .map(
    ({ requestType, language, timeZone, place, snapshot, overAge, isOfFuture, closedChannels, facts, given }) =>
      (document) => {
        const at = instantAt(place, document, timeZone);
        const age = (document.availability?.maxAgeSeconds ?? 60) * 1000 + (overAge ?? 0);
        const asOf = isOfFuture ? at + age : at - age;
        return {
          requestType,
          at: new Date(at).toISOString(),
          language,
          ...(timeZone === null ? {} : { timeZone }),
          ...(snapshot === null ? {} : { agentAvailability: snapshot }),
          ...(snapshot === null || overAge === null ? {} : { agentAvailabilityAsOf: new Date(asOf).toISOString() }),
          ...(closedChannels === null ? {} : { closedChannels }),
          facts: factsGiven(document, facts, given),
        };
      },
  );

function instantAt(place: Place, document: RulesetDocument, timeZone: string | null): number {
  if ("anywhere" in place) return place.anywhere;
  const schedule = document.schedules?.[place.schedule];
  const midnight = (parseDate(place.day) ?? 0) * MS_PER_DAY;
  if (schedule === undefined) return midnight;
  const own = zoneOf(schedule, document);
  const zone = own === "customer" ? (timeZone ?? "UTC") : own;
  const boundaries = naiveSchedule(schedule, document, zone).instantsWithin(
    midnight - MS_PER_DAY,
    midnight + 2 * MS_PER_DAY,
  );
  return (boundaries[place.boundary % boundaries.length] ?? midnight) + place.shift;
}

/** What every request must say, and some of the rest: a bit of `given` each. */
function factsGiven(
  document: RulesetDocument,
  values: Readonly<Record<string, boolean | number | string>>,
  given: number,
): Record<string, boolean | number | string> {
  const needed = Object.entries(document.facts ?? {}).map(([name, fact], bit) =>
    (fact.default === undefined && fact.optional !== true) || ((given >> bit) & 1) === 1 ? name : null,
  );
  return Object.fromEntries(Object.entries(values).filter(([name]) => needed.includes(name)));
}
