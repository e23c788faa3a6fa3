import { compareTexts } from "../values/compare-texts.js";
import { type Issue, issueAt, type Path, type Problem, toPointer } from "../values/issue.js";
import { createLocators, type Locator, type Place, type Source } from "./text/positions.js";

/** A problem of the merged document. Its place in the files is not known yet. */
export interface Finding extends Problem {
  readonly path: Path;
  /** Points at the key of `path` instead of its value. */
  readonly on?: "key";
  /** For a misspelt key: the path of the key that was probably meant. */
  readonly meant?: Path;
  /** What the finding repeats or contradicts. The message says where that is. */
  readonly firstAt?: Path;
  /** The text that the finding is about, if another text may have given `path` to the merged document. */
  readonly source?: Source | null;
  /** Where in that text, if `path` does not tell: in UTF-16 code units from 0. */
  readonly offset?: number;
}

/** Returns where a part of the merged document comes from; null if it was not read from text. */
export type Origins = (path: Path) => Origin | null;

export interface Origin {
  readonly source: Source;
  /** Path within the source. */
  readonly path: Path;
}

/** Most problems to report for one ruleset. Nobody reads more. */
export const MAX_FINDINGS = 1000;

/**
 * Collects the findings of each thing. Stops after {@link MAX_FINDINGS} errors, so that a file full of mistakes costs little time. Drops
 * further warnings, but goes on to look for errors.
 */
export function findInEach<T>(things: Iterable<T>, find: (thing: T) => Iterable<Finding>): Finding[] {
  const findings: Finding[] = [];
  let errors = 0;
  let warnings = 0;
  for (const thing of things) {
    for (const finding of find(thing)) {
      const { severity = "error" } = finding;
      if (severity === "error") errors++;
      else warnings++;
      if (severity === "error" || warnings <= MAX_FINDINGS) findings.push(finding);
    }
    if (errors > MAX_FINDINGS) break;
  }
  return findings;
}

/** Turns findings into issues with their places, in the given order. */
export function locateFindings(findings: readonly Finding[], origins: Origins): Issue[] {
  const locatorOf = createLocators();
  const locate = createPlaceFinder(origins, locatorOf);
  return findings.map((finding) => {
    const { path, firstAt, source } = finding;
    const on = finding.on ?? "value";
    const problem =
      firstAt === undefined ? finding.problem : `${finding.problem}, first ${whereIs(firstAt, locate(firstAt, on))}`;
    const place = source == null ? locate(path, on) : placeIn(locatorOf(source), finding);
    return withPlace(issueAt(path, { ...finding, problem }), place);
  });
}

function placeIn(locator: Locator, { path, on, offset }: Finding): Place {
  return offset === undefined ? locator.ofPath(path, on ?? "value") : locator.ofOffset(offset);
}

export function locateByPointer<T extends Issue>(issues: readonly T[], origins: Origins): T[] {
  const locate = createPlaceFinder(origins);
  return issues.map((issue) =>
    issue.line === undefined ? withPlace(issue, locate(readPointer(issue.path), "value")) : issue,
  );
}

/** Finds the place of a part of the merged document, or of its key; null if it was not read from text. */
export type PlaceFinder = (path: Path, part: "key" | "value") => Place | null;

/** Create one for each use and do not keep it: it holds the syntax trees of the texts. */
export function createPlaceFinder(origins: Origins, locatorOf = createLocators()): PlaceFinder {
  return (path, part) => {
    const origin = origins(path);
    return origin === null ? null : locatorOf(origin.source).ofPath(origin.path, part);
  };
}

/** Sorts by file, then from top to bottom. Issues without a place come first and keep their order. */
export function sortIssues<T extends Issue>(issues: readonly T[]): T[] {
  return [...issues].sort(
    (a, b) =>
      compareTexts(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

export function withPlace<T extends Pick<Issue, "path" | "file" | "line" | "column">>(
  placed: T,
  place: Place | null,
): T {
  if (place === null) return placed;
  const { file, line, column } = place;
  return { ...placed, ...(file !== null && { file }), line, column };
}

/** Writes a place as `` in `channels.json` line 3 ``, or as `on line 3` for a text without a name. */
export function whereIs(path: Path, place: Place | null): string {
  if (place === null) return `at \`${toPointer(path)}\``;
  return place.file === null ? `on line ${place.line}` : `in \`${place.file}\` line ${place.line}`;
}

/** Reads a JSON pointer (RFC 6901). List indices stay texts, which locators accept. */
function readPointer(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}
