import type { Expression, Leaf } from "../../runtime/conditions/expression.js";
import { quote, quoteList } from "../../values/quote.js";

/** A condition in plain words, what the rule files name in backticks: `` `availableAgents` is at least 1 ``. */
export function conditionWords(expression: Expression): string {
  if (expression.kind === "leaf") return leafWords(expression);
  const parts = expression.children.map((child) =>
    child.kind === "leaf" || child.children.length < 2 ? conditionWords(child) : `(${conditionWords(child)})`,
  );
  return parts.join(expression.kind === "all" ? " and " : " or ");
}

function leafWords({ fact, operator, value }: Leaf): string {
  if (fact === "time") return `${operator === "duringSchedule" ? "within" : "outside"} ${quote(String(value))}`;
  return `${quote(fact)} ${VERBS[operator] ?? operator} ${Array.isArray(value) ? quoteList(value.map(String), "or") : wordOf(value)}`;
}

function wordOf(value: Leaf["value"]): string {
  return typeof value === "string" ? quote(value) : String(value);
}

const VERBS: Readonly<Record<string, string>> = {
  equal: "is",
  notEqual: "is not",
  in: "is",
  notIn: "is not",
  contains: "contains",
  doesNotContain: "does not contain",
  lessThan: "is less than",
  lessThanInclusive: "is at most",
  greaterThan: "is more than",
  greaterThanInclusive: "is at least",
};
