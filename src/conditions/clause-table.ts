import type { Expression } from "./expression.js";
import type { LeafTruths } from "./leaf-truths.js";
import { HOLDS, type Truth, truthOf } from "./truth.js";
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
 * (Lakshman and Stiliadis 1998). What a request says is ANDed once for all its candidates; hours come last, for the few clauses that are left.
 */
export interface ClauseTable<Owner> {
  /** In the order given; bit i is clause i. */
  readonly clauses: readonly Clause<Owner>[];
  /** A row for each fact that clauses ask of the request, and of the candidate. */
  readonly request: readonly Row[];
  readonly candidate: readonly Row[];
  /** By clause: what it asks of schedules, a row for each of them. All of them are one fact, `time`. */
  readonly hours: readonly (readonly Row[])[];
  /** A one for each clause, 32 to a word. */
  readonly full: Int32Array;
  /** Working memory: what {@link setRequest} and {@link countRequestMisses} found for the request last asked about. */
  readonly ofRequest: Int32Array;
  readonly missed: BitPlanes;
}

/** What clauses ask of one axis. */
export interface Row {
  readonly fact: string;
  readonly axis: number;
  // INVARIANT: as many words for each class as `full` has, class after class: a one where the class satisfies the clause, or it does not ask.
  readonly satisfied: Int32Array;
}

/** Counts from 0 to 7, one for each clause, a bit of it in each plane; `more` marks those beyond. */
interface BitPlanes {
  readonly ones: Int32Array;
  readonly twos: Int32Array;
  readonly fours: Int32Array;
  readonly more: Int32Array;
}

/** The clauses that came nearest to holding, hours aside. */
export interface Misses {
  /** The fewest facts but `time` that fail in any clause. */
  readonly fewest: number;
  /** The clauses in which so many fail, in order. */
  readonly nearest: readonly number[];
  /** Those in which one more does, in order: as near as the others, where these fail for `time` too. */
  readonly next: readonly number[];
}

/** Where an axis stands in a {@link Situation}, how many classes it has, and what it is a fact of. */
export interface AxisPlace {
  readonly index: number;
  readonly fact: string;
  readonly classes: number;
  readonly use: AxisUse;
}

export type AxisUse = "request" | "candidate" | "hours";

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

/** Takes the classes of the request's own facts from a situation, for {@link holdingButForHours}. */
export function setRequest({ request, full, ofRequest }: ClauseTable<unknown>, situation: Situation): void {
  const words = full.length;
  ofRequest.set(full);
  for (const { axis, satisfied } of request) {
    const start = (situation[axis] as number) * words;
    for (let word = 0; word < words; word++) {
      ofRequest[word] = (ofRequest[word] as number) & (satisfied[start + word] as number);
    }
  }
}

/** Every clause that holds for the request set before and the candidate of this situation, hours aside; in order. */
export function holdingButForHours(table: ClauseTable<unknown>, situation: Situation): number[] {
  const { candidate, ofRequest } = table;
  const words = ofRequest.length;
  const found: number[] = [];
  for (let word = 0; word < words; word++) {
    let holding = ofRequest[word] as number;
    for (let row = 0; row < candidate.length && holding !== 0; row++) {
      const { axis, satisfied } = candidate[row] as Row;
      holding &= satisfied[(situation[axis] as number) * words + word] as number;
    }
    if (holding !== 0) pushBits(found, holding, word);
  }
  return found;
}

/** Whether a clause that holds but for hours holds at those of a situation. */
export function holdsInHours({ hours, full }: ClauseTable<unknown>, situation: Situation, clause: number): boolean {
  for (const row of hours[clause] as readonly Row[])
    if (!isSatisfied(row, full.length, situation, clause)) return false;
  return true;
}

/** Counts the facts of the request that fail in each clause, for {@link missesButForHours}: 32 clauses at once, in bit planes. */
export function countRequestMisses({ request, full, missed }: ClauseTable<unknown>, situation: Situation): void {
  const words = full.length;
  const { ones, twos, fours, more } = missed;
  ones.fill(0);
  twos.fill(0);
  fours.fill(0);
  more.fill(0);
  for (const { axis, satisfied } of request) {
    const start = (situation[axis] as number) * words;
    for (let word = 0; word < words; word++) {
      const failing = ~(satisfied[start + word] as number);
      const twice = (ones[word] as number) & failing;
      const fourTimes = (twos[word] as number) & twice;
      ones[word] = (ones[word] as number) ^ failing;
      twos[word] = (twos[word] as number) ^ twice;
      more[word] = (more[word] as number) | ((fours[word] as number) & fourTimes);
      fours[word] = (fours[word] as number) ^ fourTimes;
    }
  }
}

/** Expects a table with clauses, and the request's own misses counted. */
export function missesButForHours(table: ClauseTable<unknown>, situation: Situation): Misses {
  return missesInPlanes(table, situation) ?? missesByCounting(table, situation);
}

/** Counts exactly up to seven failing facts: null where the nearest have so many, for what stands at eight beside them looks like nine. */
export function missesInPlanes(table: ClauseTable<unknown>, situation: Situation): Misses | null {
  const { candidate, full, missed } = table;
  const words = full.length;
  let fewest = COUNTED;
  let nearest: number[] = [];
  let next: number[] = [];
  for (let word = 0; word < words; word++) {
    let ones = missed.ones[word] as number;
    let twos = missed.twos[word] as number;
    let fours = missed.fours[word] as number;
    let more = missed.more[word] as number;
    for (const { axis, satisfied } of candidate) {
      const failing = ~(satisfied[(situation[axis] as number) * words + word] as number);
      const twice = ones & failing;
      const fourTimes = twos & twice;
      ones ^= failing;
      twos ^= twice;
      more |= fours & fourTimes;
      fours ^= fourTimes;
    }
    const counted = (full[word] as number) & ~more;
    for (let count = 0; count <= fewest + 1 && count <= COUNTED; count++) {
      const bits = counted & (count & 1 ? ones : ~ones) & (count & 2 ? twos : ~twos) & (count & 4 ? fours : ~fours);
      if (bits === 0) continue;
      if (count < fewest) {
        next = count + 1 === fewest ? nearest : [];
        nearest = [];
        fewest = count;
      }
      pushBits(count === fewest ? nearest : next, bits, word);
    }
  }
  return fewest === COUNTED ? null : { fewest, nearest, next };
}

/** The most failing facts that three bit planes can count. */
const COUNTED = 7;

function missesByCounting(table: ClauseTable<unknown>, situation: Situation): Misses {
  const counts = table.clauses.map((_, clause) => failingFacts(table, situation, clause).length);
  const fewest = counts.reduce((least, count) => Math.min(least, count), Number.POSITIVE_INFINITY);
  const withCount = (wanted: number) => [...counts.keys()].filter((clause) => counts[clause] === wanted);
  return { fewest, nearest: withCount(fewest), next: withCount(fewest + 1) };
}

/** The facts but `time` that fail in one clause. */
export function failingFacts({ request, candidate, full }: ClauseTable<unknown>, situation: Situation, clause: number) {
  const failing: string[] = [];
  for (const row of request) if (!isSatisfied(row, full.length, situation, clause)) failing.push(row.fact);
  for (const row of candidate) if (!isSatisfied(row, full.length, situation, clause)) failing.push(row.fact);
  return failing;
}

function isSatisfied({ axis, satisfied }: Row, words: number, situation: Situation, clause: number): boolean {
  const word = (situation[axis] as number) * words + (clause >>> 5);
  return ((satisfied[word] as number) & (1 << (clause & 31))) !== 0;
}

function pushBits(found: number[], bits: number, word: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) found.push(word * 32 + 31 - Math.clz32(rest & -rest));
}

function setBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

function clearBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) & ~(1 << (index & 31));
}
