import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceLeaf } from "../../../src/compile/conditions/expression.js";
import {
  FAILS,
  failedLeaves,
  HOLDS,
  leavesOf,
  type Truth,
  truthOf,
  UNKNOWN,
} from "../../../src/runtime/conditions/expression.js";
import { byPlace, condition, expressionOf, fact, truths } from "../../compile/conditions/expressions.js";

const TABLE: readonly (readonly [left: Truth, right: Truth, all: Truth, any: Truth])[] = [
  [FAILS, FAILS, FAILS, FAILS],
  [FAILS, HOLDS, FAILS, HOLDS],
  [FAILS, UNKNOWN, FAILS, UNKNOWN],
  [HOLDS, FAILS, FAILS, HOLDS],
  [HOLDS, HOLDS, HOLDS, HOLDS],
  [HOLDS, UNKNOWN, UNKNOWN, HOLDS],
  [UNKNOWN, FAILS, FAILS, UNKNOWN],
  [UNKNOWN, HOLDS, UNKNOWN, HOLDS],
  [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN],
];

const OPPOSITE: Readonly<Record<Truth, Truth>> = { [FAILS]: HOLDS, [HOLDS]: FAILS, [UNKNOWN]: UNKNOWN };

describe("three-valued truth", () => {
  it.each(TABLE)("of %i and %i, `all` is %i and `any` is %i", (left, right, all, any) => {
    const children = [fact("a", "x"), fact("b", "x")];
    expect(truthOf(expressionOf({ all: children }), byPlace([left, right]))).toBe(all);
    expect(truthOf(expressionOf({ any: children }), byPlace([left, right]))).toBe(any);
  });

  it("`not` swaps holds and fails, and leaves unknown as it is", () => {
    fc.assert(
      fc.property(condition, truths, (source, assigned) => {
        const plain = truthOf(expressionOf(source), asWritten(assigned));
        const negated = truthOf(expressionOf({ not: source }), asWritten(assigned));
        expect(negated).toBe(OPPOSITE[plain]);
      }),
    );
  });

  it("the missing leaves are none where the condition holds, and do not hold themselves where it does not", () => {
    fc.assert(
      fc.property(condition, truths, (source, assigned) => {
        const expression = expressionOf(source);
        const missing = failedLeaves(expression, byPlace(assigned));
        expect(missing.length === 0).toBe(truthOf(expression, byPlace(assigned)) === HOLDS);
        expect(missing.map(byPlace(assigned))).not.toContain(HOLDS);
      }),
    );
  });

  it("a condition holds once its missing leaves do", () => {
    fc.assert(
      fc.property(condition, truths, (source, assigned) => {
        const expression = expressionOf(source);
        const missing = new Set(failedLeaves(expression, byPlace(assigned)));
        const fulfilled = leavesOf(expression).map((leaf) => (missing.has(leaf) ? HOLDS : byPlace(assigned)(leaf)));
        expect(truthOf(expression, byPlace(fulfilled))).toBe(HOLDS);
      }),
    );
  });

  it("an `all` misses the children that do not hold, an `any` every child", () => {
    const [a, b, c] = [fact("a", "x"), fact("b", "x"), fact("c", "x")];
    expect(missingPlaces({ all: [a, b, c] }, [HOLDS, UNKNOWN, FAILS])).toEqual([1, 2]);
    expect(missingPlaces({ any: [a, b, c] }, [FAILS, UNKNOWN, FAILS])).toEqual([0, 1, 2]);
    expect(missingPlaces({ any: [{ all: [a, b] }, c] }, [HOLDS, FAILS, FAILS])).toEqual([1, 2]);
    expect(missingPlaces({ all: [{ any: [a, b] }, c] }, [HOLDS, FAILS, FAILS])).toEqual([2]);
  });
});

/** Of each leaf as it was written; a leaf under a `not` turns it round. */
function asWritten(assigned: readonly Truth[]): (leaf: SourceLeaf) => Truth {
  return (leaf) => (leaf.written.negated ? OPPOSITE[byPlace(assigned)(leaf)] : byPlace(assigned)(leaf));
}

function missingPlaces(source: Parameters<typeof expressionOf>[0], assigned: readonly Truth[]): number[] {
  return failedLeaves(expressionOf(source), byPlace(assigned)).map(({ place }) => place);
}
