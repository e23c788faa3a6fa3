import { describe, expect, it } from "vitest";
import { runScenarios, type ScenarioReport } from "../../src/analysis.js";
import { parseRuleset, RulesetError } from "../../src/index.js";
import type { ScenarioExpectation, ScenarioRequest } from "../../src/ruleset/document.js";
import { shop } from "../runtime/shop.js";
import { expectationOf } from "./expectation-of.js";

const REQUEST: ScenarioRequest = {
  requestType: "order",
  at: "2026-11-23T10:00:00+01:00",
  language: ["nl", "en"],
  agentAvailability: { phone: { nl: 2 } },
  facts: { signedIn: false },
};

describe("a scenario", () => {
  it("passes where all it states is so", async () => {
    const decision = (await run({ steps: [] })).results[0]?.decision;
    if (decision == null) throw new Error("not decided");
    const expectation = expectationOf(decision);
    expect(expectation).toMatchObject({
      offered: ["phone:nl", "email:nl"],
      rules: { phone: ["phone-desk"], chat: [] },
    });
    expect((await run(expectation)).results[0]?.mismatches).toEqual([]);
  });

  it("is found by its name, and finds a rule, in either spelling of a letter", async () => {
    const { rules = [], ...rest } = shop();
    const ruleset = {
      ...rest,
      rules: rules.map((rule) => (rule.name === "phone-desk" ? { ...rule, name: "caf\u00e9" } : rule)),
      scenarios: [{ name: "Caf\u00e9", request: REQUEST, expect: { rules: { phone: ["cafe\u0301"] } } }],
    };
    expect(await runScenarios(ruleset, { name: "cafe\u0301" })).toMatchObject({ passed: true, results: [{}] });
  });

  it.each<[string, ScenarioExpectation, Stated]>([
    ["other channels", { offered: ["email"] }, ["offered", null, ["email"], ["phone", "email"]]],
    ["another order", { offered: ["email", "phone"] }, ["offered", null, ["email", "phone"], ["phone", "email"]]],
    [
      "another language",
      { offered: ["phone:en", "email"] },
      ["offered", null, ["phone:en", "email"], ["phone:nl", "email"]],
    ],
    [
      "a language, and leaves out a channel",
      { offered: ["email:nl"] },
      ["offered", null, ["email:nl"], ["phone:nl", "email:nl"]],
    ],
    [
      "other reasons",
      { withheld: { chat: ["outside-hours"] } },
      ["withheld", "chat", ["outside-hours"], ["no-agents"]],
    ],
    [
      "a channel withheld that is offered",
      { withheld: { phone: ["no-agents"] } },
      ["withheld", "phone", ["no-agents"], "offered"],
    ],
    ["other steps", { steps: ["sign-in"] }, ["steps", null, ["sign-in"], []]],
    ["one rule too few", { rules: { phone: [] } }, ["rules", "phone", [], ["phone-desk"]]],
    ["a rule that had no say", { rules: { chat: ["chat-staffed"] } }, ["rules", "chat", ["chat-staffed"], []]],
    ["an end", { validUntil: null }, ["validUntil", null, null, "2026-11-23T09:02:00.001Z"]],
    [
      "another closing",
      { closesAt: { phone: "2026-11-23T18:00:01+01:00" } },
      ["closesAt", "phone", "2026-11-23T17:00:01.000Z", "2026-11-23T17:00:00.000Z"],
    ],
    [
      "a closing of a channel that is withheld",
      { closesAt: { chat: "2026-11-23T18:00:00+01:00" } },
      ["closesAt", "chat", "2026-11-23T17:00:00.000Z", "withheld"],
    ],
    [
      "an opening of a channel that is offered",
      { nextOpensAt: { phone: null } },
      ["nextOpensAt", "phone", null, "offered"],
    ],
  ])("that states %s fails, and says what was expected and what came", async (_, stated, mismatch) => {
    const { passed, results } = await run(stated);
    expect(passed).toBe(false);
    expect(
      results[0]?.mismatches.map(({ field, channel, expected, actual }) => [field, channel, expected, actual]),
    ).toEqual([mismatch]);
  });

  it("states an instant in any offset, and as short as can be", async () => {
    for (const phone of ["2026-11-23T18:00+01:00", "2026-11-23T12:00:00-05:00", "2026-11-23T17:00:00.000Z"]) {
      expect((await run({ closesAt: { phone } })).passed).toBe(true);
    }
  });

  it("states reasons and rules in any order", async () => {
    const closed = { ...REQUEST, at: "2026-11-23T03:00:00+01:00", agentAvailability: {} };
    const { results } = await run({ withheld: { phone: ["outside-hours", "no-agents"] } }, closed);
    expect(results[0]?.decision?.withheld[0]?.reasons.map(({ code }) => code)).toEqual(["no-agents", "outside-hours"]);
    expect(results[0]?.mismatches).toEqual([]);
    const prefer = { name: "first", event: { type: "prefer", params: { channels: ["phone"] } } };
    const rules = { phone: ["first", "phone-desk"] };
    expect((await run({ rules }, REQUEST, [prefer])).results[0]?.mismatches).toEqual([]);
  });
});

describe("running scenarios", () => {
  const good = { name: "Good", request: REQUEST, expect: { steps: [] } };
  const bad = { name: "bad", request: REQUEST, expect: { offered: [] } };

  it("passes nothing where there is nothing to pass", async () => {
    expect(await runScenarios(shop({ scenarios: [] }))).toEqual({ passed: false, results: [] });
  });

  it("fails as a whole where one scenario fails", async () => {
    const { passed, results } = await runScenarios(shop({ scenarios: [good, bad] }));
    expect([passed, results.map((result) => result.passed)]).toEqual([false, [true, false]]);
  });

  it("runs those with a text in their name, whatever its case, at their places in the ruleset", async () => {
    const scenarios = [bad, good];
    const { passed, results } = await runScenarios(shop({ scenarios }), { name: "gOO" });
    expect([passed, results.map(({ name, path }) => [name, path])]).toEqual([true, [["Good", "/scenarios/1"]]]);
    expect(await runScenarios(shop({ scenarios }), { name: "ugly" })).toEqual({ passed: false, results: [] });
  });

  it("says where in which file a scenario stands, and each mismatch", async () => {
    const { scenarios: _, ...rules } = shop();
    const text = `{ "scenarios": [\n${JSON.stringify(good)},\n{ "name": "bad", "request": ${JSON.stringify(REQUEST)},\n  "expect": {\n    "offered": [],\n    "closesAt": { "phone": null } } } ] }`;
    const ruleset = parseRuleset([
      { file: "rules.json", text: JSON.stringify(rules) },
      { file: "scenarios/first.json", text },
    ]);
    const [first, second] = (await runScenarios(ruleset)).results;
    expect(first).toMatchObject({ path: "/scenarios/0", file: "scenarios/first.json", line: 2, column: 9 });
    expect(second).toMatchObject({ path: "/scenarios/1", file: "scenarios/first.json", line: 3, column: 11 });
    expect(second?.mismatches).toMatchObject([
      { path: "/scenarios/1/expect/offered", file: "scenarios/first.json", line: 5, column: 5 },
      { path: "/scenarios/1/expect/closesAt/phone", file: "scenarios/first.json", line: 6, column: 19 },
    ]);
  });

  it("says no more of the place of what was read from no file than its path", async () => {
    const [result] = (await runScenarios(shop({ scenarios: [bad] }))).results;
    expect(Object.keys({ ...result })).not.toContain("line");
    expect(Object.keys({ ...result?.mismatches[0] })).not.toContain("file");
  });

  it("fails a scenario whose request cannot be read, and says which and where", async () => {
    const request = { ...REQUEST, agentAvailability: { chat: { iw: 1, he: 2 } } };
    const document = shop({ scenarios: [{ name: "twice", request, expect: { steps: [] } }] });
    const { results } = await runScenarios(parseRuleset(JSON.stringify(document)));
    expect(results).toMatchObject([
      {
        passed: false,
        decision: null,
        mismatches: [],
        issues: [
          {
            code: "duplicate-language",
            message: expect.stringMatching(/^scenario `twice`: /),
            path: "/scenarios/0/request/agentAvailability/chat/he",
            line: 1,
            column: expect.any(Number),
          },
        ],
      },
    ]);
  });

  it("refuses a ruleset with errors", async () => {
    await expect(runScenarios(shop({ channels: [] }))).rejects.toThrow(RulesetError);
  });
});

type Stated = [field: string, channel: string | null, expected: unknown, actual: unknown];

function run(
  expectation: ScenarioExpectation,
  request: ScenarioRequest = REQUEST,
  more: readonly unknown[] = [],
): Promise<ScenarioReport> {
  const { rules = [] } = shop();
  const scenario = { name: "it", request, expect: expectation };
  return runScenarios(shop({ rules: [...rules, ...more], scenarios: [scenario] }));
}
