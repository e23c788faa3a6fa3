import fc from "fast-check";
import { type SourceExpression, toExpression } from "../../../src/compile/conditions/expression.js";
import type { Condition } from "../../../src/ruleset/document.js";
import type { Truth } from "../../../src/runtime/conditions/expression.js";
import { FAILS, HOLDS, UNKNOWN } from "../../../src/runtime/conditions/expression.js";

/** Over four facts and two schedules, which are one fact and are read as two. */
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom("a", "b", "c", "d"),
    operator: fc.constantFrom("equal", "notEqual"),
    value: fc.constantFrom("x", "y"),
  }),
  fc.record({
    fact: fc.constant("time"),
    operator: fc.constantFrom("duringSchedule", "outsideSchedule"),
    value: fc.constantFrom("desk", "night"),
  }),
);

export const condition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition; leaf: Condition }>((tie) => {
  const children = fc.array(tie("any"), { minLength: 1, maxLength: 3 });
  return {
    leaf,
    any: fc.oneof(
      { maxDepth: 3 },
      { weight: 3, arbitrary: tie("leaf") },
      { weight: 2, arbitrary: children.map((all) => ({ all })) },
      { weight: 2, arbitrary: children.map((any) => ({ any })) },
      { weight: 1, arbitrary: tie("any").map((not) => ({ not })) },
    ),
  };
}).any;

export const truth: fc.Arbitrary<Truth> = fc.constantFrom(FAILS, HOLDS, UNKNOWN);

/** A truth for every leaf, by its place; there may be more than leaves. */
export const truths: fc.Arbitrary<Truth[]> = fc.array(truth, { minLength: 27, maxLength: 27 });

export function expressionOf(source: Condition, named: Readonly<Record<string, Condition>> = {}): SourceExpression {
  return toExpression(source, named);
}

export function byPlace(assigned: readonly Truth[]): (leaf: { readonly place: number }) => Truth {
  return ({ place }) => assigned[place] ?? UNKNOWN;
}

/** Every way to give `leaves` leaves a truth: 3 to their power. */
export function everyAssignment(leaves: number): Truth[][] {
  if (leaves === 0) return [[]];
  return everyAssignment(leaves - 1).flatMap((rest) => [FAILS, HOLDS, UNKNOWN].map((each) => [...rest, each as Truth]));
}

export function fact(name: string, value: string): Condition {
  return { fact: name, operator: "equal", value };
}

export function during(schedule: string): Condition {
  return { fact: "time", operator: "duringSchedule", value: schedule };
}
