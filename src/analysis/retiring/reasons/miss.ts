/**
 * How a clause misses: which facts failed, as far as reasons can tell. Interned, so that equal ones are identical.
 *
 * INVARIANT: `time` counts once, whatever its schedules.
 */
export interface Miss {
  readonly id: number;
  /** How many facts failed, by how soon they may pass: agents first, then hours, the customer, language and request type. */
  readonly ranks: readonly number[];
  readonly count: number;
  /** Reason codes of what failed, in alphabetical order. */
  readonly codes: readonly string[];
}

export interface MissStore {
  /** Of a clause that holds so far. */
  readonly none: Miss;
  of(ranks: readonly number[], codes: readonly string[]): Miss;
  /** What failed in one and what failed in the other, of other facts. */
  add(one: Miss, other: Miss): Miss;
}

export const RANKS = 5;

export function createMisses(): MissStore {
  const known = new Map<string, Miss>();
  const sums = new Map<string, Miss>();
  const of = (ranks: readonly number[], codes: readonly string[]): Miss => {
    const sorted = [...new Set(codes)].sort();
    const key = `${ranks.join()} ${sorted.join()}`;
    const count = ranks.reduce((sum, each) => sum + each, 0);
    const miss = known.get(key) ?? { id: known.size, ranks: [...ranks], count, codes: sorted };
    known.set(key, miss);
    return miss;
  };
  const none = of(new Array<number>(RANKS).fill(0), []);
  return {
    none,
    of,
    add(one, other) {
      if (one === none) return other;
      if (other === none) return one;
      const key = `${one.id} ${other.id}`;
      const sum =
        sums.get(key) ??
        of(
          one.ranks.map((count, rank) => count + (other.ranks[rank] ?? 0)),
          [...one.codes, ...other.codes],
        );
      sums.set(key, sum);
      return sum;
    },
  };
}

/** The codes of the nearest misses: those of the fewest facts, and among them those that pass soonest. */
export function nearestCodes(misses: Iterable<Miss>): readonly string[] {
  let nearest: Miss[] = [];
  for (const miss of misses) {
    const order = nearest[0] === undefined ? -1 : compare(miss, nearest[0]);
    if (order < 0) nearest = [miss];
    else if (order === 0) nearest.push(miss);
  }
  return [...new Set(nearest.flatMap(({ codes }) => codes))].sort();
}

/** By count; among equals by their ranks, highest first. */
function compare(one: Miss, other: Miss): number {
  if (one.count !== other.count) return one.count - other.count;
  for (let rank = RANKS - 1; rank >= 0; rank--) {
    const more = (one.ranks[rank] ?? 0) - (other.ranks[rank] ?? 0);
    // One that has more of a high rank has a higher one where the other's begin to be lower.
    if (more !== 0) return more;
  }
  return 0;
}
