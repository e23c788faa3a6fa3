import type { Expression, Leaf } from "../../compile/conditions/expression.js";

/** Of a condition, in one situation. */
export type Truth = typeof FAILS | typeof HOLDS | typeof UNKNOWN;

export const FAILS = 0;
export const HOLDS = 1;
export const UNKNOWN = 2;

/** Kleene's strong three-valued logic (1938): a condition on an unknown value neither holds nor fails. */
export function truthOf(expression: Expression, truthOfLeaf: (leaf: Leaf) => Truth): Truth {
  if (expression.kind === "leaf") return truthOfLeaf(expression);
  const decisive = expression.kind === "all" ? FAILS : HOLDS;
  let unknown = false;
  for (const child of expression.children) {
    const truth = truthOf(child, truthOfLeaf);
    if (truth === decisive) return truth;
    unknown ||= truth === UNKNOWN;
  }
  if (unknown) return UNKNOWN;
  return expression.kind === "all" ? HOLDS : FAILS;
}

/** The leaves to blame where an expression does not hold: of an `all`, those of the children that do not; of an `any`, those of every child. */
export function missingLeaves(expression: Expression, truthOfLeaf: (leaf: Leaf) => Truth): Leaf[] {
  if (truthOf(expression, truthOfLeaf) === HOLDS) return [];
  if (expression.kind === "leaf") return [expression];
  return expression.children.flatMap((child) => missingLeaves(child, truthOfLeaf));
}
