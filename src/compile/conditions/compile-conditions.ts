import type { PromiseStatement, Rule, Ruleset } from "../../ruleset/document.js";
import type { Clause, ClauseTable, Situation } from "../../runtime/situation/clause-table.js";
import type { Truth } from "../../runtime/situation/truth.js";
import { BUILT_IN_FACTS } from "../../values/facts.js";
import { groupBy } from "../../values/group-by.js";
import { type Axis, axisFor } from "./axis.js";
import { type ClassCodes, codeClasses } from "./class-codes.js";
import { refuseMuchComparing } from "./comparison-bounds.js";
import { type AxisPlace, type AxisUse, compileTable } from "./compile-table.js";
import { type Expression, type Leaf, leavesOf, readsOf, toExpression } from "./expression.js";
import { decideLeaves, type TruthList } from "./leaf-truths.js";
import { tablesOfEvent, tablesOfPromise } from "./table-names.js";
import { type Way, waysOf } from "./ways.js";
import { conditionsOfPromise, conditionsOfRule, refuseManyConditions, refuseManyWays } from "./work-bounds.js";

/** The rules of a ruleset with their conditions ready to be asked. */
export interface CompiledConditions {
  /** The order in which rules are considered: `priority`, higher first, then name. */
  readonly rules: readonly CompiledRule[];
  /** What the promises say of when they hold, in their order: those that were given. */
  readonly promises: readonly CompiledCondition[];
  /** A situation has one class for each. */
  readonly axes: readonly Axis[];
  /** By axis. */
  readonly uses: readonly AxisUse[];
  /** The index of the axis that a leaf reads. */
  axisOf(leaf: Leaf): number;
  truthIn(situation: Situation): (leaf: Leaf) => Truth;
  /** The bits of their clauses, in their order. */
  tableOf<Owner extends CompiledCondition>(owners: readonly Owner[]): ClauseTable<Owner>;
  /** What they can tell apart, axis by axis; the axes that they do not read are left out. */
  codesOf(owners: readonly CompiledCondition[]): readonly ClassCodes[];
}

export interface CompiledCondition {
  /** Null where it always holds. */
  readonly expression: Expression | null;
  readonly ways: readonly Way[];
}

export interface CompiledRule extends CompiledCondition {
  readonly rule: Rule;
}

/**
 * Compiles the conditions of all rules, and on the same axes those of promises: all of the ruleset's, or none for a router, which does
 * not ask them. Throws {@link RulesetError} where one is too large.
 */
export async function compileConditions(
  ruleset: Ruleset,
  promises: readonly PromiseStatement[] = [],
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
  const byReads = groupBy(leaves, readsOf);
  const axes = [...byReads.values()].map((group) => axisFor(group, ruleset));
  const places = new Map<string, AxisPlace & { axis: Axis }>();
  for (const [index, reads] of [...byReads.keys()].entries()) {
    const axis = axes[index] as Axis;
    places.set(reads, { index, axis, fact: axis.fact, classes: axis.classes, use: useOf(axis) });
  }
  const placeOf = (reads: string) => places.get(reads) as AxisPlace & { axis: Axis };

  const tables = [...rules.map(({ event }) => tablesOfEvent(event)), ...promises.map(tablesOfPromise)];
  refuseMuchComparing(
    ruleset,
    conditions.map((owned, index) => ({
      ...owned,
      expression: expressions[index] as Expression | null,
      tables: tables[index] as string[],
    })),
    (leaf) => placeOf(readsOf(leaf)).classes,
  );
  const truths = await decideLeaves(leaves, (leaf) => placeOf(readsOf(leaf)).axis);
  const answers = new Map(leaves.map((leaf) => [leaf, { axis: placeOf(readsOf(leaf)).index, truths: truths(leaf) }]));
  const answerOf = (leaf: Leaf) => answers.get(leaf) as { axis: number; truths: TruthList };
  const axisOf = (leaf: Leaf) => answerOf(leaf).axis;
  const compiled = expressions.map(
    (expression): CompiledCondition => ({ expression, ways: expression === null ? [[]] : waysOf(expression) }),
  );
  return {
    rules: rules.map((rule, index) => ({ rule, ...(compiled[index] as CompiledCondition) })),
    promises: compiled.slice(rules.length),
    axes,
    uses: axes.map(useOf),
    axisOf,
    truthIn: (situation) => (leaf) => {
      const { axis, truths } = answerOf(leaf);
      return truths[situation[axis] as number] as Truth;
    },
    tableOf<Owner extends CompiledCondition>(owners: readonly Owner[]) {
      const clauses: Clause<Owner>[] = owners.flatMap((owner) => owner.ways.map((way) => ({ owner, way })));
      return compileTable(clauses, placeOf, truths);
    },
    codesOf(owners) {
      const read = owners.flatMap(({ expression }) => (expression === null ? [] : leavesOf(expression)));
      return codeClasses(read, axisOf, truths);
    },
  };
}

function inOrder(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((a, b) => (b.priority ?? 1) - (a.priority ?? 1) || (a.name < b.name ? -1 : 1));
}

function useOf({ fact, schedule }: Axis): AxisUse {
  return schedule === null ? (BUILT_IN_FACTS.get(fact)?.of ?? "request") : "hours";
}
