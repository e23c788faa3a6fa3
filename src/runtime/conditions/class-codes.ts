import type { Leaf } from "../../compile/conditions/expression.js";
import type { LeafTruths, TruthList } from "../../compile/conditions/leaf-truths.js";

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
  const truthsByAxis = new Map<number, Set<TruthList>>();
  for (const leaf of leaves) {
    const axis = axisOf(leaf);
    const distinct = truthsByAxis.get(axis) ?? new Set();
    truthsByAxis.set(axis, distinct.add(truths(leaf)));
  }
  return [...truthsByAxis].map(([axis, distinct]): ClassCodes => {
    const [first] = distinct as Iterable<TruthList> as [TruthList];
    let codes = new Int32Array(first.length);
    let count = 1;
    for (const truths of distinct) ({ codes, count } = refine(codes, count, truths));
    return { axis, codes: [...codes], count };
  });
}

/** Splits classes of one code by one more condition: numbers throughout, since texts of so many truths would fill the memory. */
function refine(codes: Int32Array<ArrayBuffer>, count: number, truths: TruthList) {
  const renumbered = new Int32Array(count * TRUTHS).fill(-1);
  let next = 0;
  const refined = codes.map((code, axisClass) => {
    const pair = code * TRUTHS + (truths[axisClass] as number);
    if (renumbered[pair] === -1) renumbered[pair] = next++;
    return renumbered[pair] as number;
  });
  return { codes: refined, count: next };
}

const TRUTHS = 3;
