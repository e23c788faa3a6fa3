import { describe, expect, it } from "vitest";
import type { Condition, Rule, RulesetDocument } from "../../../src/ruleset/document.js";
import { RulesetError } from "../../../src/values/errors.js";
import type { Issue } from "../../../src/values/issue.js";
import { loadedConditions, rulesetWith } from "./rulesets.js";

describe("compiled conditions", () => {
  it("have the rules by priority, higher first, then by name in code units, wherever they stand", async () => {
    const rules = [offer("beta"), offer("alpha"), offer("Zeta"), { ...offer("last"), priority: 2 }, offer("alpha-2")];
    expect(await namesInOrder(rules)).toEqual(["last", "Zeta", "alpha", "alpha-2", "beta"]);
    expect(await namesInOrder(rules.toReversed())).toEqual(["last", "Zeta", "alpha", "alpha-2", "beta"]);
  });

  it("take a rule without conditions for one way of no terms", async () => {
    const { rules, variables } = await loadedConditions(rulesetWith({ rules: [offer("anyone")] }));
    expect(rules.map(({ expression, conjuncts }) => ({ expression, conjuncts }))).toEqual([
      { expression: null, conjuncts: [[]] },
    ]);
    expect(variables).toEqual([]);
  });

  it("have an axis for each fact that is read, and for each schedule", async () => {
    const named = { staffed: compare("availableAgents", 1) };
    const conditions = {
      all: [
        during("desk"),
        { not: during("desk") },
        during("night"),
        { condition: "staffed" },
        compare("availableAgents", 3),
      ],
    };
    const { variables } = await loadedConditions(
      rulesetWith({ conditions: named, rules: [offer("busy", conditions)] }),
    );
    expect(variables.map(({ fact, schedule, classes }) => [fact, schedule, classes])).toEqual([
      ["time", "desk", 3],
      ["time", "night", 3],
      // Below 1, 1, between, 3, above 3, unknown.
      ["availableAgents", null, 6],
    ]);
  });

  it("tell only those texts apart that a rule names", async () => {
    const conditions = { any: [{ fact: "country", operator: "in", value: ["NL", "BE"] }] };
    const { variables } = await loadedConditions(rulesetWith({ rules: [offer("near", conditions)] }));
    const [country] = variables;
    const classes = ["NL", "BE", "DE", "", "nl", null].map((value) => country?.classOf(value));
    expect(classes).toEqual([0, 1, 2, 2, 2, 3]);
  });

  it("have the promises that were given, in their order and apart from the rules", async () => {
    const ruleset = rulesetWith({ rules: [offer("anyone")] });
    const { promises } = await loadedConditions(ruleset, [
      { name: "at the desk", when: during("desk"), never: ["phone"] },
      { name: "always", never: ["phone"] },
    ]);
    expect(promises.map(({ expression }) => expression?.kind ?? null)).toEqual(["leaf", null]);
    expect((await loadedConditions(ruleset)).promises).toEqual([]);
  });

  it("tell classes apart by all that is asked of them together, and those alone", async () => {
    const isRole = (value: string) => ({ fact: "role", operator: "equal", value });
    const { rules, codesOf } = await loadedConditions(
      rulesetWith({ rules: [offer("a", isRole("buyer")), offer("b", isRole("seller")), offer("c")] }),
    );
    // Buyer, seller, guest, unknown.
    expect(codesOf(rules)).toEqual([{ variable: 0, codes: [0, 1, 2, 3], count: 4 }]);
    expect(codesOf(rules.slice(0, 1))).toEqual([{ variable: 0, codes: [0, 1, 1, 2], count: 3 }]);
    expect(codesOf(rules.slice(2))).toEqual([]);
  });

  it("refuse a rule with too many ways to hold, with its name and their number", async () => {
    const rules = [
      offer("first"),
      offer("too-wide", choices(13)),
      offer("wide", choices(12)),
      offer("far-too-wide", choices(20)),
    ];
    expect(await issuesOf(rules)).toEqual([
      {
        code: "too-many-ways",
        message:
          "rule `far-too-wide`: its `any` lists multiply to 1048576 ways to hold, more than 4096; split it into several rules",
        path: "/rules/3/conditions",
        hint: "split it into several rules",
        severity: "error",
      },
      {
        code: "too-many-ways",
        message:
          "rule `too-wide`: its `any` lists multiply to 8192 ways to hold, more than 4096; split it into several rules",
        path: "/rules/1/conditions",
        hint: "split it into several rules",
        severity: "error",
      },
    ]);
  });

  it("refuse rules with too many ways together, with their number", async () => {
    const rules = Array.from({ length: 65 }, (_, index) => offer(`wide-${index}`, choices(12)));
    expect(await issuesOf(rules)).toEqual([
      {
        code: "too-many-ways",
        message: "the rules together have 266240 ways to hold, more than 262144; use fewer `any` lists inside `all`",
        path: "/rules",
        hint: "use fewer `any` lists inside `all`",
        severity: "error",
      },
    ]);
  });

  it("refuse a rule that named conditions make huge, before it is spread out", async () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        `step-${index + 1}`,
        { all: Array(10).fill({ condition: `step-${index}` }) },
      ]),
    );
    const conditions = { "step-0": { fact: "signedIn", operator: "equal", value: true }, ...doubling };
    const rules = [offer("small", { condition: "step-4" }), offer("huge", { not: { condition: "step-9" } })];
    expect(await issuesOf(rules, conditions)).toEqual([
      {
        code: "too-many-conditions",
        message:
          "rule `huge`: following its named conditions gives 1000000000 conditions, more than 10000; split it into several rules",
        path: "/rules/1/conditions",
        hint: "split it into several rules",
        severity: "error",
      },
    ]);
  });

  it("refuse rules that together are huge by their named conditions", async () => {
    const conditions = { many: { all: Array(9_000).fill({ fact: "signedIn", operator: "equal", value: true }) } };
    const rules = Array.from({ length: 56 }, (_, index) => offer(`rule-${index}`, { condition: "many" }));
    expect(await issuesOf(rules, conditions)).toMatchObject([
      {
        code: "too-many-conditions",
        message:
          "following its named conditions, the ruleset has 504000 conditions, more than 500000; refer to fewer of them in each rule",
        path: "/rules",
      },
    ]);
  });

  it("refuse rules whose conditions and values multiply, with the fact that has most of them", async () => {
    const rules = Array.from({ length: 5_000 }, (_, index) => offer(`rule-${index}`, compare("objectCount", index)));
    expect(await issuesOf(rules)).toMatchObject([
      {
        code: "too-many-comparisons",
        message:
          "the conditions compare too much: 5000 of them on `objectCount` alone, each for every value that they name; name fewer values, or have the backend pass one fact that stands for many",
        path: "/rules",
      },
    ]);
  });

  it("refuse a rule that has many ways to hold, once for each channel that it names", async () => {
    const any = { any: [compare("objectCount", 1), { fact: "country", operator: "equal", value: "NL" }] };
    const wide = { all: Array.from({ length: 10 }, () => any) };
    const channels = Array.from({ length: 513 }, (_, index) => `c${index}`);
    const rule: Rule = { name: "wide", conditions: wide, event: { type: "offer", params: { channels } } };
    expect(await issuesOf([rule])).toMatchObject([{ code: "too-many-ways", path: "/rules/0/conditions" }]);
  });

  it("refuse lists that are too long together, each counted once however often it is written", async () => {
    const listed = (name: string): Condition => ({
      fact: "country",
      operator: "in",
      value: Array.from({ length: 2_000 }, (_, index) => `${name}${index}`),
    });
    const alike = Array.from({ length: 20 }, (_, index) => offer(`rule-${index}`, listed("a")));
    expect(await issuesOf([...alike, ...["b", "c", "d", "e"].map((name) => offer(name, listed(name)))])).toMatchObject([
      {
        code: "too-many-comparisons",
        message:
          "the lists of 5 conditions are too long together; have the backend pass one fact that stands for many values",
      },
    ]);
  });

  it("take a rule with as many ways as there may be", async () => {
    const { rules } = await loadedConditions(rulesetWith({ rules: [offer("wide", choices(12))] }));
    expect(rules.map(({ conjuncts }) => conjuncts.length)).toEqual([4096]);
  });
});

function offer(name: string, conditions?: Condition): Rule {
  const event = { type: "offer" as const, params: { channels: ["phone"] } };
  return conditions === undefined ? { name, event } : { name, conditions, event };
}

function during(schedule: string): Condition {
  return { fact: "time", operator: "duringSchedule", value: schedule };
}

function compare(fact: string, value: number): Condition {
  return { fact, operator: "greaterThanInclusive", value };
}

/** Two to the power of `lists` ways: each list is over two facts. */
function choices(lists: number): Condition {
  return {
    all: Array.from({ length: lists }, (_, index) => ({ any: [during("desk"), compare("availableAgents", index)] })),
  };
}

async function namesInOrder(rules: readonly Rule[]): Promise<string[]> {
  const { rules: compiled } = await loadedConditions(rulesetWith({ rules }));
  return compiled.map(({ name }) => name);
}

async function issuesOf(
  rules: readonly Rule[],
  conditions: RulesetDocument["conditions"] = {},
): Promise<readonly Issue[]> {
  const error: unknown = await loadedConditions(rulesetWith({ rules, conditions })).catch((reason: unknown) => reason);
  if (!(error instanceof RulesetError)) throw new Error("the rules were not refused");
  return error.issues;
}
