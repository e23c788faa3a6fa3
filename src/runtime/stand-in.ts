import type { DeclaredFact } from "../values/declared-fact.js";
import type { FactValue } from "../values/facts.js";
import type { Conditions } from "./conditions/load-conditions.js";
import type { Variable } from "./conditions/variable.js";
import { isValueOf } from "./request/read-facts.js";
import type { Vocabulary, VocabularyFact } from "./vocabulary.js";

/** Replaces a declared fact's value by another that no rule can tell from it. Equal classes of values get the same stand-in. */
export type StandIns = (fact: string, value: FactValue) => FactValue;

export function createStandIns(conditions: Conditions, { facts }: Vocabulary): StandIns {
  const codes = new Map(
    conditions.codesOf(conditions.rules).map(({ variable, codes: byClass }) => [variable, byClass]),
  );
  return (fact, value) => {
    const { declared } = facts.get(fact) as VocabularyFact;
    const variable = conditions.variables.findIndex((each) => each.fact === fact);
    const { named, classOf } = conditions.variables[variable] ?? UNREAD;
    const codeOf = (each: FactValue) => codes.get(variable)?.[classOf(each)];
    const code = codeOf(value);
    // Every class has a value among the candidates that the declaration allows; the value itself is the last resort.
    return candidates(declared, named).find((each) => isValueOf(declared, each) && codeOf(each) === code) ?? value;
  };
}

/** Stands for a fact that no rule reads. */
const UNREAD: Pick<Variable, "classOf" | "named"> = { named: [], classOf: () => 0 };

/** Values of the declared type, at least one in each class that `named` cuts them into. */
function candidates(declared: DeclaredFact, named: readonly FactValue[]): FactValue[] {
  const { default: usual } = declared;
  const first = usual === undefined ? [] : [usual];
  switch (declared.type) {
    case "boolean":
      return [...first, false, true];
    case "string":
      return [...first, ...(declared.values ?? ["redacted", ...namesBeside(named)]), ...named];
    default: {
      const { minimum, maximum } = declared;
      const limits = [minimum, maximum].flatMap((limit) => limit ?? []);
      const marks = [...new Set([...named.map(Number), ...limits])].sort((a, b) => a - b);
      const around = marks.flatMap((mark, index) => [
        Math.ceil(mark) - 1,
        mark,
        Math.floor(mark) + 1,
        (mark + (marks[index + 1] ?? mark)) / 2,
      ]);
      return [...first, 0, ...around];
    }
  }
}

/** A text that no rule names, even if some rule names `redacted`. */
function namesBeside(named: readonly FactValue[]): string[] {
  let text = "redacted";
  while (named.includes(text)) text += "-";
  return [text];
}
