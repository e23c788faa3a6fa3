import { printable } from "./quote.js";

/** One problem, as plain data. Formatting it for a terminal or an editor is a separate step. */
export interface Issue {
  /** Stable and in kebab-case. `docs/findings.md` lists all codes. */
  readonly code: string;
  /** One line: first the mistake, then what to do. */
  readonly message: string;
  /** JSON pointer (RFC 6901) into the merged ruleset or into the request. The empty text means the whole. */
  readonly path: string;
  /** What to do; null if `message` needs no such advice. `message` ends with the hint. */
  readonly hint: string | null;
  readonly severity: Severity;
  /** The name of the rule file, as the caller passed it. Absent if the ruleset was not read from a file. */
  readonly file?: string;
  /** Counts from 1. Absent if the ruleset was not read from text. */
  readonly line?: number;
  /** Counts from 1, in UTF-16 code units. Absent if the ruleset was not read from text. */
  readonly column?: number;
}

/** One problem of a request. */
export interface RequestIssue extends Issue {
  /** Only from `safeRoute`: whether it can decide without this part of the request. If it cannot, it offers only the always channels. */
  readonly dropped?: boolean;
}

/**
 * `error`: the ruleset or the request cannot be used. `warning`: it can be used, but contains a mistake. `info`: worth knowing, and often
 * intentional.
 */
export type Severity = "error" | "warning" | "info";

/** A problem as a check reports it. {@link issueAt} turns it into an {@link Issue}. */
export interface Problem {
  readonly code: string;
  /** The mistake. Lower case, no full stop, the user's own words in backticks. */
  readonly problem: string;
  readonly hint?: string | undefined;
  readonly severity?: Severity;
}

/** The segments of a JSON pointer, from the root. */
export type Path = readonly (string | number)[];

export function issueAt(path: Path, { code, problem, hint, severity = "error" }: Problem): Issue {
  return {
    code,
    // Both texts may quote the user. Line breaks and control characters must not reach a log or a terminal.
    message: printable(hint === undefined ? problem : `${problem}; ${hint}`),
    path: toPointer(path),
    hint: hint === undefined ? null : printable(hint),
    severity,
  };
}

/** Writes a JSON pointer (RFC 6901). */
export function toPointer(path: Path): string {
  return path.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
