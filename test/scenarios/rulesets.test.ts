import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkRuleset, measureCoverage, runScenarios } from "../../src/analysis.js";
import { createRouter } from "../../src/index.js";
import { loadRuleset } from "../../src/node.js";

const RULESETS = ["rules", ...readdirSync("examples/rulesets").map((name) => `examples/rulesets/${name}`)];

describe.each(RULESETS)("%s", async (path) => {
  const ruleset = await loadRuleset(path);
  const { findings, promises } = await checkRuleset(ruleset, { from: "2026-11-23T09:00:00Z" });

  it("has nothing wrong with it", () => {
    expect(findings).toEqual([]);
  });

  it("keeps its promises in every situation", () => {
    expect(promises.filter(({ status }) => status !== "proven")).toEqual([]);
    expect(promises).toHaveLength((ruleset.promises ?? []).length + 1);
  });

  it("decides every scenario as it says", async () => {
    const { passed, results } = await runScenarios(ruleset);
    const wrong = results.filter((result) => !result.passed);
    expect(wrong.map(({ name, mismatches, issues }) => ({ name, mismatches, issues }))).toEqual([]);
    expect(passed).toBe(true);
  });

  it("has a scenario for every request type", async () => {
    const decided = new Set((ruleset.scenarios ?? []).map(({ request }) => request.requestType));
    expect(Object.keys(ruleset.requestTypes).filter((type) => !decided.has(type))).toEqual([]);
  });
});

it("every rule that is shipped says why it is there", async () => {
  const { rules = [] } = await loadRuleset("rules");
  expect(rules.filter(({ description = "" }) => description === "").map(({ name }) => name)).toEqual([]);
});

it("the scenarios of the shipped rules reach all that a request can", async () => {
  const { gaps, percent } = await measureCoverage(await loadRuleset("rules"), { from: "2026-11-23T00:00:00+01:00" });
  expect([percent, gaps.map(({ message }) => message)]).toEqual([100, []]);
});

describe("the example requests", async () => {
  const { route } = await createRouter(await loadRuleset("rules"));

  it.each(readdirSync("examples/requests"))("%s is decided by the shipped rules", (name) => {
    const request = JSON.parse(readFileSync(`examples/requests/${name}`, "utf8"));
    expect(route(request).offered.map(({ channel }) => channel)).toContain("email");
  });
});
