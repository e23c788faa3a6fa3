import type { Issue } from "./issue.js";
import { printable } from "./quote.js";

/** A ruleset in which something is wrong: every issue found, warnings among them. The message lists them, one a line, the first 20. */
export class RulesetError extends Error {
  override readonly name = "RulesetError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(listIssues("the ruleset cannot be used", issues));
    this.issues = issues;
  }
}

/** A request that cannot be read: every issue found. The message lists them, one a line, the first 20. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
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
