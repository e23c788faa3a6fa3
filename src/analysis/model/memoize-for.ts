import type { Conjunct } from "../../runtime/conditions/expression.js";
import type { Candidate } from "./variables.js";

/** Remembers what is made of some conjuncts, for all candidates that they do not tell apart: most do not read the language. */
export function memoizeFor<Key extends object, Result>(
  conjunctsOf: (key: Key) => readonly Conjunct[],
  make: (key: Key, candidate: Candidate) => Result,
): (key: Key, candidate: Candidate) => Result {
  const memory = new WeakMap<Key, { readonly isRead: boolean[]; readonly results: Map<string, Result> }>();
  return (key, candidate) => {
    const known = memory.get(key) ?? { isRead: [], results: new Map<string, Result>() };
    memory.set(key, known);
    const { side, pool, classes } = candidate;
    // All candidates of a side have classes of the same variables.
    known.isRead[side] ??= conjunctsOf(key).some((conjunct) => conjunct.some(({ variable }) => classes.has(variable)));
    const place = `${side} ${pool} ${known.isRead[side] ? [...classes.values()] : ""}`;
    const result = known.results.get(place) ?? make(key, candidate);
    known.results.set(place, result);
    return result;
  };
}
