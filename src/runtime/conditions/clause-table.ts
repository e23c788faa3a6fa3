import { type Conjunct, type Expression, HOLDS, type Truth, truthOf } from "./expression.js";
import type { Variable } from "./variable.js";

/** One class for each variable, by the variable's index. */
export type Situation = number[];

export interface Clause<Owner> {
  readonly owner: Owner;
  readonly conjunct: Conjunct;
}

/**
 * The conjuncts of some rules as bits: for each class of each variable, the set of clauses that the class satisfies.
 *
 * A situation is decided by ANDing one bit set for each variable, 32 clauses to a word: the bit-vector scheme of packet classification
 * (Lakshman and Stiliadis 1998). Hours come last, for the few clauses left.
 */
export interface ClauseTable<Owner> {
  /** In the order given; bit i is clause i. */
  readonly clauses: readonly Clause<Owner>[];
  /** A row for each variable that some clause tests, hours aside. */
  readonly rows: readonly Row[];
  /** By clause: a row for each schedule that it tests. All of them are one fact, `time`. */
  readonly hours: readonly (readonly Row[])[];
  /** A one for each clause, 32 to a word. */
  readonly full: Int32Array;
}

/** What the clauses test of one variable. */
export interface Row {
  readonly fact: string;
  readonly variable: number;
  // INVARIANT: class after class, as many words each as `full` has. A bit is one if the class satisfies the clause, or the clause does not test it.
  readonly satisfied: Int32Array;
}

/** Lists the clauses of some owners, owner after owner, and sets their bits. */
export function createClauseTable<Owner extends { readonly conjuncts: readonly Conjunct[] }>(
  owners: readonly Owner[],
  variables: readonly Variable[],
): ClauseTable<Owner> {
  const clauses = owners.flatMap((owner) => owner.conjuncts.map((conjunct) => ({ owner, conjunct })));
  const words = Math.ceil(clauses.length / 32);
  const full = new Int32Array(words);
  for (const index of clauses.keys()) setBit(full, index);

  const rows = new Map<number, Row>();
  const failing = new Map<Expression, readonly number[]>();
  const hours = clauses.map(({ conjunct }, index): Row[] => {
    const hoursOfClause = new Set<Row>();
    for (const { variable: place, expression } of conjunct) {
      const variable = variables[place] as Variable;
      const row = rows.get(place) ?? createRow(place, variable, full);
      rows.set(place, row);
      if (variable.scope === "hours") hoursOfClause.add(row);
      // The conjuncts of one rule share most of their literals.
      const classes = failing.get(expression) ?? failingClasses(expression, variable);
      failing.set(expression, classes);
      for (const each of classes) clearBit(row.satisfied, each * words * 32 + index);
    }
    return [...hoursOfClause];
  });

  const isHours = ({ variable }: Row) => (variables[variable] as Variable).scope === "hours";
  return { clauses, rows: [...rows.values()].filter((row) => !isHours(row)), hours, full };
}

/** The classes of its variable in which an expression does not hold. */
function failingClasses(expression: Expression, { classes }: Variable): readonly number[] {
  const failing: number[] = [];
  for (let each = 0; each < classes; each++)
    if (truthOf(expression, ({ truths }) => truths[each] as Truth) !== HOLDS) failing.push(each);
  return failing;
}

function createRow(place: number, { fact, classes }: Variable, full: Int32Array): Row {
  const satisfied = new Int32Array(classes * full.length);
  for (let each = 0; each < classes; each++) satisfied.set(full, each * full.length);
  return { fact, variable: place, satisfied };
}

function setBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

function clearBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) & ~(1 << (index & 31));
}

/** The clauses that hold in a situation, hours aside; in order. */
export function holdingBeforeHours({ rows, full }: ClauseTable<unknown>, situation: Situation): number[] {
  const words = full.length;
  const found: number[] = [];
  for (let word = 0; word < words; word++) {
    let holding = full[word] as number;
    for (let row = 0; row < rows.length && holding !== 0; row++) {
      const { variable, satisfied } = rows[row] as Row;
      holding &= satisfied[(situation[variable] as number) * words + word] as number;
    }
    if (holding !== 0) pushBits(found, holding, word);
  }
  return found;
}

/** Whether a clause that holds, hours aside, also holds at the hours of a situation. */
export function holdsInHours({ hours, full }: ClauseTable<unknown>, situation: Situation, clause: number): boolean {
  for (const row of hours[clause] as readonly Row[])
    if (!isSatisfied(row, full.length, situation, clause)) return false;
  return true;
}

export function isSatisfied(
  { variable, satisfied }: Row,
  words: number,
  situation: Situation,
  clause: number,
): boolean {
  const word = (situation[variable] as number) * words + (clause >>> 5);
  return ((satisfied[word] as number) & (1 << (clause & 31))) !== 0;
}

/** Adds the clauses whose bits are set in one word. */
export function pushBits(found: number[], bits: number, word: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) found.push(word * 32 + 31 - Math.clz32(rest & -rest));
}
