import type { FactValue } from "../../values/facts.js";
import type { AnalysedRules } from "../analysed-rules.js";
import type { CompiledClasses } from "./variables.js";

/** A ruleset whose situations are analysed, alone or beside another one. */
export interface RulesetModel {
  readonly compiled: AnalysedRules;
  /** The variable of its conditions that reads a fact; -1 if none does. */
  variableOf(fact: string): number;
  /** Equal codes mean that no rule and no promise tells two values apart. Empty if none reads the fact. */
  codeOf(fact: string, value: FactValue | null): string;
  /** The class of a value; no class if no condition reads the fact. */
  classesOf(fact: string, value: FactValue | null): CompiledClasses;
}

export function createRulesetModel(compiled: AnalysedRules): RulesetModel {
  const { conditions } = compiled;
  const { variables, rules, promises } = conditions;
  const codes = new Map(
    conditions.codesOf([...rules, ...promises]).map(({ variable, codes: codeOf }) => [variable, codeOf]),
  );
  const indexByFact = new Map([...variables.entries()].map(([index, { fact }]) => [fact, index]));
  const variableOf = (fact: string) => indexByFact.get(fact) ?? -1;
  const classIn = (variable: number, value: FactValue | null) => variables[variable]?.classOf(value) ?? 0;
  return {
    compiled,
    variableOf,
    codeOf(fact, value) {
      const variable = variableOf(fact);
      return variable < 0 ? "" : String(codes.get(variable)?.[classIn(variable, value)]);
    },
    classesOf(fact, value) {
      const variable = variableOf(fact);
      return new Map(variable < 0 ? [] : [[variable, classIn(variable, value)]]);
    },
  };
}

/** The classes of all parts. */
export function joinClasses(parts: readonly CompiledClasses[]): CompiledClasses {
  return new Map(parts.flatMap((part) => [...part]));
}
