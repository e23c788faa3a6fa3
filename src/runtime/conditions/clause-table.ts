import type { Way } from "../../compile/conditions/conjuncts.js";

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
  /** Working memory: what {@link setRequest} and `countRequestMisses` found for the request last asked about. */
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

export function isSatisfied({ axis, satisfied }: Row, words: number, situation: Situation, clause: number): boolean {
  const word = (situation[axis] as number) * words + (clause >>> 5);
  return ((satisfied[word] as number) & (1 << (clause & 31))) !== 0;
}

/** Adds the clauses whose bits are set in one word. */
export function pushBits(found: number[], bits: number, word: number): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) found.push(word * 32 + 31 - Math.clz32(rest & -rest));
}
