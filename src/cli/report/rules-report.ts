import { type Issue, type RequestError, type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { plural } from "../../words/numbers.js";
import { strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, MISUSE } from "../environment.js";
import { countFiles, isUnreadable, type RulesLocation, readRuleText, respell } from "../input/locate-rules.js";
import { flow } from "../terminal/flow.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import { countIssues, formatIssues } from "./format-issues.js";

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
