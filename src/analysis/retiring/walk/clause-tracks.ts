import type { ClauseTable, Row } from "../../../runtime/conditions/clause-table.js";
import type { AxisClasses } from "../model/side.js";

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

/** The rows of a table, by the axis of the conditions that they ask. */
export function rowsByAxis({ request, candidate, hours }: ClauseTable<unknown>): ReadonlyMap<number, readonly Row[]> {
  const byAxis = new Map<number, Row[]>();
  for (const row of new Set([...request, ...candidate, ...hours.flat()])) {
    const others = byAxis.get(row.variable);
    if (others === undefined) byAxis.set(row.variable, [row]);
    else others.push(row);
  }
  return byAxis;
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

export function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

export function hasBit(bits: Int32Array, index: number): boolean {
  return ((bits[index >>> 5] as number) & (1 << (index & 31))) !== 0;
}

export function setBit(bits: Int32Array, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}
