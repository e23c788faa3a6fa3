import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runScenarios, type StatedValue } from "../../src/analysis.js";
import { createRouter, type ScenarioExpectation } from "../../src/index.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { type Situation, situation } from "../arbitraries/situations.js";
import { changedExpectations } from "./changed-expectations.js";
import { expectationOf } from "./expectation-of.js";

describe("a scenario of any ruleset and request", () => {
  it(
    "passes where it states what was decided, and fails where it states one thing of it otherwise, naming that alone",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async (drawn) => {
          const { document, request } = drawn;
          const decision = (await createRouter(document)).route(request);
          const changed = changedExpectations(decision, document);
          const [right, ...wrong] = await run(drawn, [expectationOf(decision), ...changed.map(({ expect: e }) => e)]);
          expect(right).toMatchObject({ passed: true, mismatches: [] });
          expect(wrong.map(({ mismatches }) => mismatches.map(({ field, channel }) => [field, channel]))).toEqual(
            changed.map(({ field, channel }) => [[field, channel]]),
          );
        }),
        runs(40),
      );
    },
    PATIENCE,
  );

  it(
    "that fails says why, of all but the order of steps and a decision without an end, in plain data",
    async () => {
      await fc.assert(
        fc.asyncProperty(situation, async (drawn) => {
          const { document, request } = drawn;
          const decision = (await createRouter(document)).route(request);
          const results = await run(
            drawn,
            changedExpectations(decision, document).map(({ expect: e }) => e),
          );
          const mismatches = results.flatMap((result) => result.mismatches);
          const unexplained = mismatches.filter(
            ({ field, causes, expected, actual }) =>
              causes.length === 0 &&
              !(field === "validUntil" && actual === null) &&
              !isOrderOfSteps(field, expected, actual),
          );
          expect(unexplained).toEqual([]);
          expect(JSON.parse(JSON.stringify(mismatches))).toEqual(mismatches);
        }),
        runs(20),
      );
    },
    PATIENCE,
  );
});

/** Steps stand in the order of the ruleset: that is all there is to say. */
function isOrderOfSteps(field: string, ...lists: readonly StatedValue[]): boolean {
  const [one, other] = lists.map((list) => JSON.stringify([list].flat().sort()));
  return field === "steps" && one === other;
}

async function run({ document, request }: Situation, expectations: readonly ScenarioExpectation[]) {
  const scenarios = expectations.map((expectation, index) => ({ name: `${index}`, request, expect: expectation }));
  return (await runScenarios({ ...document, scenarios })).results;
}
