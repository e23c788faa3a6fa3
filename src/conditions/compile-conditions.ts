import type { Rule, Ruleset } from "../ruleset/document.js";
import { BUILT_IN_FACTS } from "../ruleset/facts.js";
import { type Axis, axisFor } from "./axis.js";
import { type ClassCodes, codeClasses } from "./class-codes.js";
import {
  type AxisPlace,
  type AxisUse,
  type Clause,
  type ClauseTable,
  compileTable,
  type Situation,
} from "./clause-table.js";
import { type Expression, type Leaf, leavesOf, readsOf, toExpression } from "./expression.js";
import { decideLeaves } from "./leaf-truths.js";
import { type Truth, UNKNOWN } from "./truth.js";
import { type Way, waysOf } from "./ways.js";
import { refuseManyConditions, refuseManyWays } from "./work-bounds.js";

/** The rules of a ruleset with their conditions ready to be asked. */
export interface CompiledConditions {
  /** The order in which rules are considered: `priority`, higher first, then name. */
  readonly rules: readonly CompiledRule[];
  /** A situation has one class for each. */
  readonly axes: readonly Axis[];
  /** By axis. */
  readonly uses: readonly AxisUse[];
  /** The index of the axis that a leaf reads. */
  axisOf(leaf: Leaf): number;
  truthIn(situation: Situation): (leaf: Leaf) => Truth;
  /** The bits of those rules' clauses, in the order of the rules. */
  tableOf(rules: readonly CompiledRule[]): ClauseTable<CompiledRule>;
  /** What those rules can tell apart, axis by axis; the axes that they do not read are left out. */
  codesOf(rules: readonly CompiledRule[]): readonly ClassCodes[];
}

export interface CompiledRule {
  readonly rule: Rule;
  /** Null for a rule that always applies. */
  readonly expression: Expression | null;
  readonly ways: readonly Way[];
}

/** Throws {@link RulesetError} where a rule is too large. */
export async function compileConditions(ruleset: Ruleset): Promise<CompiledConditions> {
  const rules = inOrder(ruleset.rules ?? []);
  refuseManyConditions(ruleset);
  const expressions = rules.map(({ conditions }) =>
    conditions === undefined ? null : toExpression(conditions, ruleset.conditions ?? {}),
  );
  refuseManyWays(ruleset, rules, expressions);

  const byReads = new Map<string, [Leaf, ...Leaf[]]>();
  const leaves = expressions.flatMap((expression) => (expression === null ? [] : leavesOf(expression)));
  for (const leaf of leaves) {
    const others = byReads.get(readsOf(leaf));
    if (others === undefined) byReads.set(readsOf(leaf), [leaf]);
    else others.push(leaf);
  }
  const axes = [...byReads.values()].map((group) => axisFor(group, ruleset));
  const places = new Map<string, AxisPlace & { axis: Axis }>();
  for (const [index, reads] of [...byReads.keys()].entries()) {
    const axis = axes[index] as Axis;
    places.set(reads, { index, axis, fact: axis.fact, classes: axis.classes, use: useOf(axis) });
  }
  const placeOf = (reads: string) => {
    const place = places.get(reads);
    if (place === undefined) throw new Error(`no axis for ${reads}`);
    return place;
  };

  const truths = await decideLeaves(leaves, (leaf) => placeOf(readsOf(leaf)).axis);
  const answers = new Map(leaves.map((leaf) => [leaf, { axis: placeOf(readsOf(leaf)).index, truths: truths(leaf) }]));
  const axisOf = (leaf: Leaf) => answers.get(leaf)?.axis ?? -1;
  return {
    rules: rules.map((rule, index) => {
      const expression = expressions[index] ?? null;
      return { rule, expression, ways: expression === null ? [[]] : waysOf(expression) };
    }),
    axes,
    uses: axes.map(useOf),
    axisOf,
    truthIn: (situation) => (leaf) => {
      const answer = answers.get(leaf);
      return answer?.truths[situation[answer.axis] as number] ?? UNKNOWN;
    },
    tableOf(owners) {
      const clauses: Clause<CompiledRule>[] = owners.flatMap((owner) => owner.ways.map((way) => ({ owner, way })));
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
