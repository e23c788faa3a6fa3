import type { Issue } from "../../index.js";
import { plural } from "../../words/numbers.js";
import { bad, dim, good, name, type Prose, type StyledText, strong, warning } from "../../words/prose.js";
import { codeFrame } from "../terminal/code-frame.js";
import { flow } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";
import { paint } from "../terminal/screen.js";
import { groupIssues, listPlaces } from "./issue-groups.js";

export interface IssueContext {
  /** The text of a file that an issue names; null where it cannot be had. */
  readonly textOf: (file: string) => string | null;
  /** What to call the place of an issue that is in no file. */
  readonly placeOf: (issue: Issue) => string;
}

/**
 * Problems for a person: where, what, the line itself, and what to do; those that say the same once. The first {@link MOST_SHOWN}: a
 * person mends those, and looks again.
 */
export function formatIssues(issues: readonly Issue[], { textOf, placeOf }: IssueContext, screen: Screen): string {
  const groups = groupIssues(worstFirst(issues));
  const shown = groups
    .slice(0, MOST_SHOWN)
    .map(({ first: issue, others }) => {
      const { file, line, column = 1, hint } = issue;
      const text = file === undefined || line === undefined ? null : textOf(file);
      // What may well be meant is told in few words.
      const isBrief = issue.severity === "info";
      const frame = text === null || line === undefined || isBrief ? [] : codeFrame(text, line, column, screen);
      return [
        paint(
          [strong(whereIs(issue, text !== null, placeOf)), "  ", LABELS[issue.severity], "  ", dim(issue.code)],
          screen,
        ),
        ...flow(backticked(problemOf(issue)), screen, { indent: 2 }),
        ...(frame.length === 0 ? [] : ["", ...frame, ""]),
        ...(hint === null ? [] : flow(backticked(hint), screen, { indent: 4, label: good("  → ") })),
        ...(others.length === 0 ? [] : flow(dim(`the same at ${listPlaces(others, placeOf)}`), screen, { indent: 4 })),
      ]
        .join("\n")
        .concat("\n");
    })
    .join("\n");
  const left = groups.slice(MOST_SHOWN).reduce((sum, { others }) => sum + 1 + others.length, 0);
  return left > 0
    ? `${shown}\n${paint([dim(`… and ${left} more; `), "--format json", dim(" gives all")], screen)}\n`
    : shown;
}

const MOST_SHOWN = 50;

const LABELS: Readonly<Record<Issue["severity"], StyledText>> = {
  error: bad("error"),
  warning: warning("warning"),
  info: name("info"),
};

/** In the order in which they are given, but for their severity. */
export function worstFirst<T extends Pick<Issue, "severity">>(issues: readonly T[]): T[] {
  const severities = Object.keys(LABELS);
  return issues.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** `2 errors, 1 warning`; `no problems` where there are none. */
export function countIssues(issues: readonly Issue[]): Prose {
  const count = (severity: Issue["severity"]) => issues.filter((issue) => issue.severity === severity).length;
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  const counts = [
    errors + warnings === 0 ? good("no problems") : null,
    errors === 0 ? null : bad(plural(errors, "error")),
    warnings === 0 ? null : warning(plural(warnings, "warning")),
    infos === 0 ? null : name(plural(infos, "info")),
  ];
  return counts.filter((count) => count !== null).flatMap((count, index) => (index === 0 ? [count] : [", ", count]));
}

/** `rules/offer.json:12:5`, or the file alone where no text can be shown. */
function whereIs(issue: Issue, hasText: boolean, placeOf: IssueContext["placeOf"]): string {
  const { file, line, column = 1 } = issue;
  if (file === undefined) return placeOf(issue);
  return line === undefined || !hasText ? file : `${file}:${line}:${column}`;
}

/** What is wrong alone: the message says what to do as well. */
export function problemOf({ message, hint }: Issue): string {
  return hint !== null && message.endsWith(`; ${hint}`) ? message.slice(0, -hint.length - 2) : message;
}

/** What was written is set apart, with its backticks: without colour they are all there is. */
export function backticked(message: string): (string | StyledText)[] {
  return message.split(/(`[^`]*`)/).map((part) => (part.startsWith("`") ? strong(part) : part));
}
