import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type ContactRequest, createRouter, RequestError, type Router } from "../../src/index.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { atInstantAsFresh } from "../arbitraries/moved-request.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation } from "../arbitraries/situations.js";
import { createReferenceRouter } from "../reference/router.js";
import { buyer, shopRouter } from "./shop.js";

const MS_PER_DAY = 86_400_000;
const FIRST = Date.parse("1973-03-03T09:46:40Z");
const LAST = Date.UTC(2200, 0, 1);
const MAX_AGE_SECONDS = 120;

let router: Router;
beforeAll(async () => {
  router = await shopRouter({
    availability: { maxAgeSeconds: MAX_AGE_SECONDS },
    rules: [
      {
        name: "phone-when-free",
        conditions: { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 },
        event: { type: "offer", params: { channels: ["phone"] } },
      },
    ],
  });
});

describe("a clock that is wrong", () => {
  it.each([
    ["before 1970", -1],
    ["before March 1973, as a text", "1973-03-03T09:46:39Z"],
    ["in seconds", Date.UTC(2026, 10, 23) / 1000],
    ["after 2200", LAST + 1],
    ["after 2200, by its offset", "2200-01-01T00:00:00-00:01"],
    ["in microseconds", Date.UTC(2026, 10, 23) * 1000],
    ["the last that a Date can be", new Date(8.64e15)],
    ["no Date at all", new Date(Number.NaN)],
    ["not a number", Number.NaN],
    ["without end", Number.POSITIVE_INFINITY],
    ["between two milliseconds", 0.5],
    ["without an offset", "2026-11-23T10:00:00"],
    ["on a day that does not exist", "2026-02-29T10:00:00Z"],
  ])("is refused where it says an instant that is %s, and the always channel is offered", (_, instant) => {
    for (const property of ["at", "agentAvailabilityAsOf"] as const) {
      const request: ContactRequest = { ...buyer(), [property]: instant };
      const { success, decision, ...rest } = router.safeRoute(request);
      expect([success, decision.offered.map(({ channel }) => channel)]).toEqual([false, ["email"]]);
      const { issues = [] } = "error" in rest ? rest.error : {};
      expect(issues.map(({ code, path }) => [code, path])).toEqual([["invalid-instant", `/${property}`]]);
      expect(() => router.route(request)).toThrow(RequestError);
    }
  });

  it(
    "decides as the reference does at the first and the last instants that there may be, as far as it looks ahead",
    async () => {
      const shift = fc.oneof(fc.constantFrom(0, 1, MS_PER_DAY), fc.integer({ min: 0, max: 400 * MS_PER_DAY }));
      await fc.assert(
        fc.asyncProperty(situation, shift, fc.boolean(), async ({ document, request }, by, isFirst) => {
          const { route, ruleset } = await createRouter(document);
          const at = isFirst ? FIRST + by : LAST - by;
          const moved = atInstantAsFresh(withoutSnapshot(request), at);
          const slow = createReferenceRouter(document, ruleset.fingerprint);
          expect(route(moved)).toEqual(await slow.route(moved));
        }),
        runs(12),
      );
    },
    PATIENCE,
  );
});

describe("a snapshot of agents", () => {
  it("counts until it is too old, to the millisecond, and no further in the future than that", () => {
    const maxAge = MAX_AGE_SECONDS * 1000;
    const at = fc.integer({ min: FIRST, max: LAST });
    const age = fc.oneof(
      fc.constantFrom(0, maxAge - 1, maxAge, maxAge + 1),
      fc.integer({ min: -maxAge, max: 2 * maxAge }),
      fc.integer({ min: -LAST, max: LAST }),
    );
    fc.assert(
      fc.property(at, age, (now, old) => {
        fc.pre(now - old >= FIRST && now - old <= LAST);
        const { offered, withheld, validUntil } = router.route({
          ...buyer(),
          at: now,
          agentAvailabilityAsOf: now - old,
        });
        const isFresh = Math.abs(old) <= maxAge;
        expect(offered.map(({ channel }) => channel)).toEqual(isFresh ? ["phone", "email"] : ["email"]);
        const codes = withheld.find(({ channel }) => channel === "phone")?.reasons.map(({ code }) => code);
        expect(codes).toEqual(isFresh ? undefined : ["availability-stale"]);
        const turns = isFresh ? now - old + maxAge + 1 : old < 0 ? now - old - maxAge : Infinity;
        expect(validUntil).toBe(turns <= now + 400 * MS_PER_DAY ? new Date(turns).toISOString() : null);
      }),
    );
  });
});

/** Its age could lead out of the years there may be. */
function withoutSnapshot(request: ScenarioRequest): ScenarioRequest {
  const { agentAvailability: _, agentAvailabilityAsOf: __, ...rest } = request;
  return rest;
}
