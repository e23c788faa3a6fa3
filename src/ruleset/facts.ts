import type { DeclaredFact, RulesetDocument } from "./document.js";

/** What a condition can read: how its values look, and which operators fit. */
export interface Fact {
  readonly name: string;
  /** A request's fact is the same for every candidate; a candidate's depends on the channel and the language. */
  readonly of: "request" | "candidate";
  readonly type: FactType;
  readonly operators: readonly Operator[];
  /** The declaration, for a fact of the ruleset's own. */
  readonly declared: DeclaredFact | null;
}

/** `count` is a number that may be unknown; `tags` is a list of texts. */
export type FactType = "request-type" | "tags" | "time" | "language" | "count" | DeclaredFact["type"];

export type Operator =
  | "equal"
  | "notEqual"
  | "in"
  | "notIn"
  | "contains"
  | "doesNotContain"
  | "lessThan"
  | "lessThanInclusive"
  | "greaterThan"
  | "greaterThanInclusive"
  | "duringSchedule"
  | "outsideSchedule";

const EQUALITY = ["equal", "notEqual"] as const;
const MEMBERSHIP = ["in", "notIn"] as const;
const COMPARISON = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"] as const;

/** By name. */
export const BUILT_IN_FACTS: ReadonlyMap<string, Fact> = new Map(
  (
    [
      builtIn("requestType", "request", "request-type", [...EQUALITY, ...MEMBERSHIP]),
      builtIn("requestTags", "request", "tags", ["contains", "doesNotContain"]),
      builtIn("time", "request", "time", ["duringSchedule", "outsideSchedule"]),
      builtIn("language", "candidate", "language", [...EQUALITY, ...MEMBERSHIP]),
      builtIn("usingFallbackLanguage", "candidate", "boolean", EQUALITY),
      builtIn("availableAgents", "candidate", "count", [...EQUALITY, ...COMPARISON]),
      builtIn("staffedAgents", "candidate", "count", [...EQUALITY, ...COMPARISON]),
      builtIn("contactsInQueue", "candidate", "count", [...EQUALITY, ...COMPARISON]),
      builtIn("estimatedWaitSeconds", "candidate", "count", [...EQUALITY, ...COMPARISON]),
    ] satisfies readonly Fact[]
  ).map((fact) => [fact.name, fact]),
);

/** What holds of a known value exactly where the operator does not. */
export const OPPOSITE_OPERATOR: Readonly<Record<Operator, Operator>> = {
  equal: "notEqual",
  notEqual: "equal",
  in: "notIn",
  notIn: "in",
  contains: "doesNotContain",
  doesNotContain: "contains",
  lessThan: "greaterThanInclusive",
  greaterThanInclusive: "lessThan",
  lessThanInclusive: "greaterThan",
  greaterThan: "lessThanInclusive",
  duringSchedule: "outsideSchedule",
  outsideSchedule: "duringSchedule",
};

export function isBuiltInFact(name: string): boolean {
  return BUILT_IN_FACTS.has(name);
}

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPPOSITE_OPERATOR, name);
}

/** The fact of that name, built in or declared; null where there is none. */
export function factOf(name: string, document: Pick<RulesetDocument, "facts">): Fact | null {
  const builtInFact = BUILT_IN_FACTS.get(name);
  if (builtInFact !== undefined) return builtInFact;
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

function builtIn(name: string, of: Fact["of"], type: FactType, operators: readonly Operator[]): Fact {
  return { name, of, type, operators, declared: null };
}
