/** A stream of numbers that looks random and is the same for the same seed. */
export interface Random {
  /** Whole, from 0 up to and without `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** Expects a list that is not empty. */
  pick<T>(from: readonly T[]): T;
  /** Up to `count` of them, none twice; at least one. */
  some<T>(from: readonly T[], count: number): T[];
}

/** Mulberry32, by Tommy Ettinger (2017). */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]) => from[below(from.length)] as T;
  return {
    below,
    chance: (probability) => next() < probability,
    pick,
    some: (from, count) => [...new Set(Array.from({ length: count }, () => pick(from)))],
  };
}
