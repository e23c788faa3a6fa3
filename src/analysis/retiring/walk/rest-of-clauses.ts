import { type ClauseTracks, hasBit, lowestBit, setBit } from "./clause-tracks.js";

/** What is left to be asked of clauses from some point of a walk on. */
export interface ClauseResidual {
  /** The clauses of which nothing is: those of them that are alive hold. */
  readonly certain: Int32Array;
  /** Of a bit: the bit that stands for all clauses of which the same is left to be asked, and that mean the same. */
  readonly standIn: Int32Array;
}

/**
 * What is left after each of some steps, the first before any. A step is the list of clauses that its classes satisfy, class by class; a
 * clause that all of them satisfy is not asked anything.
 */
export function restsOf(joined: ClauseTracks, steps: readonly (readonly Int32Array[])[]): ClauseResidual[] {
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

/**
 * Leaves alive what matters: of clauses that come to the same the one that stands in for them, and none that comes after, or is as good as,
 * one that holds.
 */
export function simplify(joined: ClauseTracks, alive: Int32Array, { certain, standIn }: ClauseResidual): void {
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

/** The clauses that some of the classes of a step do not satisfy. */
export function askedIn({ full }: ClauseTracks, step: readonly Int32Array[]): Int32Array {
  return full.map((word, index) =>
    step.reduce((asked, satisfied) => asked | (word & ~(satisfied[index] as number)), 0),
  );
}

function restOf({ tracks, words, starts, full, ownerOf }: ClauseTracks, signatures: Int32Array): ClauseResidual {
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

const NOBODY = -1;

function firstCertain(alive: Int32Array, certain: Int32Array, start: number, end: number): number {
  for (let word = start; word < end; word++) {
    const bits = (alive[word] as number) & (certain[word] as number);
    if (bits !== 0) return word * 32 + lowestBit(bits);
  }
  return -1;
}
