/** Something the backend tells of the customer. Without `default`, every request must give it. */
export type DeclaredFact = BooleanFact | StringFact | NumberFact;

export interface BooleanFact {
  readonly type: "boolean";
  readonly description?: string;
  readonly default?: boolean;
}

export interface StringFact {
  readonly type: "string";
  readonly description?: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

export interface NumberFact {
  readonly type: "integer" | "number";
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
}

/** Whether one of a fact's values; lists of thousands are asked about thousands of values. */
export function isListed(values: readonly string[], value: string): boolean {
  if (values.length <= FEW) return values.includes(value);
  const known = sets.get(values) ?? new Set(values);
  sets.set(values, known);
  return known.has(value);
}

const FEW = 16;
/** A list is never changed once it is here. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();
