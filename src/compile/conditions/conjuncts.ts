import type { AnyLeaf, ExpressionOver } from "../../runtime/conditions/expression.js";
import { groupBy } from "../../values/group-by.js";

/** A part of an expression whose leaves all read one variable. */
export interface LiteralOver<Leaf, Variable> {
  readonly variable: Variable;
  readonly expression: ExpressionOver<Leaf>;
}

/** Tells which variable a leaf reads: an index, or a name that stands for it. */
type ReadsOf<Leaf, Variable> = (leaf: Leaf) => Variable;

/** How many conjuncts {@link conjunctsOf} would give, without making them; at most the largest safe integer. */
export function countConjuncts<Leaf extends AnyLeaf, Variable extends string | number>(
  expression: ExpressionOver<Leaf>,
  readsOf: ReadsOf<Leaf, Variable>,
): number {
  if (expression.kind === "leaf") return 1;
  const counts = expression.children.map((child) => countConjuncts(child, readsOf));
  if (expression.kind === "all") return counts.reduce((product, count) => saturate(product * count), 1);
  const reads = expression.children.map((child) => variableReadBy(child, readsOf));
  const literals = new Set(reads.filter((variable) => variable !== null));
  const others = counts.filter((_, index) => reads[index] === null);
  return others.reduce((sum, count) => saturate(sum + count), literals.size);
}

function saturate(count: number): number {
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}

/** Brings an expression into disjunctive normal form, over literals in place of leaves. */
export function conjunctsOf<Leaf extends AnyLeaf, Variable extends string | number>(
  expression: ExpressionOver<Leaf>,
  readsOf: ReadsOf<Leaf, Variable>,
): LiteralOver<Leaf, Variable>[][] {
  const variable = variableReadBy(expression, readsOf);
  if (variable !== null) return [[{ variable, expression }]];
  // A leaf reads one variable, so this is not a leaf.
  const { kind, children } = expression as Exclude<ExpressionOver<Leaf>, Leaf>;
  return kind === "all"
    ? combine(children.map((child) => conjunctsOf(child, readsOf)))
    : joinLiterals(children, readsOf).flatMap((child) => conjunctsOf(child, readsOf));
}

/**
 * One choice of each list, in the order of an odometer: the last list turns first.
 *
 * Each conjunct is put together once, at its full length: four thousand conjuncts of a thousand literals are millions of steps, not billions.
 */
function combine<Literal>(lists: readonly (readonly Literal[][])[]): Literal[][] {
  const count = lists.reduce((product, choices) => product * choices.length, 1);
  return Array.from({ length: count }, (_, index) => {
    const conjunct: Literal[][] = new Array(lists.length);
    let left = index;
    for (let at = lists.length - 1; at >= 0; at--) {
      const choices = lists[at] as readonly Literal[][];
      conjunct[at] = choices[left % choices.length] as Literal[];
      left = Math.floor(left / choices.length);
    }
    return conjunct.flat();
  });
}

/** The one variable that all leaves of an expression read; null if they differ. */
function variableReadBy<Leaf extends AnyLeaf, Variable extends string | number>(
  expression: ExpressionOver<Leaf>,
  readsOf: ReadsOf<Leaf, Variable>,
): Variable | null {
  if (expression.kind === "leaf") return readsOf(expression);
  const [first = null, ...rest] = expression.children.map((child) => variableReadBy(child, readsOf));
  return rest.every((reads) => reads === first) ? first : null;
}

/** Joins the children of an `any` that read the same under one `any`, in the first one's place: one set instead of several conjuncts. */
function joinLiterals<Leaf extends AnyLeaf, Variable extends string | number>(
  children: readonly ExpressionOver<Leaf>[],
  readsOf: ReadsOf<Leaf, Variable>,
): ExpressionOver<Leaf>[] {
  const groups = groupBy(children, (child) => variableReadBy(child, readsOf) ?? child);
  return [...groups.values()].map((group) =>
    group.length === 1 ? group[0] : { kind: "any", children: group, reference: null },
  );
}
