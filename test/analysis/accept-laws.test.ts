import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptScenarios, runScenarios } from "../../src/analysis.js";
import { createRouter, parseRuleset, type Scenario, type ScenarioExpectation } from "../../src/index.js";
import { isObject } from "../../src/values/plain-object.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { situation } from "../arbitraries/situations.js";
import { filesOf } from "../arbitraries/split-files.js";
import { changedExpectations } from "./changed-expectations.js";

describe("scenarios of any ruleset and request that are accepted", () => {
  it(
    "pass, state no more than before, and change no other part of their files",
    async () => {
      const layout = fc.constantFrom(undefined, 2, "\t");
      await fc.assert(
        fc.asyncProperty(situation, layout, fc.nat(), async ({ document, request }, step, order) => {
          const decision = (await createRouter(document)).route(request);
          const scenarios = changedExpectations(decision, document).map(({ expect: e, field, channel }, index) => ({
            name: `${index}`,
            request,
            // Alone, a value that is gone cannot be replaced.
            expect: index % 3 === 0 ? only(e, field, channel) : e,
          }));
          const files = filesOf({ ...document, scenarios }, order).map(({ file, text }) => ({
            file,
            text: `${JSON.stringify(JSON.parse(text), null, step)}\n`,
          }));
          const ruleset = parseRuleset(files);
          const accepted = acceptScenarios(ruleset, (await runScenarios(ruleset)).results);

          expect(accepted.accepted.length + accepted.refused.length).toBe(scenarios.length);
          const rewritten = files.map(({ file, text }) => ({
            file,
            text: accepted.files.find((each) => each.file === file)?.after ?? text,
          }));
          const after = parseRuleset(rewritten);
          const { results } = await runScenarios(after);
          expect(results.flatMap(({ name, passed }) => (passed ? [name] : [])).sort()).toEqual(
            [...accepted.accepted].sort(),
          );
          expect({ ...after, scenarios: null }).toEqual({ ...ruleset, scenarios: null });
          for (const [index, scenario] of scenarios.entries()) {
            const now = after.scenarios?.[index];
            expect({ ...now, expect: null }).toEqual({ ...scenario, expect: null });
            expect(statedIn(now).filter((key) => !statedIn(scenario).includes(key))).toEqual([]);
          }
          for (const { text } of rewritten) expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, step)}\n`);
        }),
        runs(40),
      );
    },
    PATIENCE,
  );
});

/** The expectation without all others. */
function only(
  stated: ScenarioExpectation,
  field: keyof ScenarioExpectation,
  channel: string | null,
): ScenarioExpectation {
  const value = stated[field];
  return { [field]: channel === null ? value : { [channel]: (value as Record<string, unknown>)[channel] } };
}

/** What a scenario makes statements about: `offered`, `closesAt phone`. */
function statedIn(scenario: Scenario | undefined): string[] {
  return Object.entries(scenario?.expect ?? {}).flatMap(([field, value]) =>
    isObject(value) ? Object.keys(value).map((channel) => `${field} ${channel}`) : [field],
  );
}
