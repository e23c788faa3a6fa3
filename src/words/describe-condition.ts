import type { FailedCondition } from "../runtime/decision.js";
import type { FactExplanation } from "../runtime/explanation.js";
import { languageName } from "./languages.js";
import { listWords, name, type Prose, type StyledText, strong } from "./prose.js";

/** A condition as a sentence without its full stop: `availableAgents is at least 1`. */
export function describeCondition({ fact, operator, value }: FailedCondition): Prose {
  if (fact === "time")
    return [operator === "duringSchedule" ? "within the hours of " : "outside the hours of ", name(String(value))];
  return [name(fact), ` ${VERBS[operator] ?? operator} ${describeValue(fact, value, "or")}`];
}

/** What was the case, to follow the condition: `; it is 0`. */
export function describeActual({
  fact,
  actual,
  exception,
}: Pick<FactExplanation, "fact" | "actual" | "exception">): (string | StyledText)[] {
  const verb = Array.isArray(actual) ? "they are" : "it is";
  return [`; ${verb} `, strong(describeValue(fact, actual, "and")), exception === undefined ? "" : ` for ${exception}`];
}

/** The value of a fact, or the values a condition names. */
export function describeValue(fact: string, value: unknown, joint: "and" | "or"): string {
  if (value === null || value === undefined) return "unknown";
  if (!Array.isArray(value)) return wordOf(fact, value);
  return value.length === 0
    ? "none"
    : listWords(
        value.map((each) => wordOf(fact, each)),
        joint,
      );
}

const VERBS: Readonly<Record<string, string>> = {
  equal: "is",
  notEqual: "is not",
  in: "is",
  notIn: "is not",
  contains: "contains",
  doesNotContain: "does not contain",
  lessThan: "is less than",
  lessThanInclusive: "is at most",
  greaterThan: "is more than",
  greaterThanInclusive: "is at least",
};

function wordOf(fact: string, value: unknown): string {
  if (fact === "language" && typeof value === "string") return `${languageName(value)} (${value})`;
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "unknown");
}
