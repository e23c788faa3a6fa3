import { type Issue, issueAt, type Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { nameHint } from "../../values/suggest.js";

export function wrongTypeIssue(path: Path, what: string, expected: string): Issue {
  return issueAt(path, { code: "wrong-type", problem: `${what} must be ${expected}` });
}

export function unknownChannel(path: Path, id: string, channels: ReadonlyMap<string, unknown>): Issue {
  const problem = `unknown channel ${quote(id)}`;
  return issueAt(path, {
    code: "unknown-channel",
    problem,
    hint: nameHint(id, channels, "channel", "give one that the rules have"),
  });
}

/**
 * The keys of a part of a request. Returns none and adds an issue if there are more than a thousand. Returns none if more issues than are
 * reported were found already.
 */
export function keysOf(record: object, path: Path, issues: Issue[]): readonly string[] {
  if (issues.length > MAX_REQUEST_ISSUES) return [];
  const keys = Object.keys(record);
  if (keys.length <= MOST_KEYS) return keys;
  const what = path.length === 0 ? "the request" : quote(String(path.at(-1)));
  const problem = `${what} has ${keys.length} keys, more than ${MOST_KEYS}`;
  issues.push(issueAt(path, { code: "too-many", problem, hint: "leave out what is not known of" }));
  return [];
}

/** A ruleset has at most this many channels, languages of a channel, or facts. */
const MOST_KEYS = 1000;
/** How many issues of one request are reported. Each costs a search for a similar name, and requests come by the thousand. */
export const MAX_REQUEST_ISSUES = 100;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
