import { describe, expect, it } from "vitest";
import {
  conditionOfPromise,
  conditionOfRule,
  type OwnedCondition,
  refuseManyConditions,
  refuseManyWays,
  workOf,
} from "../../../src/compile/conditions/work-bounds.js";
import type { Condition, RulesetDocument } from "../../../src/ruleset/document.js";
import { RulesetError } from "../../../src/values/errors.js";
import { rulesetWith } from "./rulesets.js";

const OFFER = { type: "offer" as const, params: { channels: ["phone"] } };

describe("the bound on ways to hold", () => {
  it("lets through as many as a ruleset may have, and no more", () => {
    const wide = (index: number) =>
      conditionOfRule({ name: `wide-${index}`, conditions: choices(12), event: OFFER }, index);
    const most = Array.from({ length: 64 }, (_, index) => wide(index));
    expect(refusedWays(most)).toEqual([]);
    const oneMore = conditionOfRule({ name: "always", event: OFFER }, 64);
    expect(refusedWays([...most, oneMore])).toEqual([
      ["/rules", "the rules together have 262145 ways to hold, more than 262144; use fewer `any` lists inside `all`"],
    ]);
    const promise = conditionOfPromise({ name: "promised", never: ["phone"] }, 0);
    expect(refusedWays([...most, promise])).toEqual([
      [
        "/rules",
        "the rules and promises together have 262145 ways to hold, more than 262144; use fewer `any` lists inside `all`",
      ],
    ]);
  });

  it("names a promise that has too many by itself", () => {
    expect(refusedWays([conditionOfPromise({ name: "wide", when: choices(13), never: ["phone"] }, 2)])).toEqual([
      [
        "/promises/2/when",
        "promise `wide`: its `any` lists multiply to 8192 ways to hold, more than 4096; split it into several promises",
      ],
    ]);
  });
});

describe("the bound on conditions", () => {
  const conditions: RulesetDocument["conditions"] = {
    ten: { any: Array.from({ length: 10 }, () => during("desk")) },
    thousand: { all: Array.from({ length: 100 }, () => ({ condition: "ten" })) },
  };
  const ofSize = (thousands: number): Condition => ({
    any: Array.from({ length: thousands }, () => ({ condition: "thousand" })),
  });

  it("lets through as many as a rule may have once its named conditions are followed, and no more", () => {
    expect(refusedConditions(ofSize(10), conditions)).toEqual([]);
    expect(refusedConditions(ofSize(11), conditions)).toHaveLength(1);
    expect(refusedConditions({ all: [{ not: during("desk") }, ofSize(10)] }, conditions)).toEqual([
      [
        "/promises/0/when",
        "promise `huge`: following its named conditions gives 10001 conditions, more than 10000; split it into several promises",
      ],
    ]);
  });

  it("lets through as many as a ruleset may have, and no more", () => {
    expect(refusedOfRules(50, conditions, ofSize(10))).toEqual([]);
    expect(refusedOfRules(51, conditions, ofSize(10))).toEqual([
      [
        "/rules",
        "following its named conditions, the ruleset has 510000 conditions, more than 500000; refer to fewer of them in each rule",
      ],
    ]);
  });
});

function refusedOfRules(rules: number, conditions: NonNullable<RulesetDocument["conditions"]>, when: Condition) {
  const owned = Array.from({ length: rules }, (_, index) =>
    conditionOfRule({ name: `r${index}`, conditions: when, event: OFFER }, index),
  );
  return refused(() => refuseManyConditions(rulesetWith({ conditions }), owned));
}

function refusedWays(owned: readonly OwnedCondition[]) {
  const works = owned.map((each) => workOf(each));
  return refused(() => refuseManyWays(rulesetWith({}), works));
}

function refusedConditions(when: Condition, conditions: NonNullable<RulesetDocument["conditions"]>) {
  const owned = [conditionOfPromise({ name: "huge", when, never: ["phone"] }, 0)];
  return refused(() => refuseManyConditions(rulesetWith({ conditions }), owned));
}

function refused(run: () => void) {
  try {
    run();
  } catch (error) {
    if (error instanceof RulesetError) return error.issues.map(({ path, message }) => [path, message]);
    throw error;
  }
  return [];
}

function during(schedule: string): Condition {
  return { fact: "time", operator: "duringSchedule", value: schedule };
}

/** Two to the power of `lists` ways: each list is over two facts. */
function choices(lists: number): Condition {
  const agents = { fact: "availableAgents", operator: "equal", value: 1 };
  return { all: Array.from({ length: lists }, () => ({ any: [during("desk"), agents] })) };
}
