export const OPERATORS = {
  equal: { opposite: "notEqual", words: "is", takes: "exactly" },
  notEqual: { opposite: "equal", words: "is not", takes: "anything but" },
  in: { opposite: "notIn", words: "is", takes: null },
  notIn: { opposite: "in", words: "is not", takes: "anything but" },
  contains: { opposite: "doesNotContain", words: "contains", takes: null },
  doesNotContain: { opposite: "contains", words: "does not contain", takes: null },
  lessThan: { opposite: "greaterThanInclusive", words: "is less than", takes: "less than" },
  lessThanInclusive: { opposite: "greaterThan", words: "is at most", takes: "at most" },
  greaterThan: { opposite: "lessThanInclusive", words: "is more than", takes: "more than" },
  greaterThanInclusive: { opposite: "lessThan", words: "is at least", takes: "at least" },
  duringSchedule: { opposite: "outsideSchedule", words: "within", takes: null },
  outsideSchedule: { opposite: "duringSchedule", words: "outside", takes: null },
  isKnown: { opposite: "isKnown", words: "is known", takes: null },
} as const satisfies Readonly<Record<string, OperatorRow>>;

interface OperatorRow {
  /** The operator that holds of a known value exactly if this one does not. The opposite of `isKnown` has the other value too. */
  readonly opposite: string;
  /** Between a fact and a value: `availableAgents` is at least 1. */
  readonly words: string;
  /** Before the value that was missing: it takes at least 1. Null if no word is needed there. */
  readonly takes: string | null;
}

export type Operator = keyof typeof OPERATORS;

export const EQUALITY = ["equal", "notEqual"] as const satisfies readonly Operator[];
export const MEMBERSHIP = ["in", "notIn"] as const satisfies readonly Operator[];
export const COMPARISON = [
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
] as const satisfies readonly Operator[];

export function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPERATORS, name);
}
