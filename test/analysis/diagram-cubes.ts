import { type Diagram, type DiagramNode, UNEXPLORED } from "../../src/analysis/retiring/diagram/diagram.js";
import type { Assignment, Cube } from "../../src/analysis/retiring/diagram/diagram-paths.js";

/** Lists disjoint cubes that together hold all situations with a matching outcome. */
export function* cubesOf<Outcome>(
  { levels, root }: Diagram<Outcome>,
  matches: (outcome: Outcome) => boolean,
): Generator<Cube> {
  const all = levels.map(({ axis }) => [...axis.classes.keys()]);
  yield* from(root, all);

  function* from(node: DiagramNode<Outcome>, cube: Cube): Generator<Cube> {
    if (node.kind === "leaf") {
      if (node.outcome !== UNEXPLORED && matches(node.outcome)) yield cube;
      return;
    }
    const groups = levels[node.level]?.groups ?? [];
    for (const child of new Set(node.children)) {
      const classes = groups
        .flatMap((group, index) => (node.children[index] === child ? group : []))
        .sort((a, b) => a - b);
      yield* from(child, cube.with(node.level, classes));
    }
  }
}

/** Returns the outcome of one situation. */
export function outcomeAt<Outcome>({ levels, root }: Diagram<Outcome>, path: Assignment): Outcome | typeof UNEXPLORED {
  let node = root;
  while (node.kind === "branch") {
    const axisClass = path[node.level] ?? 0;
    const group = levels[node.level]?.groups.findIndex((classes) => classes.includes(axisClass)) ?? -1;
    node = node.children[group] as DiagramNode<Outcome>;
  }
  return node.outcome;
}
