import type { PromiseStatement, Rule, Ruleset } from "../../ruleset/document.js";
import type { CompiledCondition, CompiledExpression, CompiledRules } from "../../runtime/compiled-rules.js";
import { compareTexts, nfc } from "../../values/compare-texts.js";
import { groupBy } from "../../values/group-by.js";
import { conjunctsOf, type LiteralOver } from "./conjuncts.js";
import { readsOf, type SourceExpression, type SourceLeaf } from "./expression.js";
import { decideLeaves } from "./leaf-truths.js";
import { type SourceVariable, variableFor } from "./variables.js";
import {
  type ConditionWork,
  conditionOfPromise,
  conditionOfRule,
  refuseManyConditions,
  refuseManyWays,
  refuseMuchComparing,
  workOf,
} from "./work-bounds.js";

/**
 * Compiles the conditions of all rules, and of the given promises on the same variables. Throws {@link RulesetError} if a condition is too
 * large.
 */
export async function compileConditions(
  ruleset: Ruleset,
  promises: readonly PromiseStatement[],
): Promise<Pick<CompiledRules, "variables" | "truthTables" | "rules" | "promises">> {
  const rules = inOrder(ruleset.rules ?? []);
  const indexOf = new Map((ruleset.rules ?? []).map((rule, index) => [rule, index]));
  const owned = [
    ...rules.map((rule) => conditionOfRule(rule, indexOf.get(rule) as number)),
    ...promises.map(conditionOfPromise),
  ];
  refuseManyConditions(ruleset, owned);
  const works = owned.map((each) => workOf(each, ruleset.conditions));
  refuseManyWays(ruleset, works);

  const leaves = works.flatMap((work) => work.leaves);
  const variables = variablesOf(leaves, ruleset);
  const variableOf = (leaf: SourceLeaf) => variables.get(readsOf(leaf)) as SourceVariable;
  refuseMuchComparing(ruleset, works, (leaf) => variableOf(leaf).classes);
  const truths = await decideLeaves(leaves, variableOf);
  const places = new Map([...variables.keys()].map((reads, place) => [reads, place]));
  const compiled = works.map((work) => compileCondition(work, (reads) => places.get(reads) as number, truths.tableOf));
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
  return rules.toSorted((a, b) => (b.priority ?? 1) - (a.priority ?? 1) || compareTexts(nfc(a.name), nfc(b.name)));
}

/** By what their leaves read. */
function variablesOf(leaves: readonly SourceLeaf[], ruleset: Ruleset): ReadonlyMap<string, SourceVariable> {
  return new Map([...groupBy(leaves, readsOf)].map(([reads, group]) => [reads, variableFor(group, ruleset)]));
}

/** Writes the parts of a condition as data, which refer to one another by index. */
function compileCondition(
  { expression, leaves }: ConditionWork,
  placeOf: (reads: string) => number,
  tableOf: (leaf: SourceLeaf) => number,
): CompiledCondition {
  if (expression === null) return { leaves: [], expression: null, literals: [], conjuncts: [[]] };
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
