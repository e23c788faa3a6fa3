import { type Issue, issueAt, type Path } from "../ruleset/issue.js";
import { quote } from "../ruleset/quote.js";
import { didYouMean } from "../ruleset/suggest.js";

export function wrongType(path: Path, what: string, expected: string): Issue {
  return issueAt(path, { code: "wrong-type", problem: `${what} must be ${expected}` });
}

export function unknownChannel(path: Path, id: string, channels: ReadonlyMap<string, unknown>): Issue {
  const problem = `unknown channel ${quote(id)}`;
  return issueAt(path, { code: "unknown-channel", problem, hint: didYouMean(id, channels.keys()) });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
