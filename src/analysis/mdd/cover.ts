import { memoize } from "./memoize.js";
import type { Sets } from "./sets.js";
import { FALSE, isTerminal, type Node, type Store, TRUE } from "./store.js";

/** A product of literals: by level, the values that a variable may have, ascending. */
export type Cube = readonly (readonly number[])[];

/** A set to cover, between two bounds. */
export interface CoverTask {
  /** What the cover has to hold. */
  readonly onSet: Node;
  /** What it may hold: the on-set and the don't-care set. */
  readonly upperBound: Node;
  /** The levels, the variable that a cube shall rather name first. */
  readonly nameFirst: readonly number[];
  /** Whether a cube has to go on naming a variable that it need not name. */
  readonly mustName?: (cube: Cube, level: number) => boolean;
  /** How long it takes to say what values a variable may have. Makes cubes leave out values that others hold, if that is shorter. */
  readonly lengthOf?: (level: number, values: readonly number[]) => number;
}

/**
 * An irredundant cover by primes: all of the on-set and nothing outside the upper bound, in cubes of which none can grow and none can go.
 * Null if that takes more than `mostCubes` cubes.
 *
 * Takes the largest cube that is left, expands it and takes away what it covers, as Espresso does (Brayton, Hachtel, McMullen and
 * Sangiovanni-Vincentelli 1984), on diagrams in place of lists of cubes. So the cubes are few, but not always the fewest. Cubes that are
 * then reduced, to be said shorter, are no longer primes.
 */
export function coverOf(store: Store, sets: Sets, task: CoverTask, mostCubes: number): readonly Cube[] | null {
  const primes: { readonly cube: Cube; readonly set: Node }[] = [];
  for (let left = task.onSet; left !== FALSE; ) {
    if (primes.length === mostCubes) return null;
    const cube = expand(store, sets, largestCube(store, left), task);
    const set = setOf(store, cube);
    primes.push({ cube, set });
    left = sets.difference(left, set);
  }
  // The smallest is tried first: the others may cover it together.
  const kept = new Set(primes);
  for (const prime of primes.toSorted((a, b) => sizeOf(a.cube) - sizeOf(b.cube))) {
    const others = [...kept].filter((each) => each !== prime).map(({ set }) => set);
    if (sets.select(others, [task.onSet], [prime.set]) === FALSE) kept.delete(prime);
  }
  const cubes = [...kept].map(({ cube }) => cube);
  return task.lengthOf === undefined ? cubes : reduce(store, sets, cubes, task, task.lengthOf);
}

/** Lets each variable have any value if the cube stays within a set; tries the last level first. */
export function dropVariables(
  store: Store,
  cube: Cube,
  upperBound: Node,
  nameFirst: readonly number[],
  mustName: CoverTask["mustName"] = () => false,
): Cube {
  return nameFirst.reduceRight((widest: Cube, level) => {
    if (mustName(widest, level)) return widest;
    const wider = widest.with(level, allValues(store, level));
    return isWithin(store, wider, upperBound) ? wider : widest;
  }, cube);
}

/** The least cube that holds a set. Every level is empty if the set is. */
export function hullOf(store: Store, set: Node): Cube {
  const hull = store.sizes.map(() => new Set<number>());
  const skip = (from: number, to: number) => {
    for (let level = from; level < to; level++) for (const value of allValues(store, level)) hull[level]?.add(value);
  };
  const seen = new Set<Node>();
  const visit = (node: Node) => {
    if (isTerminal(node) || seen.has(node)) return;
    seen.add(node);
    const level = store.levelOf(node);
    for (const value of allValues(store, level)) {
      const child = store.childOf(node, level, value);
      if (child === FALSE) continue;
      hull[level]?.add(value);
      skip(level + 1, store.levelOf(child));
      visit(child);
    }
  };
  if (set !== FALSE) skip(0, store.levelOf(set));
  visit(set);
  return hull.map((values) => [...values].sort((a, b) => a - b));
}

/** The set of a cube's assignments. */
export function setOf(store: Store, cube: Cube): Node {
  return cube.reduceRight((below: Node, values, level) => {
    const size = store.sizes[level] as number;
    if (values.length === size || below === FALSE) return below;
    return store.make(
      level,
      Array.from({ length: size }, (_, value) => (values.includes(value) ? below : FALSE)),
    );
  }, TRUE);
}

/**
 * First drops variables. Then widens what the cube says of the others, by values for which it holds some of the on-set: a number is not
 * called other than it is for the sake of situations that do not matter.
 */
function expand(store: Store, sets: Sets, cube: Cube, { onSet, upperBound, nameFirst, mustName }: CoverTask): Cube {
  let widest = dropVariables(store, cube, upperBound, nameFirst, mustName);
  for (const level of nameFirst) {
    for (const value of allValues(store, level)) {
      const said = widest[level] as readonly number[];
      if (said.includes(value)) continue;
      const wider = widest.with(
        level,
        [...said, value].sort((a, b) => a - b),
      );
      if (!isWithin(store, wider, upperBound)) continue;
      if (sets.intersection(onSet, setOf(store, widest.with(level, [value]))) !== FALSE) widest = wider;
    }
  }
  return widest;
}

/** Removes values from a cube if other cubes have them and `lengthOf` the cube becomes shorter. */
function reduce(
  store: Store,
  sets: Sets,
  cubes: readonly Cube[],
  { onSet, nameFirst }: CoverTask,
  lengthOf: NonNullable<CoverTask["lengthOf"]>,
): readonly Cube[] {
  const reduced = [...cubes];
  for (const [index, cube] of cubes.entries()) {
    const others = reduced.filter((_, other) => other !== index).map((other) => setOf(store, other));
    reduced[index] = nameFirst.reduce((least: Cube, level) => {
      if (cube[level]?.length === store.sizes[level]) return least;
      return (cube[level] ?? []).reduce((left: Cube, value) => {
        const said = left[level] as readonly number[];
        const fewer = said.filter((each) => each !== value);
        if (fewer.length === 0 || lengthOf(level, fewer) >= lengthOf(level, said)) return left;
        const part = setOf(store, left.with(level, [value]));
        return sets.select(others, [onSet], [part]) === FALSE ? left.with(level, fewer) : left;
      }, least);
    }, cube);
  }
  return reduced;
}

/** Whether a cube holds only assignments of a set. */
function isWithin(store: Store, cube: Cube, set: Node): boolean {
  const visit = memoize((node: Node): boolean => {
    if (isTerminal(node)) return node === TRUE;
    const level = store.levelOf(node);
    return (cube[level] as readonly number[]).every((value) => visit(store.childOf(node, level, value)));
  });
  return visit(set);
}

/** The largest cube among the paths of a set that is not empty. Paths that go the same way at a level are one. */
function largestCube(store: Store, set: Node): Cube {
  const { sizes } = store;
  const bestOf = memoize((node: Node): { readonly share: number; readonly values: readonly number[] } => {
    let best = { share: node === TRUE ? 1 : 0, values: [] as readonly number[] };
    if (isTerminal(node)) return best;
    const level = store.levelOf(node);
    const valuesByChild = new Map<Node, number[]>();
    for (const value of allValues(store, level)) {
      const child = store.childOf(node, level, value);
      const values = valuesByChild.get(child);
      if (values === undefined) valuesByChild.set(child, [value]);
      else values.push(value);
    }
    for (const [child, values] of valuesByChild) {
      const share = (bestOf(child).share * values.length) / (sizes[level] as number);
      if (share > best.share) best = { share, values };
    }
    return best;
  });
  let cube: Cube = sizes.map((_, level) => allValues(store, level));
  for (let node = set; !isTerminal(node); ) {
    const level = store.levelOf(node);
    const { values } = bestOf(node);
    cube = cube.with(level, values);
    node = store.childOf(node, level, values[0] as number);
  }
  return cube;
}

function sizeOf(cube: Cube): number {
  return cube.reduce((product, values) => product * values.length, 1);
}

function allValues(store: Store, level: number): number[] {
  return Array.from({ length: store.sizes[level] as number }, (_, value) => value);
}
