/**
 * A fact about the customer that the ruleset declares and the backend sends.
 *
 * Without a `default`, every request must contain the fact.
 */
export type DeclaredFact = BooleanFact | StringFact | NumberFact;

/** A fact that is true or false. */
export interface BooleanFact {
  readonly type: "boolean";
  readonly description?: string;
  readonly default?: boolean;
}

/** A fact that is a text. */
export interface StringFact {
  readonly type: "string";
  readonly description?: string;
  /** The only values that the fact can have; any text if absent. */
  readonly values?: readonly string[];
  readonly default?: string;
}

/** A fact that is a number; a whole number if its type is `integer`. */
export interface NumberFact {
  readonly type: "integer" | "number";
  readonly description?: string;
  /** Least value, included. */
  readonly minimum?: number;
  /** Greatest value, included. */
  readonly maximum?: number;
  readonly default?: number;
}

/** Whether a text is one of a fact's declared values. Fast for lists of thousands. */
export function isListed(values: readonly string[], value: string): boolean {
  if (values.length <= FEW) return values.includes(value);
  const known = sets.get(values) ?? new Set(values);
  sets.set(values, known);
  return known.has(value);
}

const FEW = 16;
/** Safe because nobody changes a list after the first call with it. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
