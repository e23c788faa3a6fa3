import { expect, it } from "vitest";
import { acceptScenarios, runScenarios } from "../../src/analysis.js";
import { parseRuleset, type Ruleset } from "../../src/index.js";
import { shop } from "../runtime/shop.js";

const REQUEST = {
  requestType: "order",
  at: "2026-11-23T10:00:00+01:00",
  language: ["nl", "en"],
  facts: { signedIn: false },
};
const SCENARIOS = [
  { name: "Wrong", request: REQUEST, expect: { offered: ["phone"] } },
  { name: "Right", request: REQUEST, expect: { offered: ["email"] } },
];

it("rewrites a text without a name", async () => {
  const text = JSON.stringify({ ...shop(), scenarios: SCENARIOS });
  const ruleset = parseRuleset(text);
  const accepted = acceptScenarios(ruleset, (await runScenarios(ruleset)).results);
  const after = text.replace('{"offered":["phone"]}', '{"offered":["email"]}');
  expect(accepted).toEqual({ accepted: ["Wrong"], refused: [], files: [{ file: null, before: text, after }] });
});

it("refuses data that was not read from text", async () => {
  const ruleset = { ...shop(), scenarios: SCENARIOS };
  const { results } = await runScenarios(ruleset);
  expect(() => acceptScenarios(ruleset as unknown as Ruleset, results)).toThrow("the ruleset was not read from text");
});
