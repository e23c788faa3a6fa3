import { memoize } from "./memoize.js";
import { type Assignment, isTerminal, type Node, type Store, terminalValue } from "./store.js";

/** Whether the value of a terminal is a wanted one. */
export type IsWanted = (value: number) => boolean;

/** How many assignments have a wanted result; above 2^53 not to the last digit. */
export function countAssignments(store: Store, root: Node, isWanted: IsWanted): number {
  const { sizes } = store;
  const sizeBetween = (from: number, to: number) => sizes.slice(from, to).reduce((product, size) => product * size, 1);
  /** Counts over the levels from that of the node on. */
  const count = memoize((node: Node): number => {
    if (isTerminal(node)) return isWanted(terminalValue(node)) ? 1 : 0;
    const level = store.levelOf(node);
    let sum = 0;
    for (let value = 0; value < (sizes[level] as number); value++) {
      const child = store.childOf(node, level, value);
      sum += count(child) * sizeBetween(level + 1, store.levelOf(child));
    }
    return sum;
  });
  return count(root) * sizeBetween(0, store.levelOf(root));
}

/** What it costs that a variable has a value: 0 or more. */
export type CostOf = (level: number, value: number) => number;

/**
 * The cheapest assignment with a wanted result: a shortest path. Among equals, the one with the lowest values. Null if there is none.
 */
export function cheapestAssignment(store: Store, root: Node, isWanted: IsWanted, costOf: CostOf): Int32Array | null {
  const { sizes } = store;
  const cheapest = sizes.map((size, level) => {
    let best = 0;
    for (let value = 1; value < size; value++) if (costOf(level, value) < costOf(level, best)) best = value;
    return best;
  });
  const costBetween = (from: number, to: number) => {
    let sum = 0;
    for (let level = from; level < to; level++) sum += costOf(level, cheapest[level] as number);
    return sum;
  };
  const bestOf = memoize((node: Node): { readonly cost: number; readonly value: number } => {
    let best = { cost: Number.POSITIVE_INFINITY, value: 0 };
    if (isTerminal(node)) return isWanted(terminalValue(node)) ? { cost: 0, value: 0 } : best;
    const level = store.levelOf(node);
    for (let value = 0; value < (sizes[level] as number); value++) {
      const child = store.childOf(node, level, value);
      const cost = costOf(level, value) + bestOf(child).cost + costBetween(level + 1, store.levelOf(child));
      if (cost < best.cost) best = { cost, value };
    }
    return best;
  });
  if (bestOf(root).cost === Number.POSITIVE_INFINITY) return null;
  const assignment = Int32Array.from(cheapest);
  for (let node = root; !isTerminal(node); ) {
    const level = store.levelOf(node);
    const { value } = bestOf(node);
    assignment[level] = value;
    node = store.childOf(node, level, value);
  }
  return assignment;
}

/** The result of one assignment. */
export function resultOf(store: Store, root: Node, assignment: Assignment): number {
  let node = root;
  while (!isTerminal(node)) {
    const level = store.levelOf(node);
    node = store.childOf(node, level, assignment[level] as number);
  }
  return terminalValue(node);
}

/** The values of all terminals that a function reaches, ascending. */
export function resultsOf(store: Store, root: Node): number[] {
  const seen = new Set<Node>();
  const visit = (node: Node) => {
    if (seen.has(node)) return;
    seen.add(node);
    const level = store.levelOf(node);
    if (isTerminal(node)) return;
    for (let value = 0; value < (store.sizes[level] as number); value++) visit(store.childOf(node, level, value));
  };
  visit(root);
  return [...seen]
    .filter(isTerminal)
    .map(terminalValue)
    .sort((a, b) => a - b);
}

/** The same function with its results renamed. */
export function mapResults(store: Store, root: Node, nodeOf: (value: number) => Node): Node {
  const map = memoize((node: Node): Node => {
    if (isTerminal(node)) return nodeOf(terminalValue(node));
    const level = store.levelOf(node);
    const children = Array.from({ length: store.sizes[level] as number }, (_, value) =>
      map(store.childOf(node, level, value)),
    );
    return store.make(level, children);
  });
  return map(root);
}
