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

/** Counts the facts that fail in each clause, hours aside: 32 clauses at once, a bit of each count in each plane. Expects a table with clauses. */
export function missesBeforeHours({ rows, full }: ClauseTable<unknown>, situation: Situation): Misses {
  const words = full.length;
  // Each bit of the highest possible count has a plane, so no count overflows.
  const planes = new Int32Array(32 - Math.clz32(rows.length));
  let fewest = Number.POSITIVE_INFINITY;
  let nearest: number[] = [];
  let next: number[] = [];
  for (let word = 0; word < words; word++) {
    planes.fill(0);
    for (const { variable, satisfied } of rows) {
      let carry = ~(satisfied[(situation[variable] as number) * words + word] as number);
      for (let plane = 0; carry !== 0; plane++) {
        const counted = planes[plane] as number;
        planes[plane] = counted ^ carry;
        carry &= counted;
      }
    }
    for (let count = 0; count <= rows.length && count <= fewest + 1; count++) {
      const bits = clausesWith(count, planes, full[word] as number);
      if (bits === 0) continue;
      if (count < fewest) {
        next = count + 1 === fewest ? nearest : [];
        nearest = [];
        fewest = count;
      }
      pushBits(count === fewest ? nearest : next, bits, word);
    }
  }
  return { fewest, nearest, next };
}

/** The bits of the clauses that have exactly this count. */
function clausesWith(count: number, planes: Int32Array, clauses: number): number {
  let bits = clauses;
  for (let plane = 0; plane < planes.length; plane++) {
    const counted = planes[plane] as number;
    bits &= (count >>> plane) & 1 ? counted : ~counted;
  }
  return bits;
}

/** The facts, `time` aside, that fail in one clause. */
export function failingFacts({ rows, full }: ClauseTable<unknown>, situation: Situation, clause: number): string[] {
  const failing: string[] = [];
  for (const row of rows) if (!isSatisfied(row, full.length, situation, clause)) failing.push(row.fact);
  return failing;
}
