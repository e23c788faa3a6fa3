import type { LeafTruths } from "./leaf-truths.js";
import { HOLDS, truthOf } from "./truth.js";
import type { Way } from "./ways.js";

/** One class for each axis, by the axis's index. */
export type Situation = Int32Array;

/** One way of one rule to hold. */
export interface Clause<Owner> {
  readonly owner: Owner;
  readonly way: Way;
}

/**
 * The clauses of some rules, as bits: which of them each class of each axis satisfies.
 *
 * A situation is decided by ANDing one bit set for each axis, 32 clauses to a word: the bit-vector scheme of packet classification
 * (Lakshman and Stiliadis 1998).
 */
export interface ClauseTable<Owner> {
  /** In the order given; bit i is clause i. */
  readonly clauses: readonly Clause<Owner>[];
  readonly facts: readonly FactRows[];
  /** A one for each clause. */
  readonly full: Uint32Array;
}

/** What a table's clauses ask of one fact: one row, or for `time`, one for each schedule. */
export interface FactRows {
  readonly fact: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly axis: number;
  /** For each class, the clauses that it satisfies or that do not ask. */
  readonly satisfied: readonly Uint32Array[];
}

/** The clauses with the fewest failing facts, in order. */
export interface Misses {
  readonly failures: number;
  readonly clauses: readonly number[];
}

/** Where an axis stands in a {@link Situation}, and how many classes it has. */
export interface AxisPlace {
  readonly index: number;
  readonly fact: string;
  readonly classes: number;
}

export function compileTable<Owner>(
  clauses: readonly Clause<Owner>[],
  placeOf: (reads: string) => AxisPlace,
  truths: LeafTruths,
): ClauseTable<Owner> {
  const full = new Uint32Array(Math.ceil(clauses.length / 32));
  for (const index of clauses.keys()) setBit(full, index);

  const rows = new Map<string, { place: AxisPlace; satisfied: Uint32Array[] }>();
  for (const [index, { way }] of clauses.entries()) {
    for (const { reads, expression } of way) {
      let row = rows.get(reads);
      if (row === undefined) {
        const place = placeOf(reads);
        row = { place, satisfied: Array.from({ length: place.classes }, () => full.slice()) };
        rows.set(reads, row);
      }
      for (const [axisClass, satisfied] of row.satisfied.entries()) {
        const truth = truthOf(expression, (leaf) => truths(leaf)[axisClass] ?? HOLDS);
        if (truth !== HOLDS) clearBit(satisfied, index);
      }
    }
  }

  const byFact = new Map<string, Row[]>();
  for (const { place, satisfied } of rows.values()) {
    byFact.set(place.fact, [...(byFact.get(place.fact) ?? []), { axis: place.index, satisfied }]);
  }
  return { clauses, full, facts: [...byFact].map(([fact, rowsOfFact]) => ({ fact, rows: rowsOfFact })) };
}

/** The first clause that holds; -1 for none. */
export function firstHolding(table: ClauseTable<unknown>, situation: Situation): number {
  for (const word of table.full.keys()) {
    const holding = holdingInWord(table, situation, word);
    if (holding !== 0) return word * 32 + lowestBit(holding);
  }
  return -1;
}

/** Every clause that holds, in order. */
export function allHolding(table: ClauseTable<unknown>, situation: Situation): number[] {
  const found: number[] = [];
  for (const word of table.full.keys()) pushBits(found, holdingInWord(table, situation, word), word);
  return found;
}

/** Every clause that would hold if `fact` were what it asks for, in order. */
export function holdingApartFrom(table: ClauseTable<unknown>, situation: Situation, fact: string): number[] {
  const found: number[] = [];
  for (const word of table.full.keys()) pushBits(found, holdingInWord(table, situation, word, fact), word);
  return found;
}

/** Expects a table with clauses. Counts the failing facts of 32 clauses at once, in bit planes, up to seven. */
export function nearestMisses(table: ClauseTable<unknown>, situation: Situation): Misses {
  let failures = COUNTED + 1;
  let clauses: number[] = [];
  for (const [word, full] of table.full.entries()) {
    let ones = 0;
    let twos = 0;
    let fours = 0;
    let more = 0;
    for (const { rows } of table.facts) {
      const failing = ~satisfiedInWord(rows, situation, word);
      const twice = ones & failing;
      ones ^= failing;
      const fourTimes = twos & twice;
      twos ^= twice;
      more |= fours & fourTimes;
      fours ^= fourTimes;
    }
    for (let count = 0; count <= Math.min(failures, COUNTED); count++) {
      const counted =
        full & ~more & (count & 1 ? ones : ~ones) & (count & 2 ? twos : ~twos) & (count & 4 ? fours : ~fours);
      if (counted === 0) continue;
      if (count < failures) clauses = [];
      failures = count;
      pushBits(clauses, counted, word);
      break;
    }
  }
  return failures > COUNTED ? nearestByCounting(table, situation) : { failures, clauses };
}

/** The facts that fail in one clause. */
export function failingFacts(table: ClauseTable<unknown>, situation: Situation, clause: number): string[] {
  const word = clause >>> 5;
  const bit = 1 << (clause & 31);
  return table.facts.filter(({ rows }) => (satisfiedInWord(rows, situation, word) & bit) === 0).map(({ fact }) => fact);
}

/** The most failing facts that three bit planes can count. */
const COUNTED = 7;

function nearestByCounting(table: ClauseTable<unknown>, situation: Situation): Misses {
  const counts = table.clauses.map((_, clause) => failingFacts(table, situation, clause).length);
  const failures = counts.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  return { failures, clauses: [...counts.keys()].filter((clause) => counts[clause] === failures) };
}

function holdingInWord(table: ClauseTable<unknown>, situation: Situation, word: number, ignored?: string): number {
  let holding = table.full[word] as number;
  for (const { fact, rows } of table.facts) {
    if (fact === ignored) continue;
    holding &= satisfiedInWord(rows, situation, word);
    if (holding === 0) return 0;
  }
  return holding;
}

function satisfiedInWord(rows: readonly Row[], situation: Situation, word: number): number {
  let satisfied = -1;
  for (const row of rows) {
    // INVARIANT: a situation holds a class of each axis, and a row a bit set of `full`'s length for each class.
    satisfied &= (row.satisfied[situation[row.axis] as number] as Uint32Array)[word] as number;
  }
  return satisfied;
}

function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function pushBits(found: number[], bits: number, word: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) found.push(word * 32 + lowestBit(rest));
}

function setBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

function clearBit(bits: Uint32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) & ~(1 << (index & 31));
}
