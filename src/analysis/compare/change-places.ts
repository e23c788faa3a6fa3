import { type Cube, coverOf, hullOf, setOf } from "../mdd/cover.js";
import { type Assignment, FALSE, type Node, TRUE } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { writeRequest } from "../witness/write-request.js";
import type { ChangeExample, ChangePlace } from "./change.js";
import { conditionsOf, splitByAgentPools } from "./change-conditions.js";
import type { ComparedRulesets } from "./compared-rulesets.js";
import { windowsOf } from "./hours-condition.js";

/** Whether the routers' decisions show a difference too. If they do not, the diagram has a bug. */
export type Confirms = (example: ChangeExample) => boolean;

/**
 * Covers all situations of a difference with as few places as a person can read. None if the set is empty.
 *
 * A place names all that matters, also what the rules imply: the don't-care set has only what cannot occur.
 */
export function placesOf(
  compared: ComparedRulesets,
  diagrams: Diagrams,
  difference: Node,
  confirms: Confirms,
): ChangePlace[] {
  const { store, sets, readingOrder, byLanguage, possible } = diagrams;
  const upperBound = sets.union(difference, sets.difference(TRUE, byLanguage(possible)));
  const ofOneLanguage = sets.intersection(difference, customersOfOneLanguage(diagrams));
  const onSet = ofOneLanguage === FALSE ? difference : ofOneLanguage;
  const mustName = (cube: Cube, level: number) => namesLanguages(diagrams, cube, level);
  const task = { onSet, upperBound, nameFirst: readingOrder, mustName };
  const split = coverOf(store, sets, task, MOST_CUBES)?.flatMap((cube) => splitByAgentPools(diagrams, cube));
  const isReadable = split !== undefined && split.length <= MOST_PLACES;
  const cubes = isReadable ? split : [hullWithoutAgents(diagrams, onSet)];
  return cubes.flatMap((cube): ChangePlace[] => {
    // A part that was split off from a cube may be empty.
    const witness = diagrams.cheapest(sets.intersection(onSet, setOf(store, cube)));
    if (witness === null) return [];
    const example = exampleOf(compared, diagrams, witness, confirms);
    const when = conditionsOf(diagrams, cube, compared.space);
    return [{ inSome: !isReadable, when, windows: windowsOf(diagrams, cube), example }];
  });
}

/** Names the languages that have the agent pools of the numbers in a cube, although the numbers imply them. */
function namesLanguages({ variables, languages }: Diagrams, cube: Cube, level: number): boolean {
  if (variables[level]?.kind !== "language") return false;
  const pools = Math.min(...languages.map((language) => language.pools.length));
  return variables.some((variable, each) => {
    return variable.kind === "count" && variable.pool >= pools && cube[each]?.length !== variable.classes.length;
  });
}

/** Customers of several languages are named only if no customer of one language sees such a difference: their kinds are many. */
function customersOfOneLanguage({ variables, having, languages }: Diagrams): Node {
  const variable = variables.find(({ kind }) => kind === "language");
  return variable === undefined ? TRUE : having(variable, (index) => languages[index]?.sample.length === 1);
}

/** Says of a difference only that it occurs: one place around everything, with an example. None if there is no situation. */
export function placeSomewhere(
  compared: ComparedRulesets,
  diagrams: Diagrams,
  witness: Assignment | null,
  confirms: Confirms,
): ChangePlace[] {
  if (witness === null) return [];
  return [{ inSome: true, when: [], windows: null, example: exampleOf(compared, diagrams, witness, confirms) }];
}

function exampleOf(
  { space, decide }: ComparedRulesets,
  { variables }: Diagrams,
  witness: Assignment,
  confirms: Confirms,
): ChangeExample {
  const request = writeRequest({ model: space.sides[1], variables, from: space.period.from }, witness);
  const example = decide(request);
  if (!confirms(example)) throw new Error(`no router confirms a difference of ${JSON.stringify(request)}`);
  return example;
}

/** Beyond these, nobody would read a cover. */
const MOST_CUBES = 6;
const MOST_PLACES = 2 * MOST_CUBES;

/** One cube around a set. The agent pool of a number depends on the language, so the cube cannot say anything about agents. */
function hullWithoutAgents({ store, variables }: Diagrams, set: Node): Cube {
  return hullOf(store, set).map((values, level) => {
    const { kind, classes } = variables[level] as (typeof variables)[number];
    return kind === "count" || kind === "snapshot" ? [...classes.keys()] : values;
  });
}
