import fc from "fast-check";
import { createStore, type Node, type Store, terminal } from "../../../src/analysis/mdd/store.js";

/** How many values each variable has. */
export const SIZES = [3, 2, 4];

/** Every assignment. */
export const ALL = SIZES.reduce<number[][]>(
  (points, size) => points.flatMap((point) => Array.from({ length: size }, (_, value) => [...point, value])),
  [[]],
);

/** A function by its results: one for each of {@link ALL}. */
export type Table = readonly number[];

export const newStore = () => createStore(SIZES);

/** Functions to 0 and up to a highest value; some test few variables. */
export function tables(highest: number): fc.Arbitrary<Table> {
  const results = fc.array(fc.nat(highest), { minLength: ALL.length, maxLength: ALL.length });
  return fc.tuple(results, fc.subarray([...SIZES.keys()], { minLength: 1 })).map(([table, tested]) =>
    ALL.map((point) => {
      const reduced = point.map((value, level) => (tested.includes(level) ? value : 0));
      return table[ALL.findIndex((each) => String(each) === String(reduced))] ?? 0;
    }),
  );
}

export function nodeOf(store: Store, table: Table): Node {
  const build = (level: number, from: number, until: number): Node => {
    const size = SIZES[level];
    if (size === undefined) return terminal(table[from] ?? 0);
    const step = (until - from) / size;
    return store.make(
      level,
      Array.from({ length: size }, (_, value) => build(level + 1, from + value * step, from + (value + 1) * step)),
    );
  };
  return build(0, 0, ALL.length);
}
