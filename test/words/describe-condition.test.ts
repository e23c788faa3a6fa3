import { describe, expect, test } from "vitest";
import { OPERATORS } from "../../src/values/operators.js";
import { type ConditionTree, conditionText, describeCondition } from "../../src/words/describe-condition.js";
import { textOf } from "../../src/words/prose.js";

const leaf = (fact: string, operator: string, value: unknown): ConditionTree & { kind: "leaf" } => ({
  ...{ kind: "leaf", fact, operator, value },
});

describe("a condition in words", () => {
  test.each([
    [
      "availableAgents is at least 1",
      "`availableAgents` is at least 1",
      leaf("availableAgents", "greaterThanInclusive", 1),
    ],
    ["role is buyer or seller", "`role` is `buyer` or `seller`", leaf("role", "in", ["buyer", "seller"])],
    ["signedIn is not true", "`signedIn` is not true", leaf("signedIn", "notEqual", true)],
    ["within the hours of desk", "within `desk`", leaf("time", "duringSchedule", "desk")],
    ["outside the hours of desk", "outside `desk`", leaf("time", "outsideSchedule", "desk")],
    ["language is Dutch (nl)", "`language` is `nl`", leaf("language", "equal", "nl")],
    ["items resembles 3", "`items` resembles 3", leaf("items", "resembles", 3)],
  ])("reads `%s` for a report, and `%s` in a message", (styled, quoted, condition) => {
    expect(textOf(describeCondition(condition))).toBe(styled);
    expect(conditionText(condition)).toBe(quoted);
  });

  test("has parentheses around a list within a list, unless the list has one member", () => {
    const [a, b, c] = [leaf("a", "equal", 1), leaf("b", "equal", 2), leaf("c", "equal", 3)];
    const tree: ConditionTree = {
      kind: "all",
      children: [a, { kind: "any", children: [b, c] }, { kind: "any", children: [c] }],
    };
    expect(conditionText(tree)).toBe("`a` is 1 and (`b` is 2 or `c` is 3) and `c` is 3");
  });

  test.each(Object.entries(OPERATORS).filter(([operator]) => operator !== "isKnown"))(
    "has words for the operator `%s`",
    (operator, { words }) => {
      expect(conditionText(leaf("fact", operator, 1))).toBe(`\`fact\` ${words} 1`);
    },
  );

  test("says whether a fact has to be known", () => {
    expect(conditionText(leaf("vip", "isKnown", true))).toBe("`vip` is known");
    expect(conditionText(leaf("vip", "isKnown", false))).toBe("`vip` is not known");
  });
});
