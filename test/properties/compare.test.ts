import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compared } from "../arbitraries/compared.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { brokenComparisonLaws } from "./comparison-laws.js";
import { rewrittenRules, toldOfRewritten } from "./rewritten-rules.js";

describe("a comparison of any two rulesets", () => {
  it(
    "is true of each request that a sentence speaks of, speaks of each that differs, and shows what the reference router confirms",
    async () => {
      await fc.assert(
        fc.asyncProperty(compared(40), async (example) => {
          expect(await brokenComparisonLaws(example)).toEqual([]);
        }),
        runs(5),
      );
    },
    PATIENCE,
  );

  it(
    "finds rules equivalent that are only written otherwise",
    async () => {
      await fc.assert(
        fc.asyncProperty(rewrittenRules, async (example) => {
          expect(await toldOfRewritten(example)).toEqual([]);
        }),
        runs(8),
      );
    },
    PATIENCE,
  );
});
