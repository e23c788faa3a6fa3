import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conjunctsOf, countConjuncts, type LiteralOver } from "../../../src/compile/conditions/conjuncts.js";
import { readsOf, type SourceExpression, type SourceLeaf } from "../../../src/compile/conditions/expression.js";
import type { Condition } from "../../../src/ruleset/document.js";
import { HOLDS, leavesOf, type Truth, truthOf } from "../../../src/runtime/conditions/expression.js";
import { byPlace, condition, during, everyAssignment, expressionOf, fact, truths } from "./expressions.js";

const [a, b, c, d] = [fact("a", "x"), fact("b", "x"), fact("c", "x"), fact("d", "x")];
const otherA = fact("a", "y");
const notA = { fact: "a", operator: "notEqual", value: "z" };

const SPREAD: readonly (readonly [name: string, condition: Condition, ways: readonly (readonly string[])[]])[] = [
  ["an `all` is one way with a term for each child", { all: [a, b] }, [["a=x", "b=x"]]],
  ["an `any` over two facts is two ways", { any: [a, b] }, [["a=x"], ["b=x"]]],
  ["an `any` over one fact is one way of one term", { any: [a, otherA] }, [["(a=x | a=y)"]]],
  ["an `all` over one fact is one way of one term", { all: [notA, { not: otherA }] }, [["(a!=z & a!=y)"]]],
  ["one fact below one fact is one term still", { any: [a, { all: [notA, otherA] }] }, [["(a=x | (a!=z & a=y))"]]],
  [
    "an `all` that reads one fact twice, beside another, keeps two terms",
    { all: [a, b, notA] },
    [["a=x", "b=x", "a!=z"]],
  ],
  [
    "an `any` puts the terms of one fact together at the place of the first",
    { any: [a, b, otherA, { all: [c, d] }] },
    [["(a=x | a=y)"], ["b=x"], ["c=x", "d=x"]],
  ],
  [
    "an `all` makes one way for each choice",
    { all: [{ any: [a, b] }, { any: [c, d] }] },
    [
      ["a=x", "c=x"],
      ["a=x", "d=x"],
      ["b=x", "c=x"],
      ["b=x", "d=x"],
    ],
  ],
  ["an `any` in an `any` spreads into its ways", { any: [a, { any: [b, c] }] }, [["a=x"], ["b=x"], ["c=x"]]],
  [
    "terms of an `any` in an `any` stay apart from those above",
    { any: [a, { any: [otherA, b] }] },
    [["a=x"], ["a=y"], ["b=x"]],
  ],
  ["two schedules are two ways", { any: [during("desk"), during("night")] }, [["time=desk"], ["time=night"]]],
  [
    "one schedule twice is one term",
    { any: [during("desk"), { not: during("desk") }] },
    [["(time=desk | time!=desk)"]],
  ],
  ["a `not` over an `all` is several ways", { not: { all: [a, b] } }, [["a!=x"], ["b!=x"]]],
];

describe("ways to hold", () => {
  it.each(SPREAD)("%s", (_, source, expected) => {
    expect(
      conjunctsOf(expressionOf(source), readsOf).map((way) => way.map(({ expression }) => textOf(expression))),
    ).toEqual(expected);
  });

  it("are as many as were counted", () => {
    fc.assert(
      fc.property(condition, (source) => {
        expect(conjunctsOf(expressionOf(source), readsOf)).toHaveLength(countConjuncts(expressionOf(source), readsOf));
      }),
    );
  });

  it("are made of terms that each read one thing", () => {
    fc.assert(
      fc.property(condition, (source) => {
        for (const { variable, expression } of conjunctsOf(expressionOf(source), readsOf).flat()) {
          expect(new Set(leavesOf(expression).map(readsOf))).toEqual(new Set([variable]));
        }
      }),
    );
  });

  it("hold, one of them, just where the condition holds: every truth of every leaf, up to five leaves", () => {
    const small = condition.map(expressionOf).filter((expression) => leavesOf(expression).length <= 5);
    fc.assert(
      fc.property(small, (expression) => {
        const assignments = everyAssignment(leavesOf(expression).length);
        expect(assignments.map((assigned) => oneHolds(conjunctsOf(expression, readsOf), assigned))).toEqual(
          assignments.map((assigned) => truthOf(expression, byPlace(assigned)) === HOLDS),
        );
      }),
    );
  });

  it("hold, one of them, just where the condition holds, however many leaves", () => {
    fc.assert(
      fc.property(condition, truths, (source, assigned) => {
        const expression = expressionOf(source);
        expect(oneHolds(conjunctsOf(expression, readsOf), assigned)).toBe(
          truthOf(expression, byPlace(assigned)) === HOLDS,
        );
      }),
    );
  });
});

function oneHolds(ways: readonly (readonly LiteralOver<SourceLeaf, string>[])[], assigned: readonly Truth[]): boolean {
  return ways.some((way) => way.every(({ expression }) => truthOf(expression, byPlace(assigned)) === HOLDS));
}

function textOf(expression: SourceExpression): string {
  if (expression.kind !== "leaf") {
    return `(${expression.children.map(textOf).join(expression.kind === "all" ? " & " : " | ")})`;
  }
  const positive = ["equal", "duringSchedule"].includes(expression.operator);
  return `${expression.fact}${positive ? "=" : "!="}${expression.value}`;
}
