import fc from "fast-check";

/** The same JSON with the keys of every object in another order; lists stay as they are. `seed` decides the order. */
export function withShuffledKeys<Value>(value: Value, seed: number): Value {
  const order = orderFrom(seed);
  const shuffle = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(shuffle);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(shuffled(Object.entries(each), order).map(([key, member]) => [key, shuffle(member)]));
  };
  return shuffle(value) as Value;
}

/** A list in another order. */
export function withShuffledEntries<Entry>(entries: readonly Entry[], seed: number): Entry[] {
  return shuffled(entries, orderFrom(seed));
}

export const seed: fc.Arbitrary<number> = fc.integer({ min: 1, max: 2 ** 31 - 2 });

function shuffled<Entry>(entries: readonly Entry[], order: () => number): Entry[] {
  return entries
    .map((entry) => ({ entry, rank: order() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

/** Park and Miller's generator (1988). */
function orderFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
}
