import type { Condition } from "../../ruleset/document.js";
import type { ConditionOrigin } from "../../runtime/compiled-rules.js";
import type { ExpressionOver } from "../../runtime/conditions/expression.js";
import type { ConditionValue } from "../../values/facts.js";
import { isOperator, OPERATORS } from "../../values/operators.js";

/**
 * A condition with its references resolved and every `not` pushed down to the leaves, where it swaps an operator for its opposite.
 *
 * json-rules-engine is asked about the leaf as written: see {@link SourceLeaf.written}.
 */
export type SourceExpression = ExpressionOver<SourceLeaf>;

export interface SourceLeaf {
  readonly kind: "leaf";
  readonly fact: string;
  /** The opposite of the written operator under an odd number of `not`. */
  readonly operator: string;
  readonly value: ConditionValue;
  readonly written: WrittenOperator;
  /** Position in its rule: depth first, references followed. */
  readonly place: number;
  readonly reference: ConditionOrigin | null;
}

/** The operator that json-rules-engine is asked about, and whether its answer is to be negated. */
interface WrittenOperator {
  readonly operator: string;
  readonly negated: boolean;
}

/** Expects conditions that were checked: known references without cycles, no empty list. */
export function toExpression(condition: Condition, named: Readonly<Record<string, Condition>>): SourceExpression {
  let places = 0;
  return read(condition, false, null);

  function read(node: Condition, negated: boolean, reference: ConditionOrigin | null): SourceExpression {
    if ("not" in node) return read(node.not, !negated, reference);
    if ("condition" in node) {
      return read(named[node.condition] as Condition, negated, { name: node.condition, negated });
    }
    if ("all" in node || "any" in node) {
      const isAll = "all" in node;
      const children = (isAll ? node.all : node.any).map((child) => read(child, negated, null));
      return { kind: isAll === negated ? "any" : "all", children, reference };
    }
    const { fact, operator } = node;
    // The opposite of `isKnown` is `isKnown` with the other value.
    const isTurned = negated && operator === "isKnown";
    return {
      kind: "leaf",
      fact,
      operator: negated && isOperator(operator) ? OPERATORS[operator].opposite : operator,
      value: isTurned ? node.value !== true : node.value,
      written: { operator, negated: negated && !isTurned },
      place: places++,
      reference,
    };
  }
}

/** What a leaf reads: its fact, and of `time`, the schedule. */
export function readsOf({ fact, value }: SourceLeaf): string {
  return fact === "time" ? `time ${String(value)}` : fact;
}
