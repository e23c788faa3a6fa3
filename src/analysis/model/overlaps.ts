import { type Conjunct, HOLDS, type NormalForm, type Truth, truthOf } from "../../runtime/conditions/expression.js";
import type { SituationSpace } from "./situation-space.js";

/** Whether two conditions can hold for the same request, as far as each variable by itself tells: for the same candidate or for two. */
export type Overlap = (one: NormalForm, other: NormalForm) => boolean;

/**
 * Compares conditions of one ruleset by the classes that they allow for the request and its hours.
 *
 * What matters only while a condition holds can be asked of the conditions that overlap it: far fewer than all.
 */
export function createOverlap({ sides: [model], request, hours }: SituationSpace): Overlap {
  const variables = [...request, hours];
  // A cube is a bit for each class of each variable, 32 to a word, each variable with words of its own.
  const starts = [0];
  for (const { classes } of variables) starts.push((starts.at(-1) as number) + Math.ceil(classes.length / 32));
  const words = starts.at(-1) as number;
  const placeOf = new Map(
    variables.flatMap(({ classes }, place) =>
      classes.flatMap(({ onSides: [own] }) => [...(own?.keys() ?? [])].map((compiled) => [compiled, place] as const)),
    ),
  );
  const cubes = new Map<NormalForm, readonly Int32Array[]>();

  function cubeOf(conjunct: Conjunct): Int32Array {
    const cube = new Int32Array(words).fill(-1);
    for (const { variable, expression } of conjunct) {
      const place = placeOf.get(variable);
      // Candidates differ in all other variables.
      if (place === undefined || model?.compiled.conditions.variables[variable]?.scope === "candidate") continue;
      const start = starts[place] as number;
      for (const [index, { onSides }] of variables[place]?.classes.entries() ?? []) {
        const each = onSides[0]?.get(variable) as number;
        const isHeld = truthOf(expression, ({ truths }) => truths[each] as Truth) === HOLDS;
        const word = start + (index >>> 5);
        if (!isHeld) cube[word] = (cube[word] as number) & ~(1 << (index & 31));
      }
    }
    for (const [place, { classes }] of variables.entries()) {
      const rest = classes.length & 31;
      const last = (starts[place + 1] as number) - 1;
      if (rest !== 0) cube[last] = (cube[last] as number) & ((1 << rest) - 1);
    }
    return cube;
  }

  function cubesOf(condition: NormalForm): readonly Int32Array[] {
    const known = cubes.get(condition) ?? condition.conjuncts.map(cubeOf);
    cubes.set(condition, known);
    return known;
  }

  function doMeet(one: Int32Array, other: Int32Array): boolean {
    for (let place = 0; place < variables.length; place++) {
      let shared = 0;
      for (let word = starts[place] as number; word < (starts[place + 1] as number); word++)
        shared |= (one[word] as number) & (other[word] as number);
      if (shared === 0) return false;
    }
    return true;
  }

  return (one, other) => cubesOf(one).some((cube) => cubesOf(other).some((each) => doMeet(cube, each)));
}
