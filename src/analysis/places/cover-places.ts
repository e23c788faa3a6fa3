import type { SituationPlace } from "../../words/place.js";
import { type Cube, coverOf, hullOf, setOf } from "../mdd/cover.js";
import { FALSE, type Node, TRUE } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import type { SituationSpace } from "../model/situation-space.js";
import { windowsOf } from "./hours-condition.js";
import { conditionsOf, lengthOfWords, splitByAgentPools } from "./place-conditions.js";

/** A place, with the situation to show as its example. */
export interface CoveredPlace extends SituationPlace {
  readonly witness: Int32Array;
}

interface CoverOptions {
  /** A schedule that has no name for people. */
  readonly unnamed?: string | null;
  /** Cubes, each of which is one place or two. */
  readonly most?: number;
}

/**
 * Covers a set of situations with as few places as a person can read, each with its cheapest situation. None if the set is empty.
 *
 * A place names all that matters, also what the rules imply: the don't-care set has only what cannot occur.
 */
export function coverPlaces(
  diagrams: Diagrams,
  set: Node,
  space: SituationSpace,
  { unnamed = null, most = MOST_CUBES }: CoverOptions = {},
): CoveredPlace[] {
  const { store, sets, readingOrder, byLanguage, possible, having } = diagrams;
  const upperBound = sets.union(set, sets.difference(TRUE, byLanguage(possible)));
  // Customers of several languages are named only if the set has no customer of one language: their kinds are many.
  const ofOneLanguage = sets.intersection(
    set,
    having("language", ({ sample }) => sample.length === 1),
  );
  const onSet = ofOneLanguage === FALSE ? set : ofOneLanguage;
  const mustName = (cube: Cube, level: number) => namesLanguages(diagrams, cube, level);
  const lengthOf = (level: number, values: readonly number[]) => lengthOfWords(diagrams, level, values, space);
  const task = { onSet, upperBound, nameFirst: readingOrder, mustName, lengthOf };
  const split = coverOf(store, sets, task, most)?.flatMap((cube) => splitByAgentPools(diagrams, cube));
  const isReadable = split !== undefined && split.length <= 2 * most;
  const cubes = isReadable ? split : [hullWithoutAgents(diagrams, onSet)];
  return cubes.flatMap((cube): CoveredPlace[] => {
    // A part that was split off from a cube may be empty.
    const witness = diagrams.cheapest(sets.intersection(onSet, setOf(store, cube)));
    if (witness === null) return [];
    const when = conditionsOf(diagrams, cube, space, unnamed);
    return [{ inSome: !isReadable, when, windows: windowsOf(diagrams, cube), witness }];
  });
}

/** Names the languages that have the agent pools of the numbers in a cube, although the numbers imply them. */
function namesLanguages({ variables, languages, languageLevel }: Diagrams, cube: Cube, level: number): boolean {
  if (level !== languageLevel) return false;
  const pools = Math.min(...languages.map((language) => language.pools.length));
  return variables.some((variable, each) => {
    return "pool" in variable && variable.pool >= pools && cube[each]?.length !== variable.classes.length;
  });
}

/** Beyond these, nobody would read what is said of each. */
const MOST_CUBES = 6;

/** One cube around a set. The agent pool of a number depends on the language, so the cube cannot say anything about agents. */
function hullWithoutAgents({ store, variables }: Diagrams, set: Node): Cube {
  return hullOf(store, set).map((values, level) => {
    const variable = variables[level] as (typeof variables)[number];
    return "pool" in variable || variable.kind === "snapshot" ? [...variable.classes.keys()] : values;
  });
}
