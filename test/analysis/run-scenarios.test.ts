import { describe, expect, it } from "vitest";
import { runScenarios, type ScenarioReport } from "../../src/analysis.js";
import { RulesetError } from "../../src/index.js";
import type { ScenarioExpectation, ScenarioRequest } from "../../src/ruleset/document.js";
import { shop } from "../routing/shop.js";

const REQUEST: ScenarioRequest = {
  requestType: "order",
  at: "2026-11-23T10:00:00+01:00",
  language: ["nl", "en"],
  agentAvailability: { phone: { nl: 2 } },
  facts: { signedIn: false },
};

describe("a scenario", () => {
  it("that states nothing of the decision passes", async () => {
    expect((await run({})).passed).toBe(true);
  });

  it("passes where all it states is so", async () => {
    const { results } = await run({});
    const decision = results[0]?.decision;
    const offered = decision?.offered.map(({ channel, servedLanguage }) => `${channel}:${servedLanguage}`) ?? [];
    const [chat] = decision?.withheld ?? [];
    const phone = decision?.offered.find(({ channel }) => channel === "phone");
    const expectation: ScenarioExpectation = {
      offered,
      withheld: { chat: chat?.reasons.map(({ code }) => code) ?? [] },
      steps: decision?.steps.map(({ step }) => step) ?? [],
      closesAt: { phone: phone?.closesAt ?? null },
      nextOpensAt: { chat: chat?.nextOpensAt ?? null },
      validUntil: decision?.validUntil ?? null,
      rules: phone?.rule == null ? [] : [phone.rule],
    };
    expect(offered).toContain("phone:nl");
    expect((await run(expectation)).results[0]?.mismatches).toEqual([]);
  });

  it.each<[string, ScenarioExpectation, string, unknown, unknown]>([
    ["other channels", { offered: ["email"] }, "offered", ["email"], ["phone", "email"]],
    ["another order", { offered: ["email", "phone"] }, "offered", ["email", "phone"], ["phone", "email"]],
    ["another language", { offered: ["phone:en", "email"] }, "offered", ["phone:en", "email"], ["phone:nl", "email"]],
    ["other reasons", { withheld: { chat: ["outside-hours"] } }, "withheld.chat", ["outside-hours"], ["no-agents"]],
    [
      "a channel withheld that is offered",
      { withheld: { phone: ["no-agents"] } },
      "withheld.phone",
      ["no-agents"],
      null,
    ],
    ["other steps", { steps: ["sign-in"] }, "steps", ["sign-in"], []],
    [
      "a rule that had no say",
      { rules: ["phone-desk", "bystander"] },
      "rules",
      ["phone-desk", "bystander"],
      ["phone-desk"],
    ],
    ["an end", { validUntil: null }, "validUntil", null, expect.any(String)],
    [
      "a closing of a channel that is withheld",
      { closesAt: { chat: "2026-11-23T18:00:00+01:00" } },
      "closesAt.chat",
      "2026-11-23T17:00:00.000Z",
      "withheld",
    ],
    ["an opening of a channel that is offered", { nextOpensAt: { phone: null } }, "nextOpensAt.phone", null, "offered"],
  ])("that states %s fails, and says what was expected and what came", async (_, stated, what, expected, actual) => {
    const { passed, results } = await run(stated);
    expect(passed).toBe(false);
    expect(results[0]?.mismatches).toEqual([{ what, expected, actual }]);
  });

  it("states an instant in any offset", async () => {
    const { results } = await run({});
    const closesAt = results[0]?.decision?.offered[0]?.closesAt ?? "";
    const local = new Date(Date.parse(closesAt) + 3_600_000).toISOString().replace("Z", "+01:00");
    expect((await run({ closesAt: { phone: local } })).passed).toBe(true);
  });
});

describe("running scenarios", () => {
  it("passes nothing where there is nothing to pass", async () => {
    expect(await runScenarios(shop({ scenarios: [] }))).toEqual({ passed: false, results: [] });
  });

  it("fails as a whole where one scenario fails", async () => {
    const good = { name: "good", request: REQUEST, expect: {} };
    const bad = { name: "bad", request: REQUEST, expect: { offered: [] } };
    const { passed, results } = await runScenarios(shop({ scenarios: [good, bad] }));
    expect([passed, results.map((result) => result.passed)]).toEqual([false, [true, false]]);
  });

  it("fails a scenario whose request cannot be read, and says where", async () => {
    const request = { ...REQUEST, agentAvailability: { chat: { iw: 1, he: 2 } } };
    const { results } = await runScenarios(shop({ scenarios: [{ name: "twice", request, expect: {} }] }));
    expect(results).toMatchObject([
      {
        passed: false,
        decision: null,
        issues: [{ code: "duplicate-language", path: "/scenarios/0/request/agentAvailability/chat/he" }],
      },
    ]);
  });

  it("refuses a ruleset with errors", async () => {
    await expect(runScenarios(shop({ channels: [] }))).rejects.toThrow(RulesetError);
  });
});

function run(expectation: ScenarioExpectation): Promise<ScenarioReport> {
  const { rules = [] } = shop();
  const never = { fact: "signedIn", operator: "equal", value: true };
  const bystander = {
    name: "bystander",
    conditions: { all: [never] },
    event: { type: "advise", params: { steps: ["sign-in"] } },
  };
  const scenario = { name: "it", request: REQUEST, expect: expectation };
  return runScenarios(shop({ rules: [...rules, bystander], scenarios: [scenario] }));
}
