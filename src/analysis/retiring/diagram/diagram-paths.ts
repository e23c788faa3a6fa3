import { type Diagram, type DiagramNode, type Level, UNEXPLORED } from "./diagram.js";

/** Whether an outcome is one of those looked for. */
type Matches<Outcome> = (outcome: Outcome) => boolean;

/** One situation: by level, the index of a class; null where its axis does not come into it, as agents do not where nobody reports. */
export type Assignment = readonly (number | null)[];

/** How many situations have such an outcome; above 2^53 not to the last digit. */
export function countSituations<Outcome>({ levels, root }: Diagram<Outcome>, matches: Matches<Outcome>): number {
  const known = new Map<string, number>();
  return count(root, 0, 0);

  function count(node: DiagramNode<Outcome>, level: number, desks: number): number {
    const at = levels[level];
    if (at === undefined) return node.kind === "leaf" && isMatch(node.outcome, matches) ? 1 : 0;
    const key = `${node.id} ${level} ${desks}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let sum = 0;
    for (const step of stepsFrom(node, level, at, desks)) {
      sum += step.classes.length * count(step.node, step.level, step.desks);
    }
    known.set(key, sum);
    return sum;
  }

  function stepsFrom(node: DiagramNode<Outcome>, level: number, at: Level, desks: number) {
    if (!isThere(at, desks)) return [{ classes: [0], node, level: level + 1, desks }];
    return at.groups.map((classes, group) => ({
      classes,
      node: childOf(node, level, group),
      level: levelAfter(levels, level, classes[0] ?? 0),
      desks: desksAfter(at, classes[0] ?? 0, desks),
    }));
  }
}

/**
 * The simplest situation with such an outcome, for whom a request has to say least; of equals the one whose classes come first. Null
 * where there is none. With `within`, only those of a cube are looked at.
 */
export function findSimplest<Outcome>(
  { levels, root }: Diagram<Outcome>,
  matches: Matches<Outcome>,
  within?: Cube,
): Assignment | null {
  const known = new Map<string, Found | null>();
  return find(root, 0, 0)?.path ?? null;

  function find(node: DiagramNode<Outcome>, level: number, desks: number): Found | null {
    const at = levels[level];
    if (at === undefined) return node.kind === "leaf" && isMatch(node.outcome, matches) ? { cost: 0, path: [] } : null;
    const key = `${node.id} ${level} ${desks}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const best = search(node, level, at, desks);
    known.set(key, best);
    return best;
  }

  function search(node: DiagramNode<Outcome>, level: number, at: Level, desks: number): Found | null {
    if (!isThere(at, desks)) return prefix(null, 0, find(node, level + 1, desks));
    let best: Found | null = null;
    // A class of a group is as good as any other, and the first has least to say.
    for (const [group, classes] of at.groups.entries()) {
      const first = within === undefined ? classes[0] : classes.find((each) => within[level]?.includes(each));
      if (first === undefined) continue;
      const next = levelAfter(levels, level, first);
      const rest = find(childOf(node, level, group), next, desksAfter(at, first, desks));
      const skipped = next - level - 1;
      const found = prefix(first, at.axis.classes[first]?.cost ?? 0, rest, skipped);
      if (found !== null && (best === null || found.cost < best.cost)) best = found;
    }
    return best;
  }
}

/**
 * The levels of a path that matter: with the same classes there, and any others at all the rest, the outcome is such a one still. None of
 * them can be left out as well.
 */
export function essentialLevels<Outcome>(
  { levels, root }: Diagram<Outcome>,
  path: Assignment,
  matches: Matches<Outcome>,
): ReadonlySet<number> {
  const essential = new Set(path.flatMap((axisClass, level) => (axisClass === null ? [] : level)));
  const groupAt = path.map((axisClass, level) => (axisClass === null ? -1 : groupOf(levels[level], axisClass)));
  // What a reader least expects to matter is tried first.
  for (const level of [...essential].reverse()) {
    essential.delete(level);
    if (!allMatch(root, new Map())) essential.add(level);
  }
  return essential;

  function allMatch(node: DiagramNode<Outcome>, known: Map<number, boolean>): boolean {
    if (node.kind === "leaf") return isMatch(node.outcome, matches);
    const found = known.get(node.id);
    if (found !== undefined) return found;
    const isFixed = essential.has(node.level);
    const result = node.children.every(
      (child, group) => (isFixed && group !== groupAt[node.level]) || allMatch(child, known),
    );
    known.set(node.id, result);
    return result;
  }
}

/** Situations with such an outcome: by level, the classes of which any will do. */
export type Cube = readonly (readonly number[])[];

interface Found {
  readonly cost: number;
  readonly path: Assignment;
}

function isMatch<Outcome>(outcome: Outcome | typeof UNEXPLORED, matches: Matches<Outcome>): boolean {
  return outcome !== UNEXPLORED && matches(outcome);
}

/** A node that does not branch at a level is its own child there. */
function childOf<Outcome>(node: DiagramNode<Outcome>, level: number, group: number): DiagramNode<Outcome> {
  return node.kind === "branch" && node.level === level ? (node.children[group] as DiagramNode<Outcome>) : node;
}

function groupOf(level: Level | undefined, axisClass: number): number {
  return level?.groups.findIndex((group) => group.includes(axisClass)) ?? -1;
}

/** Not each customer is considered in as many languages; where none is, no agents come into it. */
function isThere({ axis }: Level, desks: number): boolean {
  if (axis.kind === "snapshot") return desks > 0;
  return axis.kind !== "count" || axis.desk < desks;
}

/** Where nobody reports on the agents, all that follows says nothing more. */
function levelAfter(levels: readonly Level[], level: number, axisClass: number): number {
  const axis = levels[level]?.axis;
  return axis?.kind === "snapshot" && axis.classes[axisClass]?.sample === "none" ? levels.length : level + 1;
}

function desksAfter({ axis }: Level, axisClass: number, desks: number): number {
  return axis.kind === "language" ? (axis.classes[axisClass]?.desks.length ?? 0) : desks;
}

function prefix(axisClass: number | null, cost: number, rest: Found | null, skipped = 0): Found | null {
  if (rest === null) return null;
  return { cost: cost + rest.cost, path: [axisClass, ...new Array<null>(skipped).fill(null), ...rest.path] };
}
