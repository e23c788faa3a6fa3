import { groupBy } from "../../values/group-by.js";
import { type Expression, type Leaf, readsOf } from "./expression.js";

/** One way for a rule to hold: every term holds. In the field's words a clause, whose literals are sets of classes. */
export type Way = readonly Term[];

/** A condition whose leaves all read one fact, and of `time`, one schedule. */
export interface Term {
  /** The same for two terms just where they read the same. */
  readonly reads: string;
  readonly expression: Expression;
}

/** How many ways {@link waysOf} would give, without making them; the largest safe integer where there are more. */
export function countWays(expression: Expression): number {
  if (expression.kind === "leaf") return 1;
  const counts = expression.children.map(countWays);
  if (expression.kind === "all") return counts.reduce((product, count) => saturate(product * count), 1);
  const terms = new Set(expression.children.map(commonlyReads).filter((reads) => reads !== null));
  const others = expression.children.map((child, index) =>
    commonlyReads(child) === null ? (counts[index] as number) : 0,
  );
  return others.reduce((sum, count) => saturate(sum + count), terms.size);
}

/** Spreads an expression into the ways it can hold: a disjunctive normal form over terms in place of leaves. */
export function waysOf(expression: Expression): Way[] {
  const reads = commonlyReads(expression);
  if (reads !== null) return [[{ reads, expression }]];
  // No leaf comes here: it reads one thing.
  const { kind, children } = expression as Exclude<Expression, Leaf>;
  return kind === "all" ? combine(children.map(waysOf)) : groupTerms(children).flatMap(waysOf);
}

/**
 * One choice of each list, in the order of a clock: the last list goes round first.
 *
 * Each way is put together once, at its full length: four thousand ways of a thousand terms are millions of steps, and not billions.
 */
function combine(lists: readonly (readonly Way[])[]): Way[] {
  const count = lists.reduce((product, choices) => product * choices.length, 1);
  return Array.from({ length: count }, (_, index) => {
    const way: Way[] = new Array(lists.length);
    let left = index;
    for (let at = lists.length - 1; at >= 0; at--) {
      const choices = lists[at] as readonly Way[];
      way[at] = choices[left % choices.length] as Way;
      left = Math.floor(left / choices.length);
    }
    return way.flat();
  });
}

/** What all leaves of an expression read; null where they differ. */
function commonlyReads(expression: Expression): string | null {
  if (expression.kind === "leaf") return readsOf(expression);
  const [first, ...rest] = expression.children.map(commonlyReads) as [string | null, ...(string | null)[]];
  return rest.every((reads) => reads === first) ? first : null;
}

function saturate(count: number): number {
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}

/** Puts the children of an `any` that read the same under one `any`, where the first of them stood: one set in place of several ways. */
function groupTerms(children: readonly Expression[]): Expression[] {
  const groups = groupBy(children, (child) => commonlyReads(child) ?? child);
  return [...groups.values()].map((group) => {
    const [first] = group;
    return group.length === 1 ? first : { kind: "any", children: group, reference: null };
  });
}
