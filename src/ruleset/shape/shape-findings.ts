import type * as z from "zod/mini";
import { WEEKDAYS } from "../../values/dates.js";
import type { Path, Problem } from "../../values/issue.js";
import { plainForm, unseenDifference } from "../../values/look-alike.js";
import { ownValue } from "../../values/plain-object.js";
import { quote, quoteList } from "../../values/quote.js";
import { nearestWord, suggestion, writeInstead } from "../../values/suggest.js";
import type { Finding } from "../finding.js";
import { FORBIDDEN_CHARACTER, ID, type ShapeProblem } from "../schema/forms.js";
import { isSectionName, SECTIONS } from "../sections.js";
import { missingKey, typeProblem } from "./shape-problems.js";
import { weekdayLike } from "./weekday-names.js";

/** Describes what the schema of a section reported. `section` is where the schema was applied. */
export function shapeFindings(issues: readonly z.core.$ZodIssue[], section: string, document: unknown): Finding[] {
  // zod also reports the length of a text that should be a list.
  const mistyped = new Set(issues.filter(isMistyped).map(({ path }) => path.join("\n")));
  return issues.flatMap((issue) => {
    if (mistyped.has(issue.path.join("\n")) && !isMistyped(issue)) return [];
    const path = [section, ...(issue.path as Path)];
    const value = path.reduce<unknown>((inner, segment) => ownValue(inner, segment), document);
    return describe(issue, path, value).map((finding) => {
      // A finding about a whole entry already names the entry.
      const subject = finding.path.length > 2 ? subjectOf(finding.path, document) : null;
      return subject === null ? finding : { ...finding, problem: `${subject}: ${finding.problem}` };
    });
  });
}

function isMistyped({ code }: z.core.$ZodIssue): boolean {
  return code === "invalid_type";
}

function describe(issue: z.core.$ZodIssue, path: Path, actual: unknown): Finding[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(" ");
    return issue.keys.map((key) => unknownKey([...path, key], key, known));
  }
  if (issue.code === "invalid_key") {
    const key = String(path.at(-1));
    return issue.issues.map((inner) => ({ ...problemOf(inner, key, `the key ${quote(key)}`), path, on: "key" }));
  }
  if (actual === undefined) return [{ ...missingKey(nameOf(path)), path }];
  const shape: ShapeProblem | undefined = issue.code === "custom" ? issue.params?.shape : undefined;
  if (shape !== undefined) {
    const { key, on, ...problem } = shape;
    const at = key === undefined ? path : [...path, key];
    const worded = problem.code === "empty-list" && isWholeCondition(at) ? WHOLE_CONDITION : problem;
    return [{ ...worded, path: at, ...(on && { on }) }];
  }
  if (issue.code === "too_small" && issue.origin === "array") return [{ ...emptyList(path), path }];
  const problem = problemOf(issue, actual, nameOf(path));
  // An item of a list has no key to leave out.
  const isNullItem = actual === null && typeof path.at(-1) === "number";
  return [{ ...problem, ...(isNullItem && { hint: "delete it from the list" }), path }];
}

function problemOf(issue: z.core.$ZodIssue, actual: unknown, subject: string): Problem {
  switch (issue.code) {
    case "invalid_type":
      return typeProblem(subject, WANTED[issue.expected] ?? "something else", actual);
    case "invalid_value":
      return notAmong(subject, actual, issue.values.map(String));
    case "too_small":
      if (typeof actual === "string")
        return { code: "empty-text", problem: `${subject} is empty`, hint: "write something" };
      return outOfRange(subject, actual, issue.inclusive === false ? "more than" : "at least", issue.minimum);
    case "too_big":
      if (typeof actual === "string") {
        const problem = `${subject} is longer than ${issue.maximum} characters`;
        return { code: "too-long", problem, hint: "shorten it" };
      }
      if (Array.isArray(actual)) {
        const problem = `${subject} is a list of ${actual.length}`;
        return { code: "too-many", problem, hint: `list ${issue.maximum} at most` };
      }
      return outOfRange(subject, actual, "at most", issue.maximum);
    case "invalid_format":
      return invalidId(String(actual));
    case "custom":
      return forbiddenCharacter(subject, String(actual));
    default:
      return { code: "invalid-value", problem: `${subject} cannot be ${quote(String(actual))}` };
  }
}

/** What messages call a type, by zod's name of it. */
const WANTED: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "`true` or `false`",
  array: "a list",
  object: "an object",
  record: "an object",
};

function unknownKey(path: Path, key: string, known: readonly string[]): Finding {
  const nearest = nearestWord(key, known);
  const finding = { code: "unknown-key", problem: `unknown key ${quote(key)}`, path, on: "key" } as const;
  if (nearest === null) return { ...finding, hint: `the keys here are ${quoteList(known)}` };
  return { ...finding, hint: suggestion(key, nearest), meant: [...path.slice(0, -1), nearest] };
}

// json-rules-engine takes an empty list for true. A forgotten list must not open a channel.
function emptyList(path: Path): Problem {
  if (isWholeCondition(path)) return WHOLE_CONDITION;
  if (path.at(-1) === "all" || path.at(-1) === "any") {
    return { code: "empty-list", problem: `${nameOf(path)} is empty`, hint: "list a condition in it, or leave it out" };
  }
  return { code: "empty-list", problem: `${nameOf(path)} is empty`, hint: "list at least one" };
}

/** Whether the path leads to a rule's whole condition, or to the only list in it. */
function isWholeCondition(path: Path): boolean {
  return path[0] === "rules" && path.length <= 4;
}

const WHOLE_CONDITION: Problem = {
  code: "empty-list",
  problem: "`conditions` is empty",
  hint: "leave it out if the rule always applies",
};

function notAmong(subject: string, actual: unknown, values: readonly string[]): Problem {
  const choices = `write ${quoteList(values, "or")}`;
  if (typeof actual !== "string") return { ...typeProblem(subject, "a text", actual), hint: choices };
  const isWeekday = values.join() === WEEKDAYS.join();
  const nearest = isWeekday
    ? weekdayLike(actual)
    : (values.find((value) => value === actual.toLowerCase().slice(0, value.length)) ?? nearestWord(actual, values));
  const hint = nearest === null ? choices : suggestion(actual, nearest);
  return { code: "invalid-value", problem: `${subject} cannot be ${quote(actual)}`, hint };
}

function outOfRange(subject: string, actual: unknown, bound: string, limit: number | bigint): Problem {
  return { code: "out-of-range", problem: `${subject} is \`${String(actual)}\``, hint: `write ${bound} ${limit}` };
}

function invalidId(actual: string): Problem {
  const problem = actual === "" ? "an empty text cannot be an id" : `${quote(actual)} cannot be an id`;
  const plain = plainForm(actual);
  if (ID.test(plain) && unseenDifference(actual, plain) !== null)
    return { code: "invalid-id", problem, hint: writeInstead(actual, plain) };
  const id = plain
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]/g, "-")
    .replace(/[._-]*-[._-]*|[._]{2,}/g, "-")
    .slice(0, MAX_SUGGESTED)
    .replace(/^[._-]|[._-]$/g, "");
  const example = /[A-Za-z]/.test(id) ? id : "phone-hours";
  return { code: "invalid-id", problem, hint: `use letters, digits and hyphens, such as \`${example}\`` };
}

function forbiddenCharacter(subject: string, actual: string): Problem {
  const character = FORBIDDEN_CHARACTER.exec(actual)?.[0] as string;
  const code = (character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0");
  const what =
    character === "\n" || character === "\r"
      ? "a line break"
      : character === "\t"
        ? "a tab"
        : `the invisible character U+${code}`;
  return { code: "forbidden-character", problem: `${subject} holds ${what}`, hint: "delete it" };
}

const MAX_SUGGESTED = 60;

/** Names the entry that a path leads into, such as `` rule `phone-when-staffed` ``. Null for a section itself. */
export function subjectOf(path: Path, document: unknown): string | null {
  const [section, key] = path;
  const noun = typeof section === "string" && isSectionName(section) ? SECTIONS[section].noun : null;
  if (noun === null || key === undefined) return null;
  if (typeof key === "string") return `${noun} ${quote(key)}`;
  const entry = ownValue(ownValue(document, String(section)), key);
  const called = ["name", "id"]
    .map((field) => ownValue(entry, field))
    .find((value) => typeof value === "string" && value !== "");
  return `${noun} ${called === undefined ? key + 1 : quote(String(called))}`;
}

/** Names a value: `` `languages` ``, or `` item 2 of `languages` ``. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (typeof last !== "number") return last === undefined ? "the ruleset" : quote(last);
  const list = path.findLast((segment) => typeof segment === "string");
  return `item ${last + 1} of ${quote(String(list))}`;
}
