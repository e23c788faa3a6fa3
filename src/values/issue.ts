import { printable } from "./quote.js";

/** One problem found, as data. Turning it into text for a terminal or an editor is a separate step. */
export interface Issue {
  /** Stable, kebab-case; see `docs/api.md` for the list. */
  readonly code: string;
  /** One line: what is wrong, then what to do. */
  readonly message: string;
  /** JSON pointer (RFC 6901) into the merged ruleset, or into the request. */
  readonly path: string;
  /** What to do, by itself; null where `message` says all there is. */
  readonly hint: string | null;
  readonly severity: Severity;
  /** Where the text is known: the file as it was named to us. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
}

/** An error keeps the rules from being used, a warning is a mistake that does not, and what is only worth knowing may well be meant: `info`. */
export type Severity = "error" | "warning" | "info";

/** What a check says of a problem; `issueAt` and the positions of the files make it an {@link Issue}. */
export interface Problem {
  readonly code: string;
  /** What is wrong: lower case, no full stop, the user's own words in backticks. */
  readonly problem: string;
  readonly hint?: string | undefined;
  readonly severity?: Severity;
}

/** JSON pointer segments, from the root. */
export type Path = readonly (string | number)[];

/** Makes an issue of a problem at `path`. */
export function issueAt(path: Path, { code, problem, hint, severity = "error" }: Problem): Issue {
  return {
    code,
    // What users wrote stands in both, often as it is: a log or a terminal gets neither line breaks nor control characters of theirs.
    message: printable(hint === undefined ? problem : `${problem}; ${hint}`),
    path: toPointer(path),
    hint: hint === undefined ? null : printable(hint),
    severity,
  };
}

/** RFC 6901. */
export function toPointer(path: Path): string {
  return path.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
