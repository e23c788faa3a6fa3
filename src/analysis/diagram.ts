import type { SituationAxis } from "./situation-axis.js";

/**
 * What becomes of all situations: a tree that branches by one axis after another, in which whatever comes to the same is one node, and no
 * node branches where that makes no difference. A multi-valued decision diagram (Srinivasan and others 1990), reduced and shared.
 */
export interface Diagram<Outcome> {
  readonly levels: readonly Level[];
  readonly root: DiagramNode<Outcome>;
  /** How many nodes there are. */
  readonly nodes: number;
  /** False where the walk was stopped: some leaves are then `unexplored`. */
  readonly isComplete: boolean;
}

/** An axis to branch by, its classes grouped by what the walk can tell apart. */
export interface Level {
  readonly axis: SituationAxis;
  /** Of classes, by index; in the order of their first. */
  readonly groups: readonly (readonly number[])[];
}

export type DiagramNode<Outcome> = Branch<Outcome> | Leaf<Outcome>;

export interface Branch<Outcome> {
  readonly kind: "branch";
  readonly id: number;
  readonly level: number;
  /** By group of the level. */
  readonly children: readonly DiagramNode<Outcome>[];
}

export interface Leaf<Outcome> {
  readonly kind: "leaf";
  readonly id: number;
  /** `unexplored` where the walk was stopped before it got here. */
  readonly outcome: Outcome | typeof UNEXPLORED;
}

export const UNEXPLORED = "unexplored";

/** Makes the nodes of one diagram: the identical one for the same. */
export interface NodeStore<Outcome> {
  /** `key` is the same just for the same outcomes. */
  leaf(outcome: Outcome | typeof UNEXPLORED, key: string): DiagramNode<Outcome>;
  branch(level: number, children: readonly DiagramNode<Outcome>[]): DiagramNode<Outcome>;
  count(): number;
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
    count: () => known.size,
  };
}
