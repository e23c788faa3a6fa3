import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { smallRuleset } from "../arbitraries/small-rulesets.js";
import { requestedNearby, wrongExamples, wrongFindings, wronglyIdle } from "./finding-laws.js";

describe("the findings of small rulesets", () => {
  it(
    "are those that come of telling all situations one by one, and no others",
    async () => {
      await fc.assert(
        fc.asyncProperty(smallRuleset, async (document) => {
          expect(await wrongFindings(document)).toEqual([]);
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "come with examples that the reference decides alike",
    async () => {
      await fc.assert(
        fc.asyncProperty(smallRuleset, async (document) => {
          expect(await wrongExamples(document)).toEqual([]);
        }),
        runs(10),
      );
    },
    PATIENCE,
  );
});

describe("rules that never hold or change nothing, of rulesets of any kind", () => {
  it(
    "can all be taken out, and no customer sees a difference",
    async () => {
      await fc.assert(
        fc.asyncProperty(requestedNearby, async (example) => {
          expect(await wronglyIdle(example)).toEqual([]);
        }),
        runs(6),
      );
    },
    PATIENCE,
  );
});
