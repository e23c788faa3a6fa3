import { type Conjunct, HOLDS, type Literal, type Truth, truthOf } from "../../runtime/conditions/expression.js";
import { memoize } from "../mdd/memoize.js";
import type { RulesetModel } from "./ruleset-model.js";
import type { ModelVariable } from "./variables.js";

/**
 * Puts languages first, so that each class of customers has a diagram of its own. The request's own variables follow, and then hours and agents,
 * which are rarely needed. Of the request's variables, those come first that many conjuncts test for a small share of their classes: this keeps
 * diagrams small.
 */
export function orderVariables(
  sides: readonly RulesetModel[],
  variables: readonly ModelVariable[],
  tested: readonly (readonly Conjunct[])[],
): ModelVariable[] {
  const hoursFirst = haveOtherHours(sides, variables);
  const rankOf = ({ kind }: ModelVariable) => (kind === "hours" && hoursFirst ? RANKS.language + 0.5 : RANKS[kind]);
  const poolOf = (variable: ModelVariable) => ("pool" in variable ? variable.pool : 0);
  const weights = new Map(variables.map((variable) => [variable, 0]));
  for (const [side, conjuncts] of tested.entries()) {
    const levelOf = createLevelOf(variables, side);
    const weightOf = memoize((literal: Literal) => weigh(literal, variables[levelOf(literal.variable, 0)], side));
    for (const literal of conjuncts.flat()) {
      const variable = variables[levelOf(literal.variable, 0)];
      if (variable !== undefined) weights.set(variable, (weights.get(variable) ?? 0) + weightOf(literal));
    }
  }
  return variables.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || poolOf(a) - poolOf(b) || (weights.get(b) as number) - (weights.get(a) as number),
  );
}

/** From 0 for a literal that holds in all classes of its variable to 1 or more for one that holds in few. */
function weigh({ variable, expression }: Literal, tested: ModelVariable | undefined, side: number): number {
  if (tested === undefined || tested.kind === "language" || tested.classes.length < 2) return 0;
  const held = tested.classes.filter(({ onSides }) => {
    const each = onSides[side]?.get(variable);
    return each !== undefined && truthOf(expression, ({ truths }) => truths[each] as Truth) === HOLDS;
  });
  return Math.log(tested.classes.length / Math.max(held.length, 0.5)) / Math.log(tested.classes.length);
}

const RANKS: Readonly<Record<ModelVariable["kind"], number>> = {
  language: 0,
  "request-type": 1,
  fact: 2,
  hours: 3,
  snapshot: 4,
  age: 5,
  count: 6,
};

/** Whether a schedule has other hours on two sides. What an edit changes is then found by the hours first. */
function haveOtherHours(sides: readonly RulesetModel[], variables: readonly ModelVariable[]): boolean {
  const hours = variables.find((each) => each.kind === "hours");
  const [before, after] = sides.map(({ compiled }) => compiled.conditions.variables);
  if (hours?.kind !== "hours" || before === undefined || after === undefined) return false;
  return hours.classes.some(({ onSides: [one, other] }) =>
    [...(one ?? [])].some(([variable, state]) => {
      const schedule = before[variable]?.schedule;
      const same = [...(other?.keys() ?? [])].find((each) => after[each]?.schedule === schedule);
      return same !== undefined && other?.get(same) !== state;
    }),
  );
}

/** Finds the level that a variable of a side's conditions is read from, for a candidate with an agent pool. */
export function createLevelOf(variables: readonly ModelVariable[], side: number) {
  const byPool: Map<number, number>[] = [];
  const shared = new Map<number, number>();
  for (const [level, variable] of variables.entries()) {
    if (variable.kind === "language" || variable.kind === "snapshot" || variable.kind === "age") continue;
    const levels = variable.kind === "count" ? (byPool[variable.pool] ?? new Map<number, number>()) : shared;
    if (variable.kind === "count") byPool[variable.pool] = levels;
    for (const { onSides } of variable.classes)
      for (const compiled of onSides[side]?.keys() ?? []) levels.set(compiled, level);
  }
  return (compiled: number, pool: number) => shared.get(compiled) ?? byPool[pool]?.get(compiled) ?? -1;
}

/** The levels in the order in which people read of them: the request type, facts as declared, languages, hours, agents. */
export function readingOrder(declared: readonly ModelVariable[], ordered: readonly ModelVariable[]): number[] {
  const ranks: typeof RANKS = { ...RANKS, language: RANKS.fact + 0.5 };
  return declared.toSorted((a, b) => ranks[a.kind] - ranks[b.kind]).map((variable) => ordered.indexOf(variable));
}
