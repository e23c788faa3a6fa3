import type { Issue, RequestIssue } from "./issue.js";
import { printable } from "./quote.js";

/**
 * Thrown for a ruleset that contains an error.
 *
 * `issues` contains everything that was found, warnings too. `message` lists the first 20 issues, one per line.
 */
export class RulesetError extends Error {
  override readonly name = "RulesetError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(listIssues("the ruleset cannot be used", issues));
    this.issues = issues;
  }
}

/**
 * Thrown for a request that cannot be read.
 *
 * `issues` contains every problem that was found. `message` lists the first 20 issues, one per line.
 */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly issues: readonly RequestIssue[];

  constructor(issues: readonly RequestIssue[]) {
    super(listIssues("the request cannot be read", issues));
    this.issues = issues;
  }
}

const MAX_LISTED = 20;

function listIssues(title: string, issues: readonly Issue[]): string {
  const lines = issues.slice(0, MAX_LISTED).map((issue) => `  ${placeOf(issue)}${issue.message}`);
  if (issues.length > MAX_LISTED) lines.push(`  … and ${issues.length - MAX_LISTED} more`);
  return [`${title}:`, ...lines].join("\n");
}

function placeOf({ file, line, column, path }: Issue): string {
  const position = line === undefined ? "" : `${line}:${column ?? 1}`;
  const place = [file, position].filter((part) => part !== undefined && part !== "").join(":") || path;
  return place === "" ? "" : `${printable(place)}: `;
}
