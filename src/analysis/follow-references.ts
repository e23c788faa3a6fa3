import { partsOf } from "../ruleset/condition-tree.js";
import type { Condition, FactCondition, RulesetDocument } from "../ruleset/document.js";

/** Collects the leaves of conditions and of all named conditions that they refer to, directly or not. Expects no circles. */
export function followReferences(
  roots: readonly Condition[],
  { conditions = {} }: Pick<RulesetDocument, "conditions">,
): { readonly leaves: readonly FactCondition[]; readonly named: ReadonlySet<string> } {
  const leaves: FactCondition[] = [];
  const named = new Set<string>();
  const visit = (condition: Condition) => {
    const parts = partsOf(condition, []);
    for (const { node } of parts.leaves) leaves.push(node);
    for (const { node } of parts.references) {
      const referred = conditions[node.condition];
      if (referred === undefined || named.has(node.condition)) continue;
      named.add(node.condition);
      visit(referred);
    }
  };
  roots.forEach(visit);
  return { leaves, named };
}
