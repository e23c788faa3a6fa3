import type { Condition, ConditionValue } from "../../ruleset/document.js";
import { isOperator, OPERATORS } from "../../values/operators.js";

/**
 * A condition with its references resolved and every `not` pushed down to the leaves, where it swaps an operator for its opposite.
 *
 * What json-rules-engine answers for the leaf as written is kept apart from that: see {@link Leaf.written}.
 */
export type Expression = AllOf | AnyOf | Leaf;

export interface AllOf {
  readonly kind: "all";
  readonly children: readonly Expression[];
  readonly reference: Reference | null;
}

export interface AnyOf {
  readonly kind: "any";
  readonly children: readonly Expression[];
  readonly reference: Reference | null;
}

export interface Leaf {
  readonly kind: "leaf";
  readonly fact: string;
  /** As it reads here: the opposite of the written operator under an odd number of `not`. */
  readonly operator: string;
  readonly value: ConditionValue;
  readonly written: WrittenLeaf;
  /** Position in its rule: depth first, references followed. */
  readonly place: number;
  readonly reference: Reference | null;
}

/** The leaf that json-rules-engine is asked about, and whether its answer is to be turned round. */
export interface WrittenLeaf {
  readonly operator: string;
  readonly negated: boolean;
}

/** The named condition that an expression stands for, and whether under a `not`. */
export interface Reference {
  readonly name: string;
  readonly negated: boolean;
}

/** Expects conditions that were checked: known references without cycles, no empty list. */
export function toExpression(condition: Condition, named: Readonly<Record<string, Condition>>): Expression {
  let places = 0;
  return read(condition, false, null);

  function read(node: Condition, negated: boolean, reference: Reference | null): Expression {
    if ("not" in node) return read(node.not, !negated, reference);
    if ("condition" in node) {
      return read(named[node.condition] as Condition, negated, { name: node.condition, negated });
    }
    if ("all" in node) return combine(negated ? "any" : "all", node.all, negated, reference);
    if ("any" in node) return combine(negated ? "all" : "any", node.any, negated, reference);
    const { fact, operator, value } = node;
    return {
      kind: "leaf",
      fact,
      operator: negated && isOperator(operator) ? OPERATORS[operator].opposite : operator,
      value,
      written: { operator, negated },
      place: places++,
      reference,
    };
  }

  function combine(
    kind: "all" | "any",
    nodes: readonly Condition[],
    negated: boolean,
    reference: Reference | null,
  ): Expression {
    return { kind, children: nodes.map((node) => read(node, negated, null)), reference };
  }
}

/** Every leaf, depth first. */
export function leavesOf(expression: Expression): Leaf[] {
  return expression.kind === "leaf" ? [expression] : expression.children.flatMap(leavesOf);
}

/** What a leaf reads: its fact, and of `time`, the schedule. */
export function readsOf({ fact, value }: Leaf): string {
  return fact === "time" ? `time ${String(value)}` : fact;
}
