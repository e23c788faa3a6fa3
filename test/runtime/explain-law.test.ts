import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRouter } from "../../src/compile/compile-ruleset.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation } from "../arbitraries/situations.js";
import { decidedBy, whatWasDecided } from "./decided-by.js";

describe("an explanation", () => {
  it(
    "says of every rule what the decision did",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async ({ document, request }) => {
          const { explain, route } = await createRouter(document);
          const explanation = explain(request);
          expect(explanation.decision).toEqual(route(request));
          expect(decidedBy(explanation, document)).toEqual(whatWasDecided(explanation.decision));
        }),
        runs(60),
      );
    },
    PATIENCE,
  );
});
