import type { Problem } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { isNo, isYes } from "../../values/suggest.js";

/** Describes a value of the wrong type. `subject` is in the user's words; `wanted` is `a text`, `a list`, `an object`, … */
export function typeProblem(subject: string, wanted: string, actual: unknown): Problem {
  return {
    code: "wrong-type",
    problem: `${subject} must be ${wanted}, not ${describeJson(actual)}`,
    hint: repairOf(wanted, actual),
  };
}

export function missingKey(subject: string, hint = "add it"): Problem {
  return { code: "missing-key", problem: `${subject} is missing`, hint };
}

/** Describes a value, as in ``the text `phone` ``. */
export function describeJson(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "`null`";
  if (value === "") return "an empty text";
  if (typeof value === "string") return `the text ${quote(value)}`;
  if (typeof value === "number") return `the number \`${value}\``;
  if (typeof value === "boolean") return `\`${value}\``;
  return Array.isArray(value) ? "a list" : "an object";
}

function repairOf(wanted: string, actual: unknown): string | undefined {
  if (actual === null) return "leave the key out where there is nothing to say";
  if (wanted === "a text" && (typeof actual === "number" || typeof actual === "boolean"))
    return `write \`"${actual}"\``;
  if (wanted === "a list" && typeof actual === "string" && /^closed$/i.test(actual)) return "write `[]` for closed";
  if (wanted === "a list" && typeof actual === "number") return `write \`[${actual}]\``;
  if (wanted === "a list" && typeof actual === "string") {
    const items = actual.split(",").flatMap((item) => (item.trim() === "" ? [] : JSON.stringify(item.trim())));
    const list = `[${items.join(", ")}]`;
    return list.length > MOST_SHOWN ? "put each item in its own double quotes, inside `[ ]`" : `write \`${list}\``;
  }
  if (typeof actual === "string" && /number/.test(wanted) && /^-?\d+(\.\d+)?$/.test(actual))
    return "leave out the double quotes";
  if (typeof actual === "string" && /true/.test(wanted) && (isYes(actual) || isNo(actual)))
    return `write \`${isYes(actual)}\`, without double quotes`;
  return undefined;
}

/** A shortened list would not be JSON. */
const MOST_SHOWN = 120;
