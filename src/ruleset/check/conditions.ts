import { partsOf } from "../condition-tree.js";
import { factOf } from "../facts.js";
import type { Finding } from "../finding.js";
import type { ShapedRuleset } from "../shaped.js";
import { checkFactCondition } from "./fact-conditions.js";
import { checkReference } from "./references.js";

/** Every leaf and every reference of every condition, each where it is written. */
export function checkConditions(shaped: ShapedRuleset): Finding[] {
  const roots = [
    ...shaped.conditions.map(({ path, value }) => ({ path, condition: value })),
    ...shaped.rules.map(({ path, value }) => ({ path: [...path, "conditions"], condition: value.conditions })),
    ...shaped.promises.map(({ path, value }) => ({ path: [...path, "when"], condition: value.when })),
  ];
  const facts = Object.fromEntries(shaped.facts.map(({ key, value }) => [key, value]));
  return roots.flatMap(({ path, condition }) => {
    if (condition === undefined) return [];
    const { leaves, references } = partsOf(condition, path);
    return [
      ...leaves.flatMap((leaf) =>
        checkFactCondition(shaped.known, factOf(leaf.node.fact, { facts }), leaf.node, leaf.path),
      ),
      ...references.flatMap((part) =>
        checkReference(shaped.known, "conditions", part.node.condition, [...part.path, "condition"]),
      ),
    ];
  });
}
