import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Router, RoutingDecision, ScenarioRequest } from "../../src/index.js";
import { marketplaceSupport as document } from "../../src/rulesets.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { createReferenceRouter } from "../reference/router.js";
import { naiveSchedule, zoneOf } from "../reference/schedule.js";
import { brokenTimeLaws } from "./broken-time-laws.js";
import { createRouter } from "./round-trip-router.js";

const SERVED = ["en", "es", "it", "fr", "nl", "de", "zh", "pt", "pl"];
const REGIONAL = ["en-GB", "es-MX", "it-CH", "fr-CA", "nl-BE", "de-AT", "zh-TW", "zh-Hans-CN", "cmn", "pt-BR", "pl-PL"];
const UNSERVED = ["ja", "tr", "sv", "nb", "ca", "yue", "he", "und"];
const LANGUAGES: readonly (string | string[])[] = [
  ...SERVED,
  ...REGIONAL,
  ...UNSERVED,
  "*",
  [],
  ["ja", "pl", "nl"],
  ["zh", "en"],
];

const LIVE = ["phone", "chat"];
const HOURS_OF: Readonly<Record<string, string>> = { phone: "phone-desk", chat: "chat-intake" };

const HOURS = Object.entries(document.schedules ?? {}).map(
  ([id, schedule]) => [id, naiveSchedule(schedule, document, zoneOf(schedule, document))] as const,
);

/** From fewest agents to most: each has all the agents of the one before. */
const STAFFING: Readonly<Record<string, Snapshot | undefined>> = {
  unknown: undefined,
  nobody: {},
  "nobody free": live(() => ({ available: 0, staffed: 4 })),
  "Dutch alone": live((language) => (language === "nl" ? 1 : 0)),
  "half the languages": live((language) => (["nl", "en", "zh", "pl"].includes(language) ? 2 : 0)),
  "every language": live(() => 3),
  "any language": { phone: { "*": 3 }, chat: { "*": 3 } },
};
const LONG_QUEUE = live(() => ({ available: 1, contactsInQueue: 10 }));
const LONG_WAIT = live(() => ({ available: 1, contactsInQueue: 0, estimatedWaitSeconds: 901 }));

type Snapshot = NonNullable<ScenarioRequest["agentAvailability"]>;

const REQUEST_TYPES = Object.keys(document.requestTypes);
const INSTANTS = instantsOfEveryPattern();
const SNAPSHOTS: readonly Partial<ScenarioRequest>[] = [
  ...Object.values(STAFFING).map((snapshot) => (snapshot === undefined ? {} : { agentAvailability: snapshot })),
  { agentAvailability: LONG_QUEUE },
  { agentAvailability: LONG_WAIT },
];
const STALE: Partial<ScenarioRequest> = {
  agentAvailability: live(() => 3),
  agentAvailabilityAsOf: "2026-01-01T00:00:00Z",
};

const MATRIX: readonly ScenarioRequest[] = REQUEST_TYPES.flatMap((requestType) =>
  LANGUAGES.flatMap((language) =>
    INSTANTS.flatMap((instant) =>
      [...SNAPSHOTS, STALE].map((snapshot) => ({
        requestType,
        language,
        at: new Date(instant).toISOString(),
        ...snapshot,
      })),
    ),
  ),
);

describe("the shipped rules, over every request type, language, pattern of hours and availability", () => {
  let router: Router;
  let decided: readonly { readonly request: ScenarioRequest; readonly decision: RoutingDecision }[];
  beforeAll(async () => {
    router = await createRouter(document);
    decided = MATRIX.map((request) => ({ request, decision: router.route(request) }));
  });

  /** The requests for which a law does not hold. */
  function broken(law: (request: ScenarioRequest, decision: RoutingDecision) => boolean): ScenarioRequest[] {
    return decided.filter(({ request, decision }) => !law(request, decision)).map(({ request }) => request);
  }

  it("the matrix has every pattern of hours, and every channel both offered and withheld where it can be", () => {
    const offered = new Set(decided.flatMap(({ decision }) => decision.offered.map(({ channel }) => channel)));
    const withheld = new Set(decided.flatMap(({ decision }) => decision.withheld.map(({ channel }) => channel)));
    expect([offered, withheld]).toEqual([new Set(["phone", "chat", "email"]), new Set(LIVE)]);
    expect(new Set(INSTANTS.map(patternAt))).toEqual(
      new Set(["", "chat-desk", "chat-desk chat-intake", "chat-desk chat-intake phone-desk"]),
    );
  });

  it("e-mail is always offered", () => {
    expect(broken((_, { offered }) => offered.some(({ channel }) => channel === "email"))).toEqual([]);
  });

  it("no channel is offered in a language it does not serve", () => {
    const languagesOf = new Map(document.channels.map(({ id, languages }) => [id, languages]));
    const serves = (channel: string, language: string) => languagesOf.get(channel)?.includes(language) === true;
    expect(broken((_, { offered }) => offered.every((each) => serves(each.channel, each.servedLanguage)))).toEqual([]);
  });

  it("phone and chat are offered only in a language that the customer asked for", () => {
    const asked = ({ language }: ScenarioRequest, served: string) =>
      [language]
        .flat()
        .some((tag) => tag === "*" || tag.split("-")[0] === served || (tag === "cmn" && served === "zh"));
    const live = ({ offered }: RoutingDecision) => offered.filter(({ channel }) => LIVE.includes(channel));
    expect(broken((request, decision) => live(decision).every((each) => asked(request, each.servedLanguage)))).toEqual(
      [],
    );
  });

  it("phone is never offered in Chinese, Portuguese or Polish", () => {
    const phones = ({ offered }: RoutingDecision) => offered.filter(({ channel }) => channel === "phone");
    const others = ["zh", "pt", "pl"];
    expect(broken((_, decision) => phones(decision).every((phone) => !others.includes(phone.servedLanguage)))).toEqual(
      [],
    );
  });

  it("phone and chat are never offered without a free agent in that language", () => {
    const isFree = (
      { agentAvailability, agentAvailabilityAsOf }: ScenarioRequest,
      channel: string,
      language: string,
    ) => {
      const entries = agentAvailability?.[channel] ?? {};
      const entry = Object.hasOwn(entries, language) ? entries[language] : entries["*"];
      const free = typeof entry === "number" ? entry : (entry?.available ?? 0);
      return agentAvailabilityAsOf === undefined && free > 0;
    };
    const staffed = (request: ScenarioRequest, { offered }: RoutingDecision) =>
      offered.every(
        ({ channel, servedLanguage }) => !LIVE.includes(channel) || isFree(request, channel, servedLanguage),
      );
    expect(broken(staffed)).toEqual([]);
  });

  it("phone and chat are never offered outside their hours", () => {
    const inHours = (request: ScenarioRequest, { offered }: RoutingDecision) => {
      const open = patternAt(Date.parse(request.at)).split(" ");
      return offered.every(({ channel }) => !LIVE.includes(channel) || open.includes(HOURS_OF[channel] ?? ""));
    };
    expect(broken(inHours)).toEqual([]);
  });

  it("every withheld channel has a reason", () => {
    expect(broken((_, { withheld }) => withheld.every(({ reasons }) => reasons.length > 0))).toEqual([]);
  });

  it("adding agents never removes a channel", () => {
    const width = SNAPSHOTS.length + 1;
    const staffing = Object.keys(STAFFING).length;
    const offered = (index: number) => decided[index]?.decision.offered.map(({ channel }) => channel) ?? [];
    const removing = decided.flatMap(({ request }, index) => {
      if (index % width >= staffing - 1) return [];
      return offered(index).every((channel) => offered(index + 1).includes(channel)) ? [] : [request];
    });
    expect(removing).toEqual([]);
  });

  it(
    "times are true when the clock is moved there, and one millisecond before",
    () => {
      fc.assert(
        fc.property(oneOf(MATRIX), (request) => {
          expect(brokenTimeLaws(document, router, request)).toEqual([]);
        }),
        runs(2400),
      );
    },
    PATIENCE,
  );

  it(
    "decisions are the reference's, in every field",
    async () => {
      const reference = createReferenceRouter(document, router.ruleset.fingerprint);
      await fc.assert(
        fc.asyncProperty(oneOf(decided), async ({ request, decision }) => {
          expect(decision).toEqual(await reference.route(request));
        }),
        runs(60),
      );
    },
    PATIENCE,
  );
});

/** Says how many agents each live channel has in each language. */
function live(entryOf: (language: string) => NonNullable<Snapshot[string]>[string]): Snapshot {
  const entries = Object.fromEntries(SERVED.map((language) => [language, entryOf(language)]));
  return { phone: entries, chat: entries };
}

/** The first and the last millisecond of some stretches of each pattern of open and closed schedules, around Christmas. */
function instantsOfEveryPattern(): number[] {
  const from = Date.parse("2026-12-21T00:00:00Z");
  const through = Date.parse("2027-01-04T00:00:00Z");
  const edges = HOURS.flatMap(([, schedule]) => schedule.instantsWithin(from, through));
  const instants = [...new Set(edges.flatMap((edge) => [edge - 1, edge]))].sort((a, b) => a - b);
  const { numRuns: each } = runs(2);
  const taken = new Map<string, number>();
  return instants.filter((instant) => {
    const pattern = patternAt(instant);
    taken.set(pattern, (taken.get(pattern) ?? 0) + 1);
    return (taken.get(pattern) ?? 0) <= each;
  });
}

/** The schedules that are open, by name. */
function patternAt(instant: number): string {
  const open = HOURS.filter(([, schedule]) => schedule.hoursAt(instant).open);
  return open
    .map(([id]) => id)
    .sort()
    .join(" ");
}

/** `fc.constantFrom` takes its values as arguments, and a matrix has more than a call can have. */
function oneOf<Value>(values: readonly Value[]): fc.Arbitrary<Value> {
  return fc.nat(values.length - 1).map((index) => values[index] as Value);
}
