import type { ScenarioMismatch, StatedValue } from "../../analysis.js";
import { writeLocalInstant } from "../../words/local-time.js";
import { bad, good, type Prose, type StyledText } from "../../words/prose.js";
import { cleanText, displayWidth } from "../terminal/clean-text.js";

/**
 * The expected and the actual value, in columns: equal entries stand one above the other. Instants are written in `timeZone`, as a rule file
 * may have them.
 */
export function describeStated(mismatch: ScenarioMismatch, timeZone: string): { expected: Prose; actual: Prose } {
  const { field, expected, actual } = mismatch;
  const words = (stated: StatedValue) => statedInWords(field, stated, timeZone);
  if (!isList(expected) || !isList(actual)) return { expected: good(words(expected)), actual: bad(words(actual)) };
  const isOrdered = field === "offered" || field === "steps";
  const [one, other] = isOrdered ? [expected, actual] : [sharedFirst(expected, actual), sharedFirst(actual, expected)];
  return { expected: columns(one, other, good), actual: columns(other, one, bad) };
}

/** A value on one line. */
export function statedInWords(field: ScenarioMismatch["field"], stated: StatedValue, timeZone: string): string {
  if (stated === null) return `null: ${NO_INSTANT[field] ?? "none"}`;
  if (isList(stated)) return stated.length === 0 ? NONE : stated.join(", ");
  return stated === "offered" || stated === "withheld" ? stated : writeLocalInstant(stated, timeZone);
}

const NONE = "none";

function isList(value: StatedValue): value is readonly string[] {
  return Array.isArray(value);
}

/** Puts the entries that both lists have first, in one order. */
function sharedFirst(list: readonly string[], other: readonly string[]): string[] {
  const shared = list.filter((item) => other.includes(item)).sort();
  return [...shared, ...list.filter((item) => !other.includes(item))];
}

function columns(list: readonly string[], beside: readonly string[], paint: (text: string) => StyledText): Prose {
  if (list.length === 0) return paint(NONE);
  return list.flatMap((item, index) => {
    const [width = 0, other = 0] = [item, beside[index] ?? ""].map((text) => displayWidth(cleanText(text)));
    const text = item === beside[index] ? item : paint(item);
    return index === list.length - 1 ? [text] : [text, " ".repeat(Math.max(other - width, 0) + 2)];
  });
}

const NO_INSTANT: Partial<Record<ScenarioMismatch["field"], string>> = {
  closesAt: "it does not close",
  nextOpensAt: "time alone does not open it",
  validUntil: "time changes nothing",
};
