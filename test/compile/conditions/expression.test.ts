import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readsOf, type SourceExpression } from "../../../src/compile/conditions/expression.js";
import type { Condition } from "../../../src/ruleset/document.js";
import { leavesOf } from "../../../src/runtime/conditions/expression.js";
import { condition, expressionOf, fact } from "./expressions.js";

describe("conditions read into expressions", () => {
  it.each([
    ["equal", "notEqual"],
    ["in", "notIn"],
    ["contains", "doesNotContain"],
    ["lessThan", "greaterThanInclusive"],
    ["lessThanInclusive", "greaterThan"],
    ["duringSchedule", "outsideSchedule"],
  ])("under a `not`, `%s` reads `%s`, and the other way round", (operator, opposite) => {
    expect(shapeOf(expressionOf({ not: leafWith(operator) }))).toEqual(`${opposite} 1`);
    expect(shapeOf(expressionOf({ not: leafWith(opposite) }))).toEqual(`${operator} 1`);
    expect(shapeOf(expressionOf({ not: { not: leafWith(operator) } }))).toEqual(`${operator} 1`);
  });

  it("a `not` makes `any` of an `all` and `all` of an `any`, however deep", () => {
    const source: Condition = {
      not: { all: [leafWith("equal"), { any: [leafWith("in"), { not: leafWith("lessThan") }] }] },
    };
    expect(shapeOf(expressionOf(source))).toEqual({ any: ["notEqual 1", { all: ["notIn 1", "lessThan 1"] }] });
  });

  it("a leaf under a `not` is still asked as it was written, and its answer turned round", () => {
    const [leaf] = leavesOf(expressionOf({ not: { all: [leafWith("lessThan")] } }));
    expect(leaf?.written).toEqual({ operator: "lessThan", negated: true });
  });

  it("a reference is followed, also from a named condition, and leaves its name behind", () => {
    const named = { outer: { all: [{ condition: "inner" }, fact("b", "y")] }, inner: fact("a", "x") };
    expect(expressionOf({ any: [{ not: { condition: "outer" } }] }, named)).toEqual({
      kind: "any",
      reference: null,
      children: [
        {
          kind: "any",
          reference: { name: "outer", negated: true },
          children: [
            expect.objectContaining({ fact: "a", operator: "notEqual", reference: { name: "inner", negated: true } }),
            expect.objectContaining({ fact: "b", operator: "notEqual", reference: null }),
          ],
        },
      ],
    });
  });

  it("a condition referenced twice has a place in the rule for each time", () => {
    const source: Condition = { all: [{ condition: "twice" }, fact("c", "x"), { condition: "twice" }] };
    const leaves = leavesOf(expressionOf(source, { twice: { any: [fact("a", "x"), fact("b", "x")] } }));
    expect(leaves.map(({ fact: name, place }) => [name, place])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
      ["a", 3],
      ["b", 4],
    ]);
  });

  it("leaves are numbered depth first", () => {
    fc.assert(
      fc.property(condition, (source) => {
        const places = leavesOf(expressionOf(source)).map(({ place }) => place);
        expect(places).toEqual([...places.keys()]);
      }),
    );
  });

  it("two schedules are read as two things, any other fact as one", () => {
    const leaves = leavesOf(
      expressionOf({
        all: [
          { fact: "time", operator: "duringSchedule", value: "desk" },
          { fact: "time", operator: "outsideSchedule", value: "desk" },
          { fact: "time", operator: "duringSchedule", value: "night" },
          fact("a", "x"),
          fact("a", "y"),
        ],
      }),
    );
    const [desk, notDesk, night, ax, ay] = leaves.map((leaf) => readsOf(leaf));
    expect(notDesk).toBe(desk);
    expect(night).not.toBe(desk);
    expect(ay).toBe(ax);
  });
});

function leafWith(operator: string): Condition {
  return { fact: "some", operator, value: 1 };
}

function shapeOf(expression: SourceExpression): unknown {
  if (expression.kind === "leaf") return `${expression.operator} ${expression.value}`;
  return { [expression.kind]: expression.children.map(shapeOf) };
}
