import { type Issue, type RequestError, type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { plural } from "../../words/numbers.js";
import { bad, dim, good, joinProse, named, type Prose, type StyledText, strong, warning } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, MISUSE } from "../environment.js";
import { countFiles, isUnreadable, type RulesLocation, readRuleText, respell } from "../input/locate-rules.js";
import { codeFrame } from "../terminal/code-frame.js";
import { flow } from "../terminal/flow.js";
import { paint, type Screen, screenOf } from "../terminal/screen.js";
import { groupAlike } from "./group-alike.js";

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
  const { texts, placeOf } = context;
  const { file, line, column = 1, hint, severity, code } = first;
  const text = file === undefined || line === undefined ? null : (texts?.get(file) ?? null);
  // An info needs few words: it is often intentional.
  const frame = text === null || line === undefined || severity === "info" ? [] : codeFrame(text, line, column, screen);
  // Without its text, a file is named alone.
  const place = file !== undefined && text === null ? file : placeIn(first, placeOf);
  return [
    paint([strong(place), "  ", LABELS[severity], "  ", dim(code)], screen),
    ...flow(backticked(problemOf(first)), screen, { indent: 2 }),
    ...(frame.length === 0 ? [] : ["", ...frame, ""]),
    ...(hint === null ? [] : flow(backticked(hint), screen, { indent: 4, label: good("  → ") })),
    ...(others.length === 0 ? [] : flow(dim(`the same at ${listPlaces(others, placeOf)}`), screen, { indent: 4 })),
  ];
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

/** `2 errors, 1 warning`, or `no problems`. */
export function countIssues(issues: readonly Issue[]): Prose {
  const count = (severity: Issue["severity"]) => issues.filter((issue) => issue.severity === severity).length;
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  const counts = [
    errors + warnings === 0 ? good("no problems") : null,
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

/** Rule files and their problems. */
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

/** Writes every problem, then `more`, then the number of problems. */
export function formatRules({ spelling, files, findings, texts }: RulesReport, screen: Screen, more = ""): string {
  // The message names the section that is missing.
  const placeOf = ({ path, code }: Issue) => (path === "" || code === "missing-key" ? spelling : `${spelling} ${path}`);
  const counted = files === 0 ? "" : `${plural(files, "file")}, `;
  const summary = flow([strong(spelling), `: ${counted}`, countIssues(findings)], screen);
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

/** Reports on `stderr` what is wrong with a request. `what` names it; `placeOf` says where a person finds its parts. */
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
