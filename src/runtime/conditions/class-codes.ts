import type { Leaf, TruthTable } from "./expression.js";

/** What some conditions can tell apart of one variable: often far less than all conditions of a ruleset together. */
export interface ClassCodes {
  readonly variable: number;
  /** By class. Two classes have the same code exactly if none of the conditions tells them apart. */
  readonly codes: readonly number[];
  /** The number of codes; they are numbered from 0. */
  readonly count: number;
}

/** Gives the codes of every variable that the leaves read. */
export function codeClasses(leaves: readonly Leaf[]): readonly ClassCodes[] {
  const tablesByVariable = new Map<number, Set<TruthTable>>();
  for (const { variable, truths } of leaves) {
    const distinct = tablesByVariable.get(variable) ?? new Set();
    tablesByVariable.set(variable, distinct.add(truths));
  }
  return [...tablesByVariable].map(([variable, distinct]): ClassCodes => {
    const [first] = distinct as Iterable<TruthTable> as [TruthTable];
    let codes = new Int32Array(first.length);
    let count = 1;
    for (const truths of distinct) ({ codes, count } = refine(codes, count, truths));
    return { variable, codes: [...codes], count };
  });
}

/** Splits the classes of one code by one more condition. Numbers throughout: texts of so many truths would fill the memory. */
function refine(codes: Int32Array<ArrayBuffer>, count: number, truths: TruthTable) {
  const renumbered = new Int32Array(count * TRUTHS).fill(-1);
  let next = 0;
  const refined = codes.map((code, each) => {
    const pair = code * TRUTHS + (truths[each] as number);
    if (renumbered[pair] === -1) renumbered[pair] = next++;
    return renumbered[pair] as number;
  });
  return { codes: refined, count: next };
}

const TRUTHS = 3;
