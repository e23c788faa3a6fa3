import { compileRuleset } from "../../compile/compile-ruleset.js";
import type { PromiseStatement, Ruleset } from "../../ruleset/document.js";
import { intlOffsets } from "../../runtime/hours/intl-offsets.js";
import { type LoadedRules, loadRules } from "../../runtime/load-rules.js";
import type { FactValue } from "../../values/facts.js";
import type { CompiledClasses } from "./variables.js";

/** The rules as the router decides by them, with their document. */
export interface AnalysedRules extends LoadedRules {
  readonly document: Ruleset;
}

/** A ruleset whose situations are analysed, alone or beside another one. */
export interface RulesetModel {
  readonly compiled: AnalysedRules;
  /** The variable of its conditions that reads a fact; -1 if none does. */
  variableOf(fact: string): number;
  /** By class of a variable: two classes have one code if no rule and no promise tells them apart. Undefined if none reads it. */
  codesOf(variable: number): readonly number[] | undefined;
  /** Equal codes mean that no rule and no promise tells two values apart. Empty if none reads the fact. */
  codeOf(fact: string, value: FactValue | null): string;
  /** The class of a value; no class if no condition reads the fact. */
  classesOf(fact: string, value: FactValue | null): CompiledClasses;
}

/** Compiles a ruleset and the conditions of some promises. Throws `RulesetError` like `createRouter`. */
export async function loadRulesetModel(
  document: Ruleset,
  promises: readonly PromiseStatement[] = [],
): Promise<RulesetModel> {
  const compiled = { ...loadRules(await compileRuleset(document, promises), intlOffsets), document };
  const { conditions } = compiled;
  const { variables } = conditions;
  const codes = new Map(
    conditions
      .codesOf([...conditions.rules, ...conditions.promises])
      .map(({ variable, codes: codeOf }) => [variable, codeOf]),
  );
  const indexByFact = new Map([...variables.entries()].map(([index, { fact }]) => [fact, index]));
  const variableOf = (fact: string) => indexByFact.get(fact) ?? -1;
  const classIn = (variable: number, value: FactValue | null) => variables[variable]?.classOf(value) ?? 0;
  return {
    compiled,
    variableOf,
    codesOf: (variable) => codes.get(variable),
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
