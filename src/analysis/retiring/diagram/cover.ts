import { type Diagram, type DiagramNode, type Level, UNEXPLORED } from "./diagram.js";
import type { Cube } from "./diagram-paths.js";

/** Whether a cover has to hold a situation, may hold it, or must not. */
export type CoverClass = "in" | "free" | "out";

/**
 * All situations that are `in`, and none that is `out`, in few large cubes, which may overlap: none can be made larger, and none can be left
 * out. Null where that takes too many. What was not explored counts as `out`.
 *
 * Expands a cube, takes away what it covers, and goes on, as Espresso does (Brayton and others 1984); so the cubes are few, and not always
 * the fewest.
 */
export function coverOf(diagram: Diagram<CoverClass>): readonly Cube[] | null {
  const { levels } = diagram;
  const found = boxesIn(diagram);
  if (found === null) return null;
  const initial = found.flatMap((box) => splitByReport(box, levels));
  const primes: Box[] = [];
  let uncovered = bySize(initial, levels);
  for (let [next] = uncovered; next !== undefined; [next] = uncovered) {
    const prime = expand(diagram, next);
    primes.push(prime);
    uncovered = uncovered.flatMap((box) => subtract(box, prime, levels));
    if (primes.length > MOST_PRIMES || uncovered.length > MOST_BOXES) return null;
  }
  return withoutNeedless(primes, initial, levels).map((box) => toCube(box, levels));
}

/** The least cube that holds all situations that are `in`, and maybe others. */
export function hullOf({ levels, root }: Diagram<CoverClass>): Cube {
  const hull = levels.map(() => new Set<number>());
  const skip = (from: number, to: number) => {
    for (let level = from; level < to; level++)
      for (const group of levels[level]?.groups.keys() ?? []) hull[level]?.add(group);
  };
  const reaches = new Map<number, boolean>();
  const visit = (node: DiagramNode<CoverClass>): boolean => {
    const known = reaches.get(node.id);
    if (known !== undefined) return known;
    let found = node.kind === "leaf" && node.outcome === "in";
    if (node.kind === "branch") {
      for (const [group, child] of node.children.entries()) {
        if (!visit(child)) continue;
        found = true;
        hull[node.level]?.add(group);
        skip(node.level + 1, levelOf(child, levels));
      }
    }
    reaches.set(node.id, found);
    return found;
  };
  if (visit(root)) skip(0, levelOf(root, levels));
  return toCube(
    hull.map((groups) => [...groups].sort((a, b) => a - b)),
    levels,
  );
}

/** A person reads a few of them; beyond these nobody looks for more. */
const MOST_PRIMES = 64;
const MOST_BOXES = 2000;

function boxesIn({ levels, root }: Diagram<CoverClass>): Box[] | null {
  const boxes: Box[] = [];
  const visit = (node: DiagramNode<CoverClass>, box: Box): boolean => {
    if (node.kind === "leaf") {
      if (node.outcome === "in") boxes.push(box);
      return boxes.length <= MOST_BOXES;
    }
    return [...new Set(node.children)].every((child) => {
      const groups = node.children.flatMap((each, group) => (each === child ? group : []));
      return visit(child, box.with(node.level, groups));
    });
  };
  return visit(
    root,
    levels.map(({ groups }) => [...groups.keys()]),
  )
    ? boxes
    : null;
}

/**
 * First without what it need not say, what a reader least expects to matter before the rest; then wider in what it says, by what the cover
 * has to hold: a number is not called other than it is for the sake of situations that are no matter.
 */
function expand(diagram: Diagram<CoverClass>, box: Box): Box {
  const { levels } = diagram;
  const isAllowed = (wider: Box) => allowsAll(diagram, wider);
  let widest = box;
  for (const level of [...levels.keys()].reverse()) {
    const all = [...(levels[level]?.groups.keys() ?? [])];
    if (widest[level]?.length === all.length) continue;
    const wider = widest.with(level, all);
    if (isAllowed(wider)) widest = wider;
  }
  for (const [level, { groups }] of levels.entries()) {
    for (const group of groups.keys()) {
      const said = widest[level] ?? [];
      if (said.includes(group) || !reachesIn(diagram, saying(widest, level, group, levels))) continue;
      const wider = widest.with(
        level,
        [...said, group].sort((a, b) => a - b),
      );
      if (isAllowed(wider)) widest = wider;
    }
  }
  return widest;
}

/** The part of a box that says this; of numbers of agents, only a report says anything. */
function saying(box: Box, level: number, group: number, levels: readonly Level[]): Box {
  const said = box.with(level, [group]);
  if (levels[level]?.axis.kind !== "count") return said;
  return said.map((groups, each) => groups.filter((one) => !isNoReport(levels[each], one)));
}

function allowsAll(diagram: Diagram<CoverClass>, box: Box): boolean {
  return areAll(diagram, box, (outcome) => outcome !== "out" && outcome !== UNEXPLORED);
}

function reachesIn(diagram: Diagram<CoverClass>, box: Box): boolean {
  return !areAll(diagram, box, (outcome) => outcome !== "in");
}

/** Whether a test is true of all outcomes in a box. */
function areAll(
  { root }: Diagram<CoverClass>,
  box: Box,
  test: (outcome: CoverClass | typeof UNEXPLORED) => boolean,
): boolean {
  const known = new Map<number, boolean>();
  const visit = (node: DiagramNode<CoverClass>): boolean => {
    if (node.kind === "leaf") return test(node.outcome);
    const found = known.get(node.id);
    if (found !== undefined) return found;
    const result = (box[node.level] ?? []).every((group) => visit(node.children[group] as DiagramNode<CoverClass>));
    known.set(node.id, result);
    return result;
  };
  return visit(root);
}

/** The smallest is tried first: what it covers, the others may cover together. */
function withoutNeedless(primes: readonly Box[], initial: readonly Box[], levels: readonly Level[]): Box[] {
  const kept = new Set(primes);
  for (const prime of bySize(primes, levels).reverse()) {
    const others = [...kept].filter((each) => each !== prime);
    const own = initial.flatMap((box) => intersect(box, prime));
    const left = others.reduce<Box[]>((boxes, other) => boxes.flatMap((box) => subtract(box, other, levels)), own);
    if (left.length === 0) kept.delete(prime);
  }
  return [...kept];
}

function levelOf(node: DiagramNode<CoverClass>, levels: readonly Level[]): number {
  return node.kind === "branch" ? node.level : levels.length;
}

/** By level, indices of groups, ascending. */
type Box = readonly (readonly number[])[];

/** Splits the rest of a box into boxes that do not overlap. Where nobody reports on the agents, their numbers cannot differ. */
function subtract(box: Box, taken: Box, levels: readonly Level[]): Box[] {
  const isUnreported = saysNoReport(box, levels);
  const shared = box.map((groups, level) =>
    isUnreported && levels[level]?.axis.kind === "count"
      ? groups
      : groups.filter((group) => taken[level]?.includes(group)),
  );
  if (shared.some((groups) => groups.length === 0)) return [box];
  return box.flatMap((groups, level) => {
    const left = groups.filter((group) => !shared[level]?.includes(group));
    return left.length === 0 ? [] : [[...shared.slice(0, level), left, ...box.slice(level + 1)]];
  });
}

/** With a report and without are looked at each by itself. */
function splitByReport(box: Box, levels: readonly Level[]): Box[] {
  const level = levels.findIndex(({ axis }) => axis.kind === "snapshot");
  const groups = box[level] ?? [];
  const none = groups.filter((group) => isNoReport(levels[level], group));
  const parts = [none, groups.filter((group) => !none.includes(group))].filter((part) => part.length > 0);
  return parts.length < 2 ? [box] : parts.map((part) => box.with(level, part));
}

function saysNoReport(box: Box, levels: readonly Level[]): boolean {
  const level = levels.findIndex(({ axis }) => axis.kind === "snapshot");
  return level >= 0 && (box[level] ?? []).every((group) => isNoReport(levels[level], group));
}

function isNoReport(level: Level | undefined, group: number): boolean {
  return level?.axis.kind === "snapshot" && level.axis.classes[level.groups[group]?.[0] ?? -1]?.sample === "none";
}

function intersect(box: Box, other: Box): Box[] {
  const shared = box.map((groups, level) => groups.filter((group) => other[level]?.includes(group)));
  return shared.some((groups) => groups.length === 0) ? [] : [shared];
}

function sizeOf(box: Box, levels: readonly Level[]): number {
  let size = 1;
  for (const [level, groups] of box.entries()) {
    let classes = 0;
    for (const group of groups) classes += levels[level]?.groups[group]?.length ?? 0;
    size *= classes;
  }
  return size;
}

/** Largest first. */
function bySize(boxes: readonly Box[], levels: readonly Level[]): Box[] {
  return boxes
    .map((box) => ({ box, size: sizeOf(box, levels) }))
    .sort((a, b) => b.size - a.size)
    .map(({ box }) => box);
}

function toCube(box: Box, levels: readonly Level[]): Cube {
  return box.map((groups, level) =>
    groups.flatMap((group) => levels[level]?.groups[group] ?? []).sort((a, b) => a - b),
  );
}
