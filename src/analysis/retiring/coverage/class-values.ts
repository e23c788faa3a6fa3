import { type Leaf, leavesOf } from "../../../runtime/conditions/expression.js";
import type { Conditions } from "../../../runtime/conditions/load-conditions.js";
import type { Variable } from "../../../runtime/conditions/variable.js";
import type { DeclaredFact } from "../../../values/facts.js";
import { BUILT_IN_FACTS } from "../../../values/facts.js";

/** A value for each class of an axis that a request can bring about, the most usual class first. */
export type ClassValues = ReadonlyMap<number, FactValue | null>;

type FactValue = boolean | number | string;

/** Of a fact that the ruleset declares; the default, or else the first value, is the most usual. */
export function valuesOfFact(fact: DeclaredFact, axis: Variable, conditions: Conditions): ClassValues {
  const named = valuesNamed(axis, conditions);
  const usual = fact.default === undefined ? [] : [fact.default];
  switch (fact.type) {
    case "boolean":
      return byClass(axis, [...usual, true, false]);
    case "string":
      return byClass(axis, [...usual, ...(fact.values ?? [...named, unnamed(named)])]);
    default: {
      const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = fact;
      const numbers = [...usual, ...numbersAround(named.map(Number), minimum, maximum, fact.type === "integer")];
      return byClass(axis, numbers);
    }
  }
}

/** Whether a fact is what the contact centre reports of a channel and language. */
export function isCount(fact: string): boolean {
  return BUILT_IN_FACTS.get(fact)?.type === "count";
}

/** How many agents, or how long a queue: with a snapshot. Agents are free and nothing else is known, as far as that will do. */
export function valuesOfCount(axis: Variable, conditions: Conditions): ClassValues {
  const named = valuesNamed(axis, conditions).map(Number);
  const isWhole = axis.fact !== "estimatedWaitSeconds";
  const counts = numbersAround(named, 0, Number.MAX_SAFE_INTEGER, isWhole);
  if (axis.fact === "availableAgents" || axis.fact === "staffedAgents") counts.sort((a, b) => b - a);
  const known = byClass(
    axis,
    // No number of agents is as large as can be.
    counts.filter((count) => count < Number.MAX_SAFE_INTEGER),
  );
  return axis.fact === "availableAgents" ? known : new Map([[axis.unknown, null], ...known]);
}

/** Of a fact that no rule reads. */
export function anyValueOf(fact: DeclaredFact): FactValue {
  switch (fact.type) {
    case "boolean":
      return true;
    case "string":
      return fact.values?.[0] ?? "any";
    default:
      return fact.minimum ?? fact.maximum ?? 0;
  }
}

function byClass(axis: Variable, values: readonly FactValue[]): ClassValues {
  const found = new Map<number, FactValue>();
  for (const value of values) if (!found.has(axis.classOf(value))) found.set(axis.classOf(value), value);
  return found;
}

/** Every value that a condition compares the fact with. */
function valuesNamed(axis: Variable, { rules, variables }: Conditions): FactValue[] {
  const leaves = rules.flatMap(({ expression }) => (expression === null ? [] : leavesOf(expression)));
  const values = leaves
    .filter((leaf) => variables[leaf.variable] === axis)
    .flatMap(({ value }: Leaf) => value as FactValue | FactValue[]);
  return [...new Set(values)];
}

/** Some number of every class that has one within the bounds: each threshold, what is beside it, and what is between two. */
function numbersAround(thresholds: readonly number[], minimum: number, maximum: number, isWhole: boolean): number[] {
  const sorted = [...thresholds].sort((a, b) => a - b);
  const between = sorted.flatMap((threshold, index) => {
    const next = sorted[index + 1];
    return next === undefined ? [] : [threshold / 2 + next / 2];
  });
  const around = sorted.flatMap((each) => [each, Math.floor(each) + 1, Math.ceil(each) - 1]);
  const all = [...around, ...between, minimum, maximum];
  return [...new Set(all)].filter((each) => each >= minimum && each <= maximum && (!isWhole || Number.isInteger(each)));
}

/** Any text but those. */
function unnamed(named: readonly FactValue[]): string {
  let text = "other";
  while (named.includes(text)) text += "-";
  return text;
}
