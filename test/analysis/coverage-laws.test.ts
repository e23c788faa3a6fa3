import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation, situations } from "../arbitraries/situations.js";
import { wronglyAlone, wronglyCovered, wronglyUnreachable, wrongSuggestions } from "./coverage-laws.js";

describe("the scenarios suggested for any ruleset", () => {
  it(
    "pass, reach every goal that a request was found for, and leave nothing to suggest",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async (example) => {
          expect(await wrongSuggestions(example)).toEqual([]);
        }),
        runs(25),
      );
    },
    PATIENCE,
  );
});

describe("of any scenarios, the coverage", () => {
  it(
    "says of a rule that it holds, fails to, or decides just where an explanation or a decision says so",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async (example) => {
          expect(await wronglyCovered(example)).toEqual([]);
        }),
        runs(60),
      );
    },
    PATIENCE,
  );

  it(
    "says that one condition alone stops a rule just where the rule, with that condition turned round, holds there",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async (example) => {
          expect(await wronglyAlone(example)).toEqual([]);
        }),
        runs(12),
      );
    },
    PATIENCE,
  );
});

describe("a goal of which it is said that nothing reaches it", () => {
  it(
    "is reached by no request of that instant",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async (example) => {
          expect(await wronglyUnreachable(example)).toEqual([]);
        }),
        runs(40),
      );
    },
    PATIENCE,
  );
});
