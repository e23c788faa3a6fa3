import { type ClauseTable, isSatisfied, pushBits, type Situation } from "./clause-table.js";

/** The clauses nearest to holding, hours aside. */
export interface Misses {
  /** The fewest facts, `time` aside, that fail in any clause. */
  readonly fewest: number;
  /** The clauses with that many failures, in order. */
  readonly nearest: readonly number[];
  /** The clauses with one failure more, in order. They are as near if the others fail for `time` too. */
  readonly next: readonly number[];
}

/** Counts the request's facts that fail in each clause, for {@link missesBeforeHours}: 32 clauses at once, in bit planes. */
export function countRequestMisses({ request, full, missed }: ClauseTable<unknown>, situation: Situation): void {
  const words = full.length;
  const { ones, twos, fours, more } = missed;
  ones.fill(0);
  twos.fill(0);
  fours.fill(0);
  more.fill(0);
  for (const { variable, satisfied } of request) {
    const start = (situation[variable] as number) * words;
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

/** Expects a table with clauses, after {@link countRequestMisses}. */
export function missesBeforeHours(table: ClauseTable<unknown>, situation: Situation): Misses {
  return missesInPlanes(table, situation) ?? missesByCounting(table, situation);
}

/** Counts exactly up to seven failing facts. Null if the nearest clauses have seven: eight and nine cannot be told apart then. */
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
    for (const { variable, satisfied } of candidate) {
      const failing = ~(satisfied[(situation[variable] as number) * words + word] as number);
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

/** The facts, `time` aside, that fail in one clause. */
export function failingFacts({ request, candidate, full }: ClauseTable<unknown>, situation: Situation, clause: number) {
  const failing: string[] = [];
  for (const row of request) if (!isSatisfied(row, full.length, situation, clause)) failing.push(row.fact);
  for (const row of candidate) if (!isSatisfied(row, full.length, situation, clause)) failing.push(row.fact);
  return failing;
}
