import type { PromiseStatement, Rule, Ruleset } from "../../ruleset/document.js";
import type { CompiledCondition, CompiledExpression, CompiledRules } from "../../runtime/compiled-rules.js";
import { leavesOf } from "../../runtime/conditions/expression.js";
import { tablesOfEvent } from "../../values/events.js";
import { groupBy } from "../../values/group-by.js";
import { conjunctsOf, type LiteralOver } from "./conjuncts.js";
import { readsOf, type SourceExpression, type SourceLeaf, toExpression } from "./expression.js";
import { decideLeaves } from "./leaf-truths.js";
import { type SourceVariable, variableFor } from "./variables.js";
import {
  conditionsOfPromise,
  conditionsOfRule,
  refuseManyConditions,
  refuseManyWays,
  refuseMuchComparing,
} from "./work-bounds.js";

export type CompiledConditions = Pick<CompiledRules, "variables" | "truthTables" | "rules" | "promises">;

/**
 * Compiles the conditions of all rules, and of the given promises on the same variables. Throws {@link RulesetError} if a condition is too
 * large.
 */
export async function compileConditions(
  ruleset: Ruleset,
  promises: readonly PromiseStatement[],
): Promise<CompiledConditions> {
  const rules = inOrder(ruleset.rules ?? []);
  const indexOf = new Map((ruleset.rules ?? []).map((rule, index) => [rule, index]));
  const conditions = [
    ...rules.map((rule) => conditionsOfRule(rule, indexOf.get(rule) as number)),
    ...promises.map((promise, index) => conditionsOfPromise(promise, index)),
  ];
  refuseManyConditions(ruleset, conditions);
  const expressions = conditions.map(({ condition }) =>
    condition === undefined ? null : toExpression(condition, ruleset.conditions ?? {}),
  );
  refuseManyWays(ruleset, conditions, expressions);

  const leaves = expressions.flatMap((expression) => (expression === null ? [] : leavesOf(expression)));
  const variables = variablesOf(leaves, ruleset);
  const variableOf = (leaf: SourceLeaf) => variables.get(readsOf(leaf)) as SourceVariable;
  const tables = [...rules.map(({ event }) => tablesOfEvent(event)), ...promises.map(tablesOfPromise)];
  refuseMuchComparing(
    ruleset,
    conditions.map((owned, index) => ({
      ...owned,
      expression: expressions[index] as SourceExpression | null,
      tables: tables[index] as string[],
    })),
    (leaf) => variableOf(leaf).classes,
  );
  const truths = await decideLeaves(leaves, variableOf);
  const places = new Map([...variables.keys()].map((reads, place) => [reads, place]));
  const compiled = expressions.map((expression) =>
    compileCondition(expression, (reads) => places.get(reads) as number, truths.tableOf),
  );
  return {
    variables: [...variables.values()].map((variable) => variable.compiled),
    truthTables: truths.tables,
    rules: rules.map(({ name, description = null, priority = 1, event }, index) => ({
      name,
      description,
      priority,
      event,
      ...(compiled[index] as CompiledCondition),
    })),
    promises: compiled.slice(rules.length),
  };
}

function inOrder(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((a, b) => (b.priority ?? 1) - (a.priority ?? 1) || (a.name < b.name ? -1 : 1));
}

/** By what their leaves read. */
function variablesOf(leaves: readonly SourceLeaf[], ruleset: Ruleset): ReadonlyMap<string, SourceVariable> {
  return new Map([...groupBy(leaves, readsOf)].map(([reads, group]) => [reads, variableFor(group, ruleset)]));
}

/** Writes the parts of a condition as data, which refer to one another by index. */
function compileCondition(
  expression: SourceExpression | null,
  placeOf: (reads: string) => number,
  tableOf: (leaf: SourceLeaf) => number,
): CompiledCondition {
  if (expression === null) return { leaves: [], expression: null, literals: [], conjuncts: [[]] };
  const leaves = leavesOf(expression);
  const write = (node: SourceExpression): CompiledExpression => {
    if (node.kind === "leaf") return node.place;
    const { kind, children, reference } = node;
    return { kind, children: children.map(write), reference };
  };

  const literals: LiteralOver<SourceLeaf, string>[] = [];
  const literalOf = new Map<SourceExpression, number>();
  const conjuncts = conjunctsOf(expression, readsOf).map((conjunct) =>
    conjunct.map((literal) => {
      const known = literalOf.get(literal.expression);
      if (known !== undefined) return known;
      literalOf.set(literal.expression, literals.length);
      return literals.push(literal) - 1;
    }),
  );
  return {
    leaves: leaves.map((leaf) => ({
      variable: placeOf(readsOf(leaf)),
      operator: leaf.operator,
      value: leaf.value,
      truths: tableOf(leaf),
      reference: leaf.reference,
    })),
    expression: write(expression),
    literals: literals.map((literal) => ({
      variable: placeOf(literal.variable),
      expression: write(literal.expression),
    })),
    conjuncts,
  };
}

/** The tables of a promise: one for each channel or step that it names. */
export function tablesOfPromise({ never, always, neverSteps, alwaysSteps }: PromiseStatement): string[] {
  return [...(never ?? []), ...(always ?? []), ...(neverSteps ?? []), ...(alwaysSteps ?? [])].map(
    (named) => `promise ${named}`,
  );
}
