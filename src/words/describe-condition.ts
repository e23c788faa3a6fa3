import type { FailedCondition } from "../runtime/decision.js";
import type { FactExplanation } from "../runtime/explanation.js";
import { BUILT_IN_FACTS } from "../values/facts.js";
import { isOperator, OPERATORS } from "../values/operators.js";
import { quote, quoteList } from "../values/quote.js";
import { languageName } from "./languages.js";
import { listWords, named, type Prose, type StyledText, strong, textOf } from "./prose.js";

/** A condition, or a list of which all or any have to hold. */
export type ConditionTree =
  | ({ readonly kind: "leaf" } & Readonly<FailedCondition>)
  | { readonly kind: "all" | "any"; readonly children: readonly ConditionTree[] };

/** A condition as a sentence without its full stop: `availableAgents is at least 1`. */
export function describeCondition(condition: FailedCondition): Prose {
  return wordCondition(condition, STYLED);
}

/** A tree of conditions as a text, with the names in backticks: `` `availableAgents` is at least 1 and within `desk` ``. */
export function conditionText(tree: ConditionTree): string {
  if (tree.kind === "leaf") return textOf(wordCondition(tree, QUOTED));
  const parts = tree.children.map((child) =>
    child.kind === "leaf" || child.children.length < 2 ? conditionText(child) : `(${conditionText(child)})`,
  );
  return parts.join(tree.kind === "all" ? " and " : " or ");
}

/** The way in which a condition writes names and values. */
interface Writing {
  readonly name: (written: string) => string | StyledText;
  readonly value: (fact: string, value: unknown) => string;
  /** The words between `within` and a schedule. */
  readonly hours: string;
}

const STYLED: Writing = {
  name: named,
  value: (fact, value) => describeFactValue(fact, value, "or"),
  hours: " the hours of ",
};
const QUOTED: Writing = { name: quote, value: (_, value) => quoteValue(value), hours: " " };

function wordCondition({ fact, operator, value }: FailedCondition, writing: Writing): Prose {
  const verb = isOperator(operator) ? OPERATORS[operator].words : operator;
  if (BUILT_IN_FACTS.get(fact)?.type === "time") return [verb, writing.hours, writing.name(String(value))];
  if (operator === "isKnown") return [writing.name(fact), value === true ? " is known" : " is not known"];
  return [writing.name(fact), ` ${verb} ${writing.value(fact, value)}`];
}

function quoteValue(value: unknown): string {
  if (Array.isArray(value)) return quoteList(value.map(String), "or");
  return typeof value === "string" ? quote(value) : String(value);
}

/** The actual value, to follow the condition: `; it is 0`. */
export function describeActual(fact: FactExplanation): Prose {
  return ["; ", describeActualValue(fact)];
}

/** `it is 0`. */
export function describeActualValue({ fact, actual, exception }: FactExplanation): Prose {
  const verb = Array.isArray(actual) ? "they are" : "it is";
  const value = strong(describeFactValue(fact, actual, "and"));
  return [`${verb} `, value, exception === undefined ? "" : ` for ${exception}`];
}

/** The value of a fact, or the values that a condition lists. */
export function describeFactValue(fact: string, value: unknown, joint: "and" | "or"): string {
  if (value === null || value === undefined) return "unknown";
  if (!Array.isArray(value)) return describeOne(fact, value);
  return value.length === 0
    ? "none"
    : listWords(
        value.map((each) => describeOne(fact, each)),
        joint,
      );
}

function describeOne(fact: string, value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value) ?? "unknown";
  return BUILT_IN_FACTS.get(fact)?.type === "language" ? `${languageName(value)} (${value})` : value;
}
