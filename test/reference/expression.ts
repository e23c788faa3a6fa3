import type {
  Condition,
  ConditionReference,
  FactCondition,
  NotCondition,
  RulesetDocument,
} from "../../src/ruleset/document.js";

/** A condition with its references followed and without `not`. */
export type Expression = Leaf | { readonly all: readonly Expression[] } | { readonly any: readonly Expression[] };

export interface Leaf extends FactCondition {
  /** Where it stands among the leaves of its rule, depth first. */
  readonly place: number;
}

const OPPOSITES: Readonly<Record<string, string>> = {
  equal: "notEqual",
  notEqual: "equal",
  in: "notIn",
  notIn: "in",
  contains: "doesNotContain",
  doesNotContain: "contains",
  lessThan: "greaterThanInclusive",
  greaterThanInclusive: "lessThan",
  lessThanInclusive: "greaterThan",
  greaterThan: "lessThanInclusive",
  duringSchedule: "outsideSchedule",
  outsideSchedule: "duringSchedule",
  isKnown: "isKnown",
};

export function withoutNot(document: RulesetDocument, condition: Condition): Expression {
  let places = 0;
  function read(node: Condition, negated: boolean): Expression {
    if ("not" in node) return read((node as NotCondition).not, !negated);
    if ("condition" in node) return read(named(document, node), negated);
    if ("all" in node || "any" in node) {
      const children = ("all" in node ? node.all : node.any).map((child) => read(child, negated));
      return "all" in node === negated ? { any: children } : { all: children };
    }
    const opposite = OPPOSITES[node.operator];
    if (opposite === undefined) throw new Error(`no operator ${node.operator}`);
    const place = places;
    places += 1;
    const value = negated && node.operator === "isKnown" ? node.value === false : node.value;
    return { fact: node.fact, operator: negated ? opposite : node.operator, value, place };
  }
  return read(condition, false);
}

export function leavesOf(expression: Expression): Leaf[] {
  if ("fact" in expression) return [expression];
  return ("all" in expression ? expression.all : expression.any).flatMap(leavesOf);
}

function named(document: RulesetDocument, { condition: name }: ConditionReference): Condition {
  const condition = document.conditions?.[name];
  if (condition === undefined) throw new Error(`no condition ${name}`);
  return condition;
}
