/** The operators of conditions. For a known value, exactly one of an operator and its `opposite` holds. */
export const OPERATORS = {
  equal: { opposite: "notEqual" },
  notEqual: { opposite: "equal" },
  in: { opposite: "notIn" },
  notIn: { opposite: "in" },
  contains: { opposite: "doesNotContain" },
  doesNotContain: { opposite: "contains" },
  lessThan: { opposite: "greaterThanInclusive" },
  lessThanInclusive: { opposite: "greaterThan" },
  greaterThan: { opposite: "lessThanInclusive" },
  greaterThanInclusive: { opposite: "lessThan" },
  duringSchedule: { opposite: "outsideSchedule" },
  outsideSchedule: { opposite: "duringSchedule" },
} as const satisfies Readonly<Record<string, { readonly opposite: string }>>;

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
