import type { DeclaredFact } from "../values/declared-fact.js";
import { BUILT_IN_FACTS, type BuiltInFact } from "../values/facts.js";
import { COMPARISON, EQUALITY, MEMBERSHIP, type Operator } from "../values/operators.js";
import type { RulesetDocument } from "./document.js";

/** A fact that conditions can read: built in, or declared by the ruleset. */
export interface Fact extends Pick<BuiltInFact, "name" | "type" | "of" | "operators"> {
  /** The declaration; null for a built-in fact. */
  readonly declared: DeclaredFact | null;
}

/** Finds a fact by name; null if there is none. */
export function factOf(name: string, document: Pick<RulesetDocument, "facts">): Fact | null {
  const builtIn = BUILT_IN_FACTS.get(name);
  if (builtIn !== undefined) return { ...builtIn, declared: null };
  const { facts = {} } = document;
  const declared = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (declared === undefined) return null;
  return { name, of: "request", type: declared.type, operators: OPERATORS_BY_TYPE[declared.type], declared };
}

const NUMBER_OPERATORS = [...EQUALITY, ...MEMBERSHIP, ...COMPARISON];

/** The operators that fit each type of declared fact. */
const OPERATORS_BY_TYPE: Readonly<Record<DeclaredFact["type"], readonly Operator[]>> = {
  boolean: EQUALITY,
  string: [...EQUALITY, ...MEMBERSHIP],
  integer: NUMBER_OPERATORS,
  number: NUMBER_OPERATORS,
};
