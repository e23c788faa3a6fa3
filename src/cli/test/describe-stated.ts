import type { ScenarioMismatch, StatedValue } from "../../analysis.js";
import { writeLocalInstant } from "../../words/local-time.js";
import { bad, good, type Prose, type StyledText } from "../../words/prose.js";
import { cleanText, displayWidth } from "../terminal/clean-text.js";

/** The expected and the actual value, in columns: equal entries stand one above the other. */
export interface StatedRows {
  readonly expected: Prose;
  readonly actual: Prose;
}

/** Instants are written in `timeZone`, as a rule file may have them. */
export function describeStated({ field, expected, actual }: ScenarioMismatch, timeZone: string): StatedRows {
  if (!isList(expected) || !isList(actual)) {
    return {
      expected: good(statedInWords(field, expected, timeZone)),
      actual: bad(statedInWords(field, actual, timeZone)),
    };
  }
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
    const isLast = index === list.length - 1;
    const gap = widthOf(beside[index] ?? "") - widthOf(item);
    const text = item === beside[index] ? item : paint(item);
    return isLast ? [text] : [text, " ".repeat(Math.max(gap, 0) + 2)];
  });
}

function widthOf(text: string): number {
  return displayWidth(cleanText(text));
}

const NO_INSTANT: Partial<Record<ScenarioMismatch["field"], string>> = {
  closesAt: "it does not close",
  nextOpensAt: "time alone does not open it",
  validUntil: "time changes nothing",
};
