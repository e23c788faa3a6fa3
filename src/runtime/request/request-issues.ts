import { nameLike } from "../../values/compare-texts.js";
import { readInstant } from "../../values/instant.js";
import { describeInstantFault } from "../../values/instant-fault.js";
import { type Issue, issueAt, type Path } from "../../values/issue.js";
import { isObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { didYouMean, nameHint } from "../../values/suggest.js";

export function wrongTypeIssue(path: Path, what: string, expected: string): Issue {
  return issueAt(path, { code: "wrong-type", problem: `${what} must be ${expected}` });
}

/** Reports what is not a plain object, and how to make one of it. */
export function notPlainIssue(path: Path, what: string, expected: string, given: unknown): Issue {
  const found = NOT_PLAIN.find(({ isGiven }) => isGiven(given));
  if (found === undefined) return wrongTypeIssue(path, what, expected);
  return issueAt(path, {
    code: "wrong-type",
    problem: `${what} must be ${expected}, not ${found.noun}`,
    hint: found.hint,
  });
}

/** What backends pass in place of plain data. The first that fits counts. */
const NOT_PLAIN: readonly { isGiven(value: unknown): boolean; readonly noun: string; readonly hint: string }[] = [
  {
    isGiven: (value) => typeof (value as { then?: unknown } | null)?.then === "function",
    noun: "a promise",
    hint: "put `await` before it",
  },
  { isGiven: (value) => value instanceof Map, noun: "a Map", hint: "write `Object.fromEntries(…)` around it" },
  { isGiven: Array.isArray, noun: "a list", hint: "give an object with a key for each entry" },
  { isGiven: isObject, noun: "an instance of a class", hint: "copy its fields into a plain object, as in `{ ...it }`" },
];

/** Reads an instant. Returns undefined and adds an issue if it cannot be read. */
export function readInstantAt(value: unknown, path: Path, issues: Issue[]): number | undefined {
  const at = readInstant(value);
  if (at !== null) return at;
  issues.push(issueAt(path, describeInstantFault(quote(String(path.at(-1))), value)));
  return undefined;
}

/** Reports a name that the rules do not have. */
export function unknownName(
  path: Path,
  noun: "channel" | "request type" | "fact",
  written: string,
  names: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  otherwise = "give one that the rules have",
): Issue {
  const problem = `unknown ${noun} ${quote(written)}`;
  const hint = nameHint(written, names, noun, otherwise);
  return issueAt(path, { code: `unknown-${noun.replace(" ", "-")}`, problem, hint });
}

/** Finds the name that a key of a request is equal to in NFC; undefined if there is none. Reports a second spelling of a key. */
export function nameOfKey(
  key: string,
  record: object,
  names: ReadonlyMap<string, unknown>,
  path: Path,
  issues: Issue[],
): string | undefined {
  const name = nameLike(names, key);
  if (name !== undefined && name !== key && Object.hasOwn(record, name)) {
    const problem = `${quote(key)} is another spelling of the key ${quote(name)}`;
    issues.push(issueAt([...path, key], { code: "duplicate-key", problem, hint: "keep one" }));
  }
  return name;
}

/** Reports the keys of a part of a request that mean nothing. */
export function reportUnknownKeys(record: object, known: ReadonlySet<string>, path: Path, issues: Issue[]): void {
  for (const key of keysOf(record, path, issues)) {
    if (known.has(key)) continue;
    const problem = `unknown key ${quote(key)}`;
    issues.push(issueAt([...path, key], { code: "unknown-key", problem, hint: didYouMean(key, known) }));
  }
}

/**
 * The keys of a part of a request. Returns none and adds an issue if there are more than a thousand. Returns none if more issues than are
 * reported were found already.
 */
export function keysOf(record: object, path: Path, issues: Issue[]): readonly string[] {
  if (issues.length > MAX_REQUEST_ISSUES) return [];
  const keys = Object.keys(record);
  if (keys.length <= MAX_KEYS) return keys;
  const what = path.length === 0 ? "the request" : quote(String(path.at(-1)));
  const problem = `${what} has ${keys.length} keys, more than ${MAX_KEYS}`;
  issues.push(issueAt(path, { code: "too-many", problem, hint: "leave out what is not known of" }));
  return [];
}

/** Whether `safeRoute` can decide without the part of the request that has an issue. */
export function isDroppable({ code, path }: Issue): boolean {
  return DROPPABLE_CODES.has(code) || DROPPABLE_PARTS.has(path.split("/")[1] ?? "");
}

/** A misspelt key, an undeclared fact, and a channel that cannot be closed tell nothing. */
const DROPPABLE_CODES: ReadonlySet<string> = new Set(["unknown-key", "unknown-fact", "always-channel-closed"]);
/** The parts without which rules are cautious: a language, a time zone or agents that are not known open nothing. */
const DROPPABLE_PARTS: ReadonlySet<string> = new Set([
  "language",
  "timeZone",
  "agentAvailability",
  "agentAvailabilityAsOf",
]);

/** A ruleset has at most this many channels, languages of a channel, or facts. */
const MAX_KEYS = 1000;
/** How many issues of one request are reported. Each costs a search for a similar name, and requests come by the thousand. */
export const MAX_REQUEST_ISSUES = 100;
