import type { DeclaredFact } from "../values/declared-fact.js";
import { BUILT_IN_FACTS, type BuiltInFact } from "../values/facts.js";
import { COMPARISON, EQUALITY, MEMBERSHIP, type Operator } from "../values/operators.js";
import type { RulesetDocument } from "./document.js";

/** What a condition can read: how its values look, and which operators fit. */
export interface Fact extends Pick<BuiltInFact, "name" | "type" | "of" | "operators"> {
  /** The declaration; null for a built-in fact. */
  readonly declared: DeclaredFact | null;
}

/** Finds a fact by name, built in or declared; null if there is none. */
export function factOf(name: string, document: Pick<RulesetDocument, "facts">): Fact | null {
  const builtIn = BUILT_IN_FACTS.get(name);
  if (builtIn !== undefined) return { ...builtIn, declared: null };
  const { facts = {} } = document;
  const declared = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (declared === undefined) return null;
  return { name, of: "request", type: declared.type, operators: operatorsFor(declared), declared };
}

/** The operators that fit a declared fact's type. */
export function operatorsFor(declared: Pick<DeclaredFact, "type">): readonly Operator[] {
  if (declared.type === "boolean") return EQUALITY;
  if (declared.type === "string") return [...EQUALITY, ...MEMBERSHIP];
  return [...EQUALITY, ...MEMBERSHIP, ...COMPARISON];
}
