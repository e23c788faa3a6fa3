import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { promised, wronglyBroken, wronglyProven } from "./promise-laws.js";

describe("promises of random rules", () => {
  it(
    "that are proven are broken by no request, and one that a request breaks is found broken",
    async () => {
      await fc.assert(
        fc.asyncProperty(promised, async (example) => {
          expect(await wronglyProven(example)).toEqual([]);
        }),
        runs(15),
      );
    },
    PATIENCE,
  );

  it(
    "that are broken come with a request that breaks them, and the decision on it",
    async () => {
      await fc.assert(
        fc.asyncProperty(promised, async (example) => {
          expect(await wronglyBroken(example)).toEqual([]);
        }),
        runs(8),
      );
    },
    PATIENCE,
  );
});
