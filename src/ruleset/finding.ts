import { compareTexts } from "../values/compare-texts.js";
import { type Issue, issueAt, type Path, type Problem, toPointer } from "../values/issue.js";
import { createLocators, describePlace, type Place, type Source } from "./text/positions.js";

/** A problem of the merged document, before it is known where in the files it stands. */
export interface Finding extends Problem {
  readonly path: Path;
  /** Points at the key of `path` instead of its value. */
  readonly on?: "key";
  /** Of a misspelt key, the path of the key that was meant, where one is near. */
  readonly meant?: Path;
  /** What it repeats or contradicts; the message says where that is. */
  readonly firstAt?: Path;
}

/** Where something of the merged document comes from; null where it comes from no text. */
export type Origins = (path: Path) => Origin | null;

export interface Origin {
  readonly source: Source;
  /** Within the source. */
  readonly path: Path;
}

/** Makes issues of findings, in the order of the files. */
export function locateFindings(findings: readonly Finding[], origins: Origins): Issue[] {
  const locate = createPlaceFinder(origins);
  return findings.map((finding) => {
    const first = finding.firstAt;
    const problem =
      first === undefined ? finding.problem : `${finding.problem}, first ${whereIs(first, locate(first, "value"))}`;
    return withPlace(issueAt(finding.path, { ...finding, problem }), locate(finding.path, finding.on ?? "value"));
  });
}

/** Where a part of the merged document stands, or its key; null where it comes from no text. */
export type PlaceFinder = (path: Path, part: "key" | "value") => Place | null;

/** Gives places to issues that were made without. */
export function locateByPointer<T extends Issue>(issues: readonly T[], origins: Origins): T[] {
  const locate = createPlaceFinder(origins);
  return issues.map((issue) =>
    issue.line === undefined ? withPlace(issue, locate(readPointer(issue.path), "value")) : issue,
  );
}

/** Sorted as a person reads: by file, then from top to bottom. Issues without a place stay in their order, before the others. */
export function sortIssues<T extends Issue>(issues: readonly T[]): T[] {
  return [...issues].sort(
    (a, b) =>
      compareTexts(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

/** What has a place in the files, such as an issue, with that place. */
export function withPlace<T extends Pick<Issue, "path" | "file" | "line" | "column">>(
  placed: T,
  place: Place | null,
): T {
  if (place === null) return placed;
  const { file, line, column } = place;
  return { ...placed, ...(file !== null && { file }), line, column };
}

export function whereIs(path: Path, place: Place | null): string {
  return place === null ? `at \`${toPointer(path)}\`` : describePlace(place);
}

/** Made when there is something to locate, and not kept: it holds the trees of the texts. */
export function createPlaceFinder(origins: Origins): PlaceFinder {
  const locatorOf = createLocators();
  return (path, part) => {
    const origin = origins(path);
    return origin === null ? null : locatorOf(origin.source).ofPath(origin.path, part);
  };
}

/** RFC 6901. A list's index stays a text; places are found all the same. */
function readPointer(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * What is found in one thing after another. Ends where there are more errors than anyone is told of, so that a file full of mistakes costs
 * little more than they do; of what is no error, what comes beyond as many is left out, and hides none.
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
      if (severity === "error" || warnings <= MOST_REPORTED) findings.push(finding);
    }
    if (errors > MOST_REPORTED) break;
  }
  return findings;
}

/** Problems of one ruleset: more than anyone reads. */
export const MOST_REPORTED = 1000;
