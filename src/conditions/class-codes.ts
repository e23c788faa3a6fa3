import type { Leaf } from "./expression.js";
import type { LeafTruths } from "./leaf-truths.js";
import type { Truth } from "./truth.js";

/** What some conditions can tell apart of one axis: often far less than all conditions of a ruleset together. */
export interface ClassCodes {
  readonly axis: number;
  /** By class; the same for two classes just where none of the conditions tells them apart. */
  readonly codes: readonly number[];
  /** How many there are: they are numbered from 0. */
  readonly count: number;
}

/** For every axis that the leaves read. */
export function codeClasses(
  leaves: readonly Leaf[],
  axisOf: (leaf: Leaf) => number,
  truths: LeafTruths,
): readonly ClassCodes[] {
  const truthsByAxis = new Map<number, Set<readonly Truth[]>>();
  for (const leaf of leaves) {
    const axis = axisOf(leaf);
    const distinct = truthsByAxis.get(axis) ?? new Set();
    truthsByAxis.set(axis, distinct.add(truths(leaf)));
  }
  return [...truthsByAxis].map(([axis, distinct]): ClassCodes => {
    const [first = []] = distinct;
    const known = new Map<string, number>();
    const codes = first.map((_, axisClass) => {
      let signature = "";
      for (const truth of distinct) signature += truth[axisClass];
      const code = known.get(signature) ?? known.size;
      known.set(signature, code);
      return code;
    });
    return { axis, codes, count: known.size };
  });
}
