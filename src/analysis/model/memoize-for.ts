import type { Conjunct } from "../../runtime/conditions/expression.js";
import type { Candidate } from "./variables.js";

/** Remembers what is made of some conjuncts, for all candidates that they do not tell apart: most do not read the language. */
export function memoizeFor<Key extends object, Result>(
  conjunctsOf: (key: Key) => readonly Conjunct[],
  make: (key: Key, candidate: Candidate) => Result,
): (key: Key, candidate: Candidate) => Result {
  const memory = new WeakMap<Key, { readonly reads: ReadonlySet<number>; readonly results: Map<string, Result> }>();
  return (key, candidate) => {
    const known = memory.get(key) ?? {
      reads: new Set(conjunctsOf(key).flatMap((conjunct) => conjunct.map(({ variable }) => variable))),
      results: new Map<string, Result>(),
    };
    memory.set(key, known);
    const { side, pool, classes } = candidate;
    const isRead = [...classes.keys()].some((variable) => known.reads.has(variable));
    const place = `${side} ${pool} ${isRead ? [...classes.values()] : ""}`;
    const result = known.results.get(place) ?? make(key, candidate);
    known.results.set(place, result);
    return result;
  };
}
