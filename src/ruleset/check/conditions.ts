import { partsOf } from "../condition-tree.js";
import { factOf } from "../facts.js";
import { findInEach } from "../find-in-each.js";
import type { Finding } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
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
  return findInEach(roots, ({ path, condition }) => {
    if (condition === undefined) return [];
    const { leaves, references } = partsOf(condition, path);
    return [
      ...findInEach(leaves, (leaf) =>
        checkFactCondition(shaped.known, factOf(leaf.node.fact, { facts }), leaf.node, leaf.path),
      ),
      ...findInEach(references, (part) =>
        checkReference(shaped.known, "conditions", part.node.condition, [...part.path, "condition"]),
      ),
    ];
  });
}
