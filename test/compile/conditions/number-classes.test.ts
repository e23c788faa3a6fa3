import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleOfNumbers } from "../../../src/compile/conditions/variables.js";
import { createVariable } from "../../../src/runtime/conditions/variable.js";

const quarter = fc.integer({ min: -40, max: 40 }).map((number) => number / 4);
const thresholds = fc.array(quarter, { maxLength: 8 });

describe("classes of a number", () => {
  it("are below, at and above each threshold, from the lowest", () => {
    const { count, classOf } = numberClasses([3, 0, 3]);
    expect(count).toBe(5);
    expect([-1, 0, 0.5, 3, 4].map(classOf)).toEqual([0, 1, 2, 3, 4]);
  });

  it("are a single one where there is no threshold", () => {
    const { count, classOf, sampleOf } = numberClasses([]);
    expect([count, classOf(-7), classOf(7), sampleOf(0)]).toEqual([1, 0, 0, 0]);
  });

  it("take minus zero for zero", () => {
    expect(numberClasses([-0, 0]).count).toBe(3);
    expect(numberClasses([0]).classOf(-0)).toBe(1);
    expect(numberClasses([-0]).classOf(0)).toBe(1);
  });

  it("hold numbers together just where every threshold stands on one side of both", () => {
    fc.assert(
      fc.property(thresholds, quarter, quarter, (values, left, right) => {
        const { classOf } = numberClasses(values);
        const alike = values.every((value) => Math.sign(left - value) === Math.sign(right - value));
        expect(classOf(left) === classOf(right)).toBe(alike);
      }),
    );
  });

  it("have a sample each, which is of its class", () => {
    fc.assert(
      fc.property(thresholds, (values) => {
        const { count, classOf, sampleOf } = numberClasses(values);
        const classes = Array.from({ length: count }, (_, index) => index);
        expect(classes.map((each) => classOf(sampleOf(each)))).toEqual(classes);
      }),
    );
  });

  it.each([
    ["far from zero", [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]],
    ["as far apart as numbers can be", [-Number.MAX_VALUE, Number.MAX_VALUE]],
    ["next to zero", [-Number.MIN_VALUE, Number.MIN_VALUE]],
  ])("have a sample between two thresholds %s", (_, values) => {
    const { classOf, sampleOf } = numberClasses(values);
    expect(classOf(sampleOf(2))).toBe(2);
  });
});

/** The classes of a number that is compared with these values, *unknown* aside. */
function numberClasses(values: readonly number[]) {
  const thresholds = [...new Set(values)].sort((a, b) => a - b);
  const { unknown, classOf } = createVariable({ kind: "number", fact: "score", of: "request", thresholds });
  return { count: unknown, classOf, sampleOf: (each: number) => sampleOfNumbers(thresholds, each) };
}
