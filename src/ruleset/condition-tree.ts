import type { Path } from "../values/issue.js";
import type { Condition, ConditionReference, FactCondition } from "./document.js";

interface ConditionPart<T> {
  readonly path: Path;
  readonly node: T;
}

export interface ConditionParts {
  readonly leaves: readonly ConditionPart<FactCondition>[];
  readonly references: readonly ConditionPart<ConditionReference>[];
  /** How many nodes are nested, the outermost included. */
  readonly depth: number;
}

/** Lists the leaves and references of one condition, in the order of the text. Does not follow references. */
export function partsOf(condition: Condition, path: Path): ConditionParts {
  const leaves: ConditionPart<FactCondition>[] = [];
  const references: ConditionPart<ConditionReference>[] = [];
  return { depth: visit(condition, path), leaves, references };

  function visit(node: Condition, at: Path): number {
    if ("not" in node) return 1 + visit(node.not, [...at, "not"]);
    if ("all" in node) return 1 + visitList(node.all, [...at, "all"]);
    if ("any" in node) return 1 + visitList(node.any, [...at, "any"]);
    if ("condition" in node) references.push({ path: at, node });
    else leaves.push({ path: at, node });
    return 1;
  }

  function visitList(nodes: readonly Condition[], at: Path): number {
    return nodes.reduce((deepest, node, index) => Math.max(deepest, visit(node, [...at, index])), 0);
  }
}
