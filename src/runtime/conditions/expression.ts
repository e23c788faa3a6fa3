import type { ConditionValue } from "../../values/facts.js";
import type { CompiledCondition, CompiledExpression, CompiledLeaf, ConditionOrigin } from "../compiled-rules.js";
import type { Variable } from "./variable.js";

/** A condition with its references resolved and every `not` pushed down to the leaves. */
export type Expression = ExpressionOver<Leaf>;

/** The same over leaves of another kind: the compiler's are not decided yet. */
export type ExpressionOver<SomeLeaf> = SomeLeaf | Combination<SomeLeaf>;

interface Combination<SomeLeaf> {
  readonly kind: "all" | "any";
  readonly children: readonly ExpressionOver<SomeLeaf>[];
  readonly reference: ConditionOrigin | null;
}

export interface AnyLeaf {
  readonly kind: "leaf";
}

export interface Leaf {
  readonly kind: "leaf";
  /** Index of the variable that it reads. */
  readonly variable: number;
  readonly fact: string;
  readonly operator: string;
  readonly value: ConditionValue;
  /** Position in its rule: depth first, references followed. */
  readonly place: number;
  /** By class of the variable. Leaves that test the same share the identical table. */
  readonly truths: TruthTable;
  readonly reference: ConditionOrigin | null;
}

export type Truth = typeof FAILS | typeof HOLDS | typeof UNKNOWN;

export const FAILS = 0;
export const HOLDS = 1;
export const UNKNOWN = 2;

/** The truth of a leaf for each class of its variable. */
export type TruthTable = Readonly<ArrayLike<Truth>>;

/** A part of a condition whose leaves all read one variable. */
export interface Literal {
  readonly variable: number;
  readonly expression: Expression;
}

/** An AND of literals: one way for a condition to hold. */
export type Conjunct = readonly Literal[];

/** A condition in disjunctive normal form: it holds if some conjunct does. */
export interface NormalForm {
  /** Null if it always holds. */
  readonly expression: Expression | null;
  readonly conjuncts: readonly Conjunct[];
}

/** Links the parts of a compiled condition, which refer to one another by index. */
export function loadCondition(
  { leaves: compiled, expression, literals, conjuncts }: CompiledCondition,
  variables: readonly Variable[],
  truthTables: readonly TruthTable[],
): NormalForm {
  const leaves = compiled.map((leaf, place) => loadLeaf(leaf, place, variables, truthTables));
  const loaded = literals.map(({ variable, expression }) => ({ variable, expression: link(expression, leaves) }));
  return {
    expression: expression === null ? null : link(expression, leaves),
    conjuncts: conjuncts.map((indices) => indices.map((index) => loaded[index] as Literal)),
  };
}

function loadLeaf(
  { variable, operator, value, truths, reference }: CompiledLeaf,
  place: number,
  variables: readonly Variable[],
  truthTables: readonly TruthTable[],
): Leaf {
  const { fact } = variables[variable] as Variable;
  return { kind: "leaf", variable, fact, operator, value, place, truths: truthTables[truths] as TruthTable, reference };
}

function link(expression: CompiledExpression, leaves: readonly Leaf[]): Expression {
  if (typeof expression === "number") return leaves[expression] as Leaf;
  const { kind, children, reference } = expression;
  return { kind, children: children.map((child) => link(child, leaves)), reference };
}

/** Every leaf, depth first. */
export function leavesOf<SomeLeaf extends AnyLeaf>(expression: ExpressionOver<SomeLeaf>): SomeLeaf[] {
  return expression.kind === "leaf" ? [expression] : expression.children.flatMap((child) => leavesOf(child));
}

/** Kleene's strong three-valued logic (1938): a condition on an unknown value is unknown. */
export function truthOf<SomeLeaf extends AnyLeaf>(
  expression: ExpressionOver<SomeLeaf>,
  truthOfLeaf: (leaf: SomeLeaf) => Truth,
): Truth {
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

/** The leaves because of which an expression does not hold: of an `all`, the leaves of its failed children; of an `any`, the leaves of every child. */
export function failedLeaves<SomeLeaf extends AnyLeaf>(
  expression: ExpressionOver<SomeLeaf>,
  truthOfLeaf: (leaf: SomeLeaf) => Truth,
): SomeLeaf[] {
  if (truthOf(expression, truthOfLeaf) === HOLDS) return [];
  if (expression.kind === "leaf") return [expression];
  return expression.children.flatMap((child) => failedLeaves(child, truthOfLeaf));
}
