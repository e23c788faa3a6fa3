import type { Axis } from "../compile/conditions/variables.js";
import type { CompiledConditions } from "../compile/conditions/compile-conditions.js";
import type { DeclaredFact } from "../values/declared-fact.js";
import { type FactValue, isValueOf } from "./request/read-facts.js";
import type { Vocabulary, VocabularyFact } from "./vocabulary.js";

/** Gives in place of a declared fact's value another that no rule can tell from it: of all such values always the same one. */
export type StandIns = (fact: string, value: FactValue) => FactValue;

export function createStandIns(conditions: CompiledConditions, { facts }: Vocabulary): StandIns {
  const codes = new Map(conditions.codesOf(conditions.rules).map(({ axis, codes: byClass }) => [axis, byClass]));
  return (fact, value) => {
    const { declared } = facts.get(fact) as VocabularyFact;
    const axis = conditions.axes.findIndex((each) => each.fact === fact);
    const { named, classOf } = conditions.axes[axis] ?? UNREAD;
    const codeOf = (each: FactValue) => codes.get(axis)?.[classOf(each)];
    const code = codeOf(value);
    // The value itself is the last resort; every class has a value among the candidates that are declared to be possible.
    return candidates(declared, named).find((each) => isValueOf(declared, each) && codeOf(each) === code) ?? value;
  };
}

/** Of a fact that no rule reads. */
const UNREAD: Pick<Axis, "classOf" | "named"> = { named: [], classOf: () => 0 };

/** Values of the declared type, one at least in each class that `named` cut them into. */
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

/** A text that no rule names, for rules that name `redacted`. */
function namesBeside(named: readonly FactValue[]): string[] {
  let text = "redacted";
  while (named.includes(text)) text += "-";
  return [text];
}
