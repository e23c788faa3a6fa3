import type { Issue } from "../../index.js";
import { plural } from "../../words/numbers.js";

/** One mistake, and everywhere it shows: a channel that was renamed is unknown wherever it is named. */
export interface IssueGroup {
  readonly first: Issue;
  readonly others: readonly Issue[];
}

/** Problems that say the same, put together where the first of them stands. */
export function groupIssues(issues: readonly Issue[]): IssueGroup[] {
  const groups = new Map<string, { readonly first: Issue; readonly others: Issue[] }>();
  for (const issue of issues) {
    const says = JSON.stringify([issue.severity, issue.code, issue.message]);
    const group = groups.get(says);
    if (group === undefined) groups.set(says, { first: issue, others: [] });
    else group.others.push(issue);
  }
  return [...groups.values()];
}

/** `rules/offer.json:4:5, 9:5; rules/withhold.json:4:5; and 3 more`. */
export function listPlaces(issues: readonly Issue[], placeOf: (issue: Issue) => string): string {
  let file: string | undefined;
  const places = issues.slice(0, MOST_LISTED).map((issue, index) => {
    const { line, column = 1 } = issue;
    const isSameFile = file !== undefined && issue.file === file;
    file = issue.file;
    if (isSameFile && line !== undefined) return `, ${line}:${column}`;
    const place = file === undefined ? placeOf(issue) : line === undefined ? file : `${file}:${line}:${column}`;
    return `${index === 0 ? "" : "; "}${place}`;
  });
  const left = issues.length - MOST_LISTED;
  return `${places.join("")}${left > 0 ? `; and ${plural(left, "other")}` : ""}`;
}

const MOST_LISTED = 20;
