import type { FactValue } from "../../../values/facts.js";
import type { AnalysedRules } from "../../analysed-rules.js";

/** A ruleset that is looked at in all its situations, alone or beside another. */
export interface Side {
  readonly compiled: AnalysedRules;
  /** The axis of its conditions that reads a fact; -1 where none does. */
  axisOf(fact: string): number;
  /** What its rules and promises make of a value: two that give the same are told apart by none. Empty where none reads the fact. */
  codeOf(fact: string, value: FactValue | null): string;
  /** As {@link AxisClasses}. */
  classesOf(fact: string, value: FactValue | null): AxisClasses;
}

/** Some axes of a side's conditions, each with one of its classes. */
export type AxisClasses = ReadonlyMap<number, number>;

export function createSide(compiled: AnalysedRules): Side {
  const { conditions } = compiled;
  const { variables: axes, rules, promises } = conditions;
  const codes = new Map(
    conditions.codesOf([...rules, ...promises]).map(({ variable, codes: codeOf }) => [variable, codeOf]),
  );
  const axisByFact = new Map([...axes.entries()].map(([index, { fact }]) => [fact, index]));
  const axisOf = (fact: string) => axisByFact.get(fact) ?? -1;
  const classIn = (axis: number, value: FactValue | null) => axes[axis]?.classOf(value) ?? 0;
  return {
    compiled,
    axisOf,
    codeOf(fact, value) {
      const axis = axisOf(fact);
      return axis < 0 ? "" : String(codes.get(axis)?.[classIn(axis, value)]);
    },
    classesOf(fact, value) {
      const axis = axisOf(fact);
      return new Map(axis < 0 ? [] : [[axis, classIn(axis, value)]]);
    },
  };
}

/** The same classes together; null where one is null. */
export function joinClasses(...parts: readonly (AxisClasses | null)[]): AxisClasses | null {
  const joined = new Map<number, number>();
  for (const part of parts) {
    if (part === null) return null;
    for (const [axis, axisClass] of part) joined.set(axis, axisClass);
  }
  return joined;
}
