import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situations } from "../arbitraries/situations.js";
import {
  countedRules,
  pickedSituations,
  wrongCounts,
  wrongRequestsForSituations,
  wrongSituations,
} from "./situation-laws.js";

describe("the situations of random rules", () => {
  it(
    "come to what the router says of each channel, for any request",
    async () => {
      await fc.assert(
        fc.asyncProperty(situations, async ({ document, requests }) => {
          expect(await wrongSituations({ document, requests: requests.slice(0, 2) })).toEqual([]);
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "of two rulesets come to what both routers say, for a request made for the situation",
    async () => {
      await fc.assert(
        fc.asyncProperty(pickedSituations, async (example) => {
          expect(await wrongRequestsForSituations(example)).toEqual([]);
        }),
        runs(25),
      );
    },
    PATIENCE,
  );

  it(
    "are counted as often as they can be told one by one",
    async () => {
      await fc.assert(
        fc.asyncProperty(countedRules, async (example) => {
          expect(await wrongCounts(example)).toEqual([]);
        }),
        runs(25),
      );
    },
    PATIENCE,
  );
});
