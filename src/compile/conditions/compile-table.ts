import type { Clause, ClauseTable, Row } from "../../runtime/conditions/clause-table.js";
import { HOLDS, type Truth, truthOf } from "../../runtime/conditions/truth.js";
import type { Expression } from "./expression.js";
import type { LeafTruths } from "./leaf-truths.js";

/** Where an axis stands in a situation, how many classes it has, and what it is a fact of. */
export interface AxisPlace {
  readonly index: number;
  readonly fact: string;
  readonly classes: number;
  readonly use: AxisUse;
}

export type AxisUse = "request" | "candidate" | "hours";

/** `placeOf` is asked with what a term reads. */
export function compileTable<Owner>(
  clauses: readonly Clause<Owner>[],
  placeOf: (reads: string) => AxisPlace,
  truths: LeafTruths,
): ClauseTable<Owner> {
  const words = Math.ceil(clauses.length / 32);
  const full = new Int32Array(words);
  for (const index of clauses.keys()) setBit(full, index);

  const rows = new Map<string, { readonly place: AxisPlace; readonly row: Row }>();
  const failing = new Map<Expression, readonly number[]>();
  const hours = clauses.map(({ way }, index): Row[] => {
    const hoursOfClause = new Set<Row>();
    for (const { reads, expression } of way) {
      const { place, row } = rows.get(reads) ?? createRow(placeOf(reads), full);
      rows.set(reads, { place, row });
      if (place.use === "hours") hoursOfClause.add(row);
      // The ways of one rule share most of their terms.
      const classes = failing.get(expression) ?? failingClasses(expression, place.classes, truths);
      failing.set(expression, classes);
      for (const axisClass of classes) clearBit(row.satisfied, axisClass * words * 32 + index);
    }
    return [...hoursOfClause];
  });

  const rowsOf = (use: AxisUse) => [...rows.values()].filter(({ place }) => place.use === use).map(({ row }) => row);
  const plane = () => new Int32Array(words);
  return {
    clauses,
    request: rowsOf("request"),
    candidate: rowsOf("candidate"),
    hours,
    full,
    ofRequest: plane(),
    missed: { ones: plane(), twos: plane(), fours: plane(), more: plane() },
  };
}

/** The classes of its axis in which an expression does not hold. */
function failingClasses(expression: Expression, classes: number, truths: LeafTruths): readonly number[] {
  const failing: number[] = [];
  for (let axisClass = 0; axisClass < classes; axisClass++)
    if (truthOf(expression, (leaf) => truths(leaf)[axisClass] as Truth) !== HOLDS) failing.push(axisClass);
  return failing;
}

function createRow({ index, fact, classes, ...place }: AxisPlace, full: Int32Array) {
  const satisfied = new Int32Array(classes * full.length);
  for (let axisClass = 0; axisClass < classes; axisClass++) satisfied.set(full, axisClass * full.length);
  return { place: { index, fact, classes, ...place }, row: { fact, axis: index, satisfied } };
}

function setBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

function clearBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) & ~(1 << (index & 31));
}
