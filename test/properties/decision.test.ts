import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atInstant } from "../arbitraries/moved-request.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation, situations } from "../arbitraries/situations.js";
import { createReferenceRouter } from "../reference/router.js";
import { brokenTimeLaws, sameDecision } from "./broken-time-laws.js";
import { createRouter } from "./round-trip-router.js";

describe("a decision on random rules", () => {
  it(
    "is the reference's, in every field",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const router = await createRouter(document);
          const reference = createReferenceRouter(document, router.ruleset.fingerprint);
          expect(router.route(request)).toEqual(await reference.route(request));
        }),
        runs(80),
      );
    },
    PATIENCE,
  );

  it(
    "is the same whatever the router decided before",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async ({ document, requests }) => {
          const router = await createRouter(document);
          for (const request of requests) {
            const fresh = await createRouter(document);
            expect(router.route(request)).toEqual(fresh.route(request));
          }
        }),
        runs(60),
      );
    },
    PATIENCE,
  );

  it(
    "has times that are true when the clock is moved there, and one millisecond before",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          expect(brokenTimeLaws(document, await createRouter(document), request)).toEqual([]);
        }),
        runs(300),
      );
    },
    PATIENCE,
  );

  it(
    "is the same at any instant before it ends",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, fc.double({ min: 0, max: 1, noNaN: true }), async ({ document, request }, part) => {
          const router = await createRouter(document);
          const decision = router.route(request);
          const start = Date.parse(decision.decidedAt);
          const end = decision.validUntil === null ? start + 86_400_000 : Date.parse(decision.validUntil) - 1;
          const between = start + Math.floor((end - start) * part);
          expect(sameDecision(decision, router.route(atInstant(request, between)))).toBe(true);
        }),
        runs(150),
      );
    },
    PATIENCE,
  );

  it(
    "offers every always channel, gives every other a place and every withheld one a reason",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const { offered, withheld } = (await createRouter(document)).route(request);
          const always = document.channels.filter((channel) => channel.always === true).map(({ id }) => id);
          const ids = [...offered, ...withheld].map(({ channel }) => channel);
          expect(offered.map(({ channel }) => channel)).toEqual(expect.arrayContaining(always));
          expect([...ids].sort()).toEqual(document.channels.map(({ id }) => id).sort());
          expect(withheld.filter(({ reasons }) => reasons.length === 0)).toEqual([]);
        }),
        runs(100),
      );
    },
    PATIENCE,
  );
});
