import type { ClauseTable, Row } from "../conditions/clause-table.js";
import type { AxisClasses } from "./side.js";

/** A table of clauses, and what is asked of it: whether any clause holds, or whose the first is that does. */
export interface Track {
  readonly table: ClauseTable<unknown>;
  readonly asks: "any" | "first";
}

/** The clauses of several tables in one bit set, table after table. */
export interface ClauseTracks {
  readonly tracks: readonly Track[];
  readonly words: number;
  /** By track: where its words begin; then where the last ends. */
  readonly starts: readonly number[];
  /** All clauses. */
  readonly full: Int32Array;
  /** The clauses that some classes satisfy. None where they cannot be read. */
  satisfiedBy(classes: AxisClasses | null): Int32Array;
  /** Of a bit: a number for the clause's owner, ascending within a track. */
  readonly ownerOf: Int32Array;
}

export function joinTracks(tracks: readonly Track[]): ClauseTracks {
  const starts = [0];
  for (const { table } of tracks) starts.push((starts.at(-1) ?? 0) + table.full.length);
  const words = starts.at(-1) ?? 0;
  const full = new Int32Array(words);
  const ownerOf = new Int32Array(words * 32);
  const rows = tracks.map(({ table }) => rowsByAxis(table));
  for (const [track, { table }] of tracks.entries()) {
    const start = starts[track] as number;
    full.set(table.full, start);
    let owner = 0;
    for (const [index, clause] of table.clauses.entries()) {
      if (index > 0 && table.clauses[index - 1]?.owner !== clause.owner) owner++;
      ownerOf[start * 32 + index] = owner;
    }
  }

  return {
    tracks,
    words,
    starts,
    full,
    ownerOf,
    satisfiedBy(classes) {
      if (classes === null) return new Int32Array(words);
      const satisfied = full.slice();
      for (const [track, byAxis] of rows.entries()) {
        const start = starts[track] as number;
        const size = (starts[track + 1] as number) - start;
        for (const [axis, axisClass] of classes) {
          for (const row of byAxis.get(axis) ?? []) {
            for (let word = 0; word < size; word++) {
              satisfied[start + word] =
                (satisfied[start + word] as number) & (row.satisfied[axisClass * size + word] as number);
            }
          }
        }
      }
      return satisfied;
    },
  };
}

function rowsByAxis({ request, candidate, hours }: ClauseTable<unknown>): ReadonlyMap<number, readonly Row[]> {
  const byAxis = new Map<number, Row[]>();
  for (const row of new Set([...request, ...candidate, ...hours.flat()])) {
    const others = byAxis.get(row.axis);
    if (others === undefined) byAxis.set(row.axis, [row]);
    else others.push(row);
  }
  return byAxis;
}

/** What is left to be asked of clauses from some point of a walk on. */
export interface Rest {
  /** The clauses of which nothing is: those of them that are alive hold. */
  readonly certain: Int32Array;
  /** Of a bit: the bit that stands for all clauses of which the same is left to be asked, and that mean the same. */
  readonly standIn: Int32Array;
}

/**
 * What is left after each of some steps, the first before any. A step is the list of clauses that its classes satisfy, class by class; a
 * clause that all of them satisfy is not asked anything.
 */
export function restsOf(joined: ClauseTracks, steps: readonly (readonly Int32Array[])[]): Rest[] {
  const bits = joined.words * 32;
  const known = new Map<string, number>([["", 0]]);
  const signatures = new Int32Array(bits);
  const rests = [restOf(joined, signatures)];
  for (const [index, step] of [...steps.entries()].reverse()) {
    const asked = askedIn(joined, step);
    for (let bit = 0; bit < bits; bit++) {
      if (!hasBit(asked, bit)) continue;
      const answers = step.map((satisfied) => (hasBit(satisfied, bit) ? "1" : "0")).join("");
      const key = `${index} ${answers} ${signatures[bit]}`;
      const signature = known.get(key) ?? known.size;
      known.set(key, signature);
      signatures[bit] = signature;
    }
    rests.unshift(restOf(joined, signatures));
  }
  return rests;
}

/** The clauses that some of the classes of a step do not satisfy. */
export function askedIn({ full }: ClauseTracks, step: readonly Int32Array[]): Int32Array {
  return full.map((word, index) =>
    step.reduce((asked, satisfied) => asked | (word & ~(satisfied[index] as number)), 0),
  );
}

function restOf({ tracks, words, starts, full, ownerOf }: ClauseTracks, signatures: Int32Array): Rest {
  const certain = new Int32Array(words);
  const standIn = new Int32Array(words * 32);
  for (const [track, { asks }] of tracks.entries()) {
    const first = new Map<string, number>();
    for (let bit = (starts[track] as number) * 32; bit < (starts[track + 1] as number) * 32; bit++) {
      if (!hasBit(full, bit)) continue;
      if (signatures[bit] === 0) setBit(certain, bit);
      const key = asks === "any" ? String(signatures[bit]) : `${signatures[bit]} ${ownerOf[bit]}`;
      const known = first.get(key) ?? bit;
      first.set(key, known);
      standIn[bit] = known;
    }
  }
  return { certain, standIn };
}

/** Whether some clause of a track is alive, or alive and certain. */
export function hasClause({ starts }: ClauseTracks, track: number, alive: Int32Array, among?: Int32Array): boolean {
  for (let word = starts[track] as number; word < (starts[track + 1] as number); word++) {
    if (((alive[word] as number) & (among === undefined ? -1 : (among[word] as number))) !== 0) return true;
  }
  return false;
}

/** The first clause of a track that is alive, within its table; -1 for none. */
export function firstClause({ starts }: ClauseTracks, track: number, alive: Int32Array): number {
  const start = starts[track] as number;
  for (let word = start; word < (starts[track + 1] as number); word++) {
    const bits = alive[word] as number;
    if (bits !== 0) return (word - start) * 32 + lowestBit(bits);
  }
  return -1;
}

export function clearTrack({ starts }: ClauseTracks, track: number, alive: Int32Array): void {
  alive.fill(0, starts[track], starts[track + 1]);
}

/**
 * Leaves alive what matters: of clauses that come to the same the one that stands in for them, and none that comes after, or is as good as,
 * one that holds.
 */
export function simplify(joined: ClauseTracks, alive: Int32Array, { certain, standIn }: Rest): void {
  const { tracks, starts, ownerOf } = joined;
  for (const [track, { asks }] of tracks.entries()) {
    const start = starts[track] as number;
    const end = starts[track + 1] as number;
    const held = firstCertain(alive, certain, start, end);
    const last = held < 0 ? end * 32 : held;
    const owner = held < 0 ? NOBODY : (ownerOf[held] as number);
    const kept: number[] = held < 0 ? [] : [standIn[held] as number];
    if (asks === "first" || held < 0) {
      for (let word = start; word < end; word++) {
        for (let bits = alive[word] as number; bits !== 0; bits &= bits - 1) {
          const bit = word * 32 + lowestBit(bits);
          if (bit < last && ownerOf[bit] !== owner) kept.push(standIn[bit] as number);
        }
      }
    }
    alive.fill(0, start, end);
    for (const bit of kept) setBit(alive, bit);
  }
}

const NOBODY = -1;

function firstCertain(alive: Int32Array, certain: Int32Array, start: number, end: number): number {
  for (let word = start; word < end; word++) {
    const bits = (alive[word] as number) & (certain[word] as number);
    if (bits !== 0) return word * 32 + lowestBit(bits);
  }
  return -1;
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

export function hasBit(bits: Int32Array, index: number): boolean {
  return ((bits[index >>> 5] as number) & (1 << (index & 31))) !== 0;
}

function setBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}
