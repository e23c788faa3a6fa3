import { type Issue, type RequestError, type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { plural } from "../../words/numbers.js";
import {
  bad,
  dim,
  good,
  groupAlike,
  joinProse,
  named,
  type Prose,
  type StyledText,
  strong,
  warning,
} from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, MISUSE } from "../environment.js";
import { countFiles, isUnreadable, type RulesLocation, readRuleText, respell } from "../input/locate-rules.js";
import { flow } from "../terminal/flow.js";
import { cleanLayout, displayWidth, linkTo, paint, type Screen, screenOf } from "../terminal/screen.js";

interface IssueContext {
  /** The texts of the files that issues name. */
  readonly texts?: Pick<ReadonlyMap<string, string | null>, "get">;
  /** The place of an issue that is in no file. */
  readonly placeOf: (issue: Issue) => string;
}

/** Writes problems for a person: the place, the problem, the line itself and what to do. The same problem at several places is shown once. */
export function formatIssues(issues: readonly Issue[], context: IssueContext, screen: Screen): string {
  // A renamed channel, for example, is unknown at many places.
  const groups = groupAlike(worstFirst(issues), ({ severity, code, message }) => [severity, code, message]);
  const shown = groups.slice(0, MAX_SHOWN).map((group) => `${formatGroup(group, context, screen).join("\n")}\n`);
  const left = groups.slice(MAX_SHOWN).flat().length;
  return left > 0 ? `${shown.join("\n")}\n${formatMore(left, screen)}\n` : shown.join("\n");
}

/** A person corrects these first, and runs the command again. */
const MAX_SHOWN = 50;

/** Says how many entries of a report are not shown. */
export function formatMore(left: number, screen: Screen, indent = ""): string {
  return paint([dim(`${indent}… and ${left} more; `), "--format json", dim(" gives all")], screen);
}

function formatGroup(group: readonly [Issue, ...Issue[]], context: IssueContext, screen: Screen): string[] {
  const [first, ...others] = group;
  const { placeOf } = context;
  const { hint, severity, code } = first;
  const { place, frame } = showPlace(first, placeOf(first), context.texts, screen);
  return [
    // Codes are in kebab-case, so an anchor needs no escape.
    `${paint([strong(place), "  ", LABELS[severity], "  "], screen)}${linkTo(`findings.md#${code}`, paint(dim(code), screen), screen)}`,
    ...flow(backticked(problemOf(first)), screen, { indent: 2 }),
    // An info needs few words: it is often intentional.
    ...(severity === "info" ? [] : frame),
    ...(hint === null ? [] : flow(backticked(hint), screen, { indent: 4, label: good("  → ") })),
    ...(others.length === 0 ? [] : flow(dim(`the same at ${listPlaces(others, placeOf)}`), screen, { indent: 4 })),
  ];
}

/** A place in words, and the lines there. Without its text, a file is named alone. `elsewhere` is a place in no file. */
export function showPlace(
  { file, line, column = 1 }: Pick<Issue, "file" | "line" | "column">,
  elsewhere: string,
  texts: IssueContext["texts"],
  screen: Screen,
): { readonly place: string; readonly frame: readonly string[] } {
  const text = file === undefined ? null : (texts?.get(file) ?? null);
  if (text === null || line === undefined) return { place: file ?? elsewhere, frame: [] };
  return { place: `${file}:${line}:${column}`, frame: ["", ...codeFrame(text, line, column, screen), ""] };
}

const LABELS: Readonly<Record<Issue["severity"], StyledText>> = {
  error: bad("error"),
  warning: warning("warning"),
  info: named("info"),
};

/** `rules/offer.json:12:5`. */
function placeIn(issue: Issue, placeOf: IssueContext["placeOf"]): string {
  const { file, line, column = 1 } = issue;
  if (file === undefined) return placeOf(issue);
  return line === undefined ? file : `${file}:${line}:${column}`;
}

/** `rules/offer.json:4:5, 9:5; rules/withhold.json:4:5; and 3 others`. */
function listPlaces(issues: readonly Issue[], placeOf: IssueContext["placeOf"]): string {
  const places = issues.slice(0, MAX_LISTED).map((issue, index) => {
    const { file, line, column = 1 } = issue;
    const before = issues[index - 1]?.file;
    if (before !== undefined && before === file && line !== undefined) return `, ${line}:${column}`;
    return `${index === 0 ? "" : "; "}${placeIn(issue, placeOf)}`;
  });
  const left = issues.length - MAX_LISTED;
  return `${places.join("")}${left > 0 ? `; and ${plural(left, "other")}` : ""}`;
}

const MAX_LISTED = 20;

/** Sorts by severity, and keeps the order of equals. */
export function worstFirst<T extends Pick<Issue, "severity">>(issues: readonly T[]): T[] {
  const severities = Object.keys(LABELS);
  return issues.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** `2 errors, 1 warning`, or `no problems`. `which` are the problems: ` new`. */
export function countIssues(issues: readonly Issue[], which = ""): Prose {
  const count = (severity: Issue["severity"]) => issues.filter((issue) => issue.severity === severity).length;
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  const counts = [
    errors + warnings === 0 ? good(`no${which} problems`) : null,
    errors === 0 ? null : bad(plural(errors, "error")),
    warnings === 0 ? null : warning(plural(warnings, "warning")),
    infos === 0 ? null : named(plural(infos, "info")),
  ];
  return joinProse(counts.filter((count) => count !== null));
}

/** The message without its hint. */
export function problemOf({ message, hint }: Issue): string {
  return hint !== null && message.endsWith(`; ${hint}`) ? message.slice(0, -hint.length - 2) : message;
}

/** Sets apart the texts in backticks. The backticks stay: a terminal may have no colour. */
export function backticked(message: string): Prose {
  return message.split(/(`[^`]*`)/).map((part) => (part.startsWith("`") ? strong(part) : part));
}

export interface RulesReport {
  readonly spelling: string;
  /** How many files there are; 0 if they were not counted. */
  readonly files: number;
  readonly findings: readonly Issue[];
  /** The texts of the files that the report shows lines of, by name; null if a file cannot be read. */
  readonly texts: ReadonlyMap<string, string | null>;
}

/** Reads what a report on rule files shows. `places` name the files whose lines it shows. */
export function reportOn(
  location: RulesLocation,
  findings: readonly Issue[],
  places: readonly Pick<Issue, "file" | "line">[] = findings,
): RulesReport {
  const named = new Set(places.flatMap(({ file, line }) => (file === undefined || line === undefined ? [] : file)));
  const texts = new Map([...named].map((file) => [file, readRuleText(file, location)]));
  return { spelling: location.spelling, files: countFiles(location), findings, texts };
}

/** Writes every problem, then `more`, then the number of problems. `which` are the problems: ` new`. */
export function formatRules(
  { spelling, files, findings, texts }: RulesReport,
  screen: Screen,
  more = "",
  which = "",
): string {
  // The message names the section that is missing.
  const placeOf = ({ path, code }: Issue) => (path === "" || code === "missing-key" ? spelling : `${spelling} ${path}`);
  const counted = files === 0 ? "" : `${plural(files, "file")}, `;
  const summary = flow([strong(spelling), `: ${counted}`, countIssues(findings, which)], screen);
  return `${findings.length === 0 ? "" : `${formatIssues(findings, { texts, placeOf }, screen)}\n`}${more}${summary.join("\n")}\n`;
}

/** Reads rules and gives them to `work`, or else the issues of unusable rules to `refuse`. */
export async function readRules<Result>(
  location: RulesLocation,
  work: (ruleset: Ruleset) => Result | Promise<Result>,
  refuse: (issues: readonly Issue[]) => Result,
): Promise<Result> {
  try {
    return await work(await loadRuleset(location.path));
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    return refuse(respell(error.issues, location));
  }
}

/** Loads rules and gives them to `work`. If they cannot be used, reports on `stderr` as `check` does, and returns the exit code for that. */
export function withRules(
  location: RulesLocation,
  environment: Environment,
  work: (ruleset: Ruleset) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  return readRules(location, work, (issues) => refuseRules(issues, location, environment));
}

export function refuseRules(issues: readonly Issue[], location: RulesLocation, environment: Environment): ExitCode {
  const { stderr } = environment;
  stderr.write(formatRules(reportOn(location, issues), screenOf(stderr, environment)));
  return issues.some(isUnreadable) ? MISUSE : FINDINGS;
}

/** Reports on `stderr` the issues of a request. `what` names it; `placeOf` says where a person finds its parts. */
export function reportRequest(
  { issues }: RequestError,
  what: string,
  placeOf: (issue: Issue) => string,
  environment: Environment,
): ExitCode {
  const { stderr } = environment;
  const screen = screenOf(stderr, environment);
  const problems = formatIssues(issues, { placeOf }, screen);
  stderr.write(`${problems}\n${flow([strong(what), ": ", countIssues(issues)], screen).join("\n")}\n`);
  return MISUSE;
}

/** The lines around a place in a text, with the token there underlined. Line and column count from 1; columns are UTF-16 code units. */
function codeFrame(text: string, line: number, column: number, screen: Screen): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  // The empty line after the last line end is not shown.
  if (lines.at(-1) === "" && line < lines.length) lines.pop();
  const first = Math.max(line - BEFORE, 1);
  const shown = lines.slice(first - 1, line + AFTER);
  const gutter = String(first + shown.length - 1).length;
  const room = Math.max(screen.width - gutter - 7, 20);
  const marked = lines[line - 1] ?? "";
  const start = column - 1;
  const end = start + tokenLength(marked, start);
  const cut = Math.max(0, visible(marked.slice(0, end)).length - room + 1);

  return shown.flatMap((source, index) => {
    const number = first + index;
    const label = `${String(number).padStart(gutter)} │ `;
    const code = window(visible(source), cut, room);
    if (number !== line) return [paint(["    ", dim(label), dim(code)], screen).trimEnd()];
    const before = displayWidth(window(visible(source.slice(0, start)), cut, room));
    const width = Math.max(1, Math.min(displayWidth(visible(source.slice(start, end))), room - before));
    return [
      paint([bad("  > "), dim(label), code], screen).trimEnd(),
      paint([" ".repeat(gutter + 5), dim("│ "), " ".repeat(before), bad("^".repeat(width))], screen),
    ];
  });
}

const BEFORE = 2;
const AFTER = 1;

/** The length of a text with its quotes, a word, a number or a sign. */
function tokenLength(line: string, start: number): number {
  return /^(?:"(?:[^"\\]|\\.)*"?|[\w.+-]+|.)/u.exec(line.slice(start))?.[0].length ?? 1;
}

/** Makes every character visible, with a known width. */
function visible(source: string): string {
  return cleanLayout(source.replaceAll("\t", "  "), "\uFFFD");
}

/** The part of a line that is shown. An ellipsis marks a cut. */
function window(source: string, cut: number, room: number): string {
  const rest = cut === 0 ? source : `…${source.slice(cut + 1)}`;
  return rest.length > room ? `${rest.slice(0, room - 1)}…` : rest;
}
