import { describe, expect, it, test } from "vitest";
import availability from "../cases/routing/availability.json" with { type: "json" };
import candidatesMissed from "../cases/routing/candidates-missed.json" with { type: "json" };
import hours from "../cases/routing/hours.json" with { type: "json" };
import languages from "../cases/routing/languages.json" with { type: "json" };
import nearestMisses from "../cases/routing/nearest-misses.json" with { type: "json" };
import offering from "../cases/routing/offering.json" with { type: "json" };
import optionalFacts from "../cases/routing/optional-facts.json" with { type: "json" };
import preferring from "../cases/routing/preferring.json" with { type: "json" };
import reasonCodes from "../cases/routing/reason-codes.json" with { type: "json" };
import steps from "../cases/routing/steps.json" with { type: "json" };
import texts from "../cases/routing/texts.json" with { type: "json" };
import times from "../cases/routing/times.json" with { type: "json" };
import unknownAndNot from "../cases/routing/unknown-and-not.json" with { type: "json" };
import unread from "../cases/routing/unread.json" with { type: "json" };
import waysMissed from "../cases/routing/ways-missed.json" with { type: "json" };
import withholding from "../cases/routing/withholding.json" with { type: "json" };
import { partsStated, type RoutingCase, requestOf, routerOf } from "./case-files.js";

const FILES = {
  offering,
  withholding,
  preferring,
  steps,
  "reason codes": reasonCodes,
  "nearest misses": nearestMisses,
  "ways missed": waysMissed,
  "candidates missed": candidatesMissed,
  "unknown and not": unknownAndNot,
  "optional facts": optionalFacts,
  languages,
  availability,
  hours,
  texts,
  times,
} as unknown as Readonly<Record<string, readonly RoutingCase[]>>;

for (const [title, cases] of Object.entries(FILES)) {
  describe(title, () => {
    test.each(cases.map((each) => [each.name, each] as const))("%s", async (_, each) => {
      const { route } = await routerOf(each);
      expect(partsStated(route(requestOf(each)), each.decision)).toEqual(each.decision);
    });
  });
}

describe("requests that cannot be read", () => {
  const cases = unread as unknown as readonly RoutingCase[];
  test.each(cases.map((each) => [each.name, each] as const))("%s", async (_, each) => {
    const { safeRoute } = await routerOf(each);
    const { success, decision } = safeRoute(requestOf(each));
    expect(success).toBe(false);
    expect(partsStated(decision, each.decision)).toEqual(each.decision);
  });
});

/** Of DESIGN.md; a withhold rule adds its own. */
const CODES = [
  ...["request-type-not-served", "language-not-served", "not-eligible", "manually-closed", "outside-hours"],
  ...["time-zone-unknown", "no-agents", "over-capacity", "availability-unknown", "availability-stale", "no-rule"],
  ...["fact-unknown", "availability-known"],
];

describe("the cases", () => {
  it("have every reason code", () => {
    const withheld = Object.values(FILES).flatMap((cases) => cases.flatMap(({ decision }) => decision.withheld ?? []));
    const codes = withheld.flatMap((channel) => channel?.reasons ?? []).map((reason) => reason?.code);
    expect(codes).toEqual(expect.arrayContaining(CODES));
  });

  it("have names of their own", () => {
    const names = Object.values(FILES).flatMap((cases) => cases.map(({ name }) => name));
    expect(names).toEqual([...new Set(names)]);
  });
});
