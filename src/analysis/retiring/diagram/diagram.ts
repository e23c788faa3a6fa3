import type { SituationAxis } from "../model/situation-axis.js";

/**
 * What becomes of all situations: a tree that branches by one axis after another, in which whatever comes to the same is one node, and no
 * node branches where that makes no difference. A multi-valued decision diagram (Srinivasan and others 1990), reduced and shared.
 */
export interface Diagram<Outcome> {
  readonly levels: readonly Level[];
  readonly root: DiagramNode<Outcome>;
  /** False where the walk was stopped: some leaves are then `unexplored`. */
  readonly isComplete: boolean;
}

/** An axis to branch by, its classes grouped by what the walk can tell apart. */
export interface Level {
  readonly axis: SituationAxis;
  /** Of classes, by index; in the order of their first. */
  readonly groups: readonly (readonly number[])[];
}

export type DiagramNode<Outcome> = Branch<Outcome> | Terminal<Outcome>;

interface Branch<Outcome> {
  readonly kind: "branch";
  readonly id: number;
  readonly level: number;
  /** By group of the level. */
  readonly children: readonly DiagramNode<Outcome>[];
}

interface Terminal<Outcome> {
  readonly kind: "leaf";
  readonly id: number;
  /** `unexplored` where the walk was stopped before it got here. */
  readonly outcome: Outcome | typeof UNEXPLORED;
}

export const UNEXPLORED = "unexplored";

/** The same situations by what of their outcomes matters: reduced anew. `keyOf` is the same just for the same outcomes. */
export function mapOutcomes<From, To>(
  { levels, root, isComplete }: Diagram<From>,
  outcomeOf: (outcome: From) => To,
  keyOf: (outcome: To) => string,
): Diagram<To> {
  const store = createNodeStore<To>();
  const known = new Map<number, DiagramNode<To>>();
  const map = (node: DiagramNode<From>): DiagramNode<To> => {
    const found = known.get(node.id);
    if (found !== undefined) return found;
    const mapped = node.kind === "branch" ? store.branch(node.level, node.children.map(map)) : mapLeaf(node);
    known.set(node.id, mapped);
    return mapped;
  };
  const mapLeaf = ({ outcome }: Terminal<From>) => {
    if (outcome === UNEXPLORED) return store.leaf(UNEXPLORED, UNEXPLORED);
    const to = outcomeOf(outcome);
    return store.leaf(to, `of ${keyOf(to)}`);
  };
  return { levels, root: map(root), isComplete };
}

/** The same, by outcomes that mean something else for each class of an axis; at its level, each class is a group of its own. */
export function mapByClass<From, To extends string>(
  { levels, root, isComplete }: Diagram<From>,
  level: number,
  outcomeOf: (outcome: From, axisClass: number) => To,
): Diagram<To> {
  const store = createNodeStore<To>();
  const known = new Map<string, DiagramNode<To>>();
  const { axis, groups } = levels[level] as Level;
  const classes = [...axis.classes.keys()];
  const map = (node: DiagramNode<From>, axisClass: number | null): DiagramNode<To> => {
    const key = `${node.id} ${axisClass}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const mapped = mapAnew(node, axisClass);
    known.set(key, mapped);
    return mapped;
  };
  const mapAnew = (node: DiagramNode<From>, axisClass: number | null): DiagramNode<To> => {
    if (axisClass === null && (node.kind === "leaf" || node.level >= level)) {
      const childFor = (each: number) =>
        node.kind === "branch" && node.level === level
          ? (node.children[groups.findIndex((group) => group.includes(each))] as DiagramNode<From>)
          : node;
      return store.branch(
        level,
        classes.map((each) => map(childFor(each), each)),
      );
    }
    if (node.kind === "branch") {
      return store.branch(
        node.level,
        node.children.map((child) => map(child, axisClass)),
      );
    }
    if (node.outcome === UNEXPLORED) return store.leaf(UNEXPLORED, UNEXPLORED);
    const to = outcomeOf(node.outcome, axisClass ?? 0);
    return store.leaf(to, `of ${to}`);
  };
  const split = levels.with(level, { axis, groups: classes.map((each) => [each]) });
  return { levels: split, root: map(root, null), isComplete };
}

/** All outcomes that occur, each once, those that were not explored left out. */
export function outcomesIn<Outcome>({ root }: Diagram<Outcome>): Outcome[] {
  const seen = new Set<number>();
  const found: Outcome[] = [];
  const visit = (node: DiagramNode<Outcome>) => {
    if (seen.has(node.id)) return;
    seen.add(node.id);
    if (node.kind === "branch") node.children.forEach(visit);
    else if (node.outcome !== UNEXPLORED) found.push(node.outcome);
  };
  visit(root);
  return found;
}

/** Makes the nodes of one diagram: the identical one for the same. */
interface NodeStore<Outcome> {
  /** `key` is the same just for the same outcomes. */
  leaf(outcome: Outcome | typeof UNEXPLORED, key: string): DiagramNode<Outcome>;
  branch(level: number, children: readonly DiagramNode<Outcome>[]): DiagramNode<Outcome>;
}

export function createNodeStore<Outcome>(): NodeStore<Outcome> {
  const known = new Map<string, DiagramNode<Outcome>>();
  function keep(key: string, create: (id: number) => DiagramNode<Outcome>): DiagramNode<Outcome> {
    const node = known.get(key) ?? create(known.size);
    known.set(key, node);
    return node;
  }

  return {
    leaf: (outcome, key) => keep(`leaf ${key}`, (id) => ({ kind: "leaf", id, outcome })),
    branch(level, children) {
      const [first] = children;
      if (first !== undefined && children.every((child) => child === first)) return first;
      const key = `${level} ${children.map(({ id }) => id).join()}`;
      return keep(key, (id) => ({ kind: "branch", id, level, children }));
    },
  };
}
