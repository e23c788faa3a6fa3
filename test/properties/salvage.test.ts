import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContactRequest } from "../../src/index.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation } from "../arbitraries/situations.js";
import { faults, spoilt } from "../arbitraries/spoilt-requests.js";
import { withoutDropped } from "../reference/salvage.js";
import { createRouter } from "./round-trip-router.js";

describe("a request with faults", () => {
  it(
    "is decided as it is without the parts that are dropped, or offers the always channels alone",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, faults, async ({ document, request }, wrong) => {
          const router = await createRouter(document);
          const asked = spoilt(request, wrong);
          const routed = router.safeRoute(asked as ContactRequest);
          if (routed.success) {
            expect(routed.decision).toEqual(router.route(asked as ContactRequest));
            return;
          }
          const { issues } = routed.error;
          expect(() => router.route(asked as ContactRequest)).toThrow(routed.error.message);
          if (issues.every(({ dropped }) => dropped === true)) {
            expect(routed.decision).toEqual(router.route(withoutDropped(document, asked, issues)));
            return;
          }
          const always = document.channels.filter((channel) => channel.always === true).map(({ id }) => id);
          expect(routed.decision.offered.map(({ channel }) => channel)).toEqual(always);
          const codes = routed.decision.withheld.flatMap(({ reasons }) => reasons.map(({ code }) => code));
          expect(codes.filter((code) => code !== "request-invalid")).toEqual([]);
          expect(routed.decision.validUntil).toBe(routed.decision.decidedAt);
        }),
        runs(300),
      );
    },
    PATIENCE,
  );

  it(
    "is answered whatever it is",
    async () => {
      const anything = fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withBigInt: true });
      await fc.assert(
        fc.asyncProperty(situation, fc.dictionary(fc.string(), anything), anything, async (drawn, parts, whole) => {
          const { safeRoute } = await createRouter(drawn.document);
          const keys = Object.keys(drawn.request);
          const mixed = Object.fromEntries(
            Object.values(parts).map((part, index) => [keys[index % keys.length], part]),
          );
          for (const request of [whole, parts, { ...drawn.request, ...mixed }]) {
            const { decision, ...rest } = safeRoute(request as ContactRequest);
            const always = drawn.document.channels.filter((channel) => channel.always === true).map(({ id }) => id);
            expect(decision.offered.map(({ channel }) => channel)).toEqual(expect.arrayContaining(always));
            expect("error" in rest && rest.error.issues.map(({ code }) => code)).not.toContain("internal-error");
          }
        }),
        runs(100),
      );
    },
    PATIENCE,
  );
});
