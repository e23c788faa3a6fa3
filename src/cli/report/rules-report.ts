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
  /** The texts of the files that the report shows lines of, by name. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads what a report on rule files shows. `places` name the files whose lines it shows. */
export function reportOn(
  location: RulesLocation,
  findings: readonly Issue[],
  places: readonly Pick<Issue, "file" | "line">[] = findings,
): RulesReport {
  const named = new Set(places.flatMap(({ file, line }) => (file === undefined || line === undefined ? [] : file)));
  const texts = [...named].flatMap((file) => {
    const text = readRuleText(file, location);
    return text === null ? [] : [[file, text] as const];
  });
  return { spelling: location.spelling, files: countFiles(location), findings, texts: new Map(texts) };
}

/** Writes every problem, then `more`, then the number of problems. */
export function formatRules({ spelling, files, findings, texts }: RulesReport, screen: Screen, more = ""): string {
  const context = {
    textOf: (file: string) => texts.get(file) ?? null,
    // The message names the section that is missing.
    placeOf: ({ path, code }: Issue) => (path === "" || code === "missing-key" ? spelling : `${spelling} ${path}`),
  };
  const counted = files === 0 ? "" : `${plural(files, "file")}, `;
  const summary = flow([strong(spelling), `: ${counted}`, countIssues(findings)], screen);
  return `${findings.length === 0 ? "" : `${formatIssues(findings, context, screen)}\n`}${more}${summary.join("\n")}\n`;
}

/**
 * Loads rules and gives them to `work`. Reports on `stderr` if they cannot be used, as `check` does, and returns the exit code for that.
 * `refuse` may throw instead.
 */
export async function withRules(
  location: RulesLocation,
  environment: Environment,
  work: (ruleset: Ruleset) => ExitCode | Promise<ExitCode>,
  refuse: (issues: readonly Issue[]) => void = () => {},
): Promise<ExitCode> {
  try {
    return await work(await loadRuleset(location.path));
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    refuse(error.issues);
    const { stderr } = environment;
    const findings = respell(error.issues, location);
    stderr.write(formatRules(reportOn(location, findings), screenOf(stderr, environment)));
    return findings.some(isUnreadable) ? MISUSE : FINDINGS;
  }
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
  const problems = formatIssues(issues, { textOf: () => null, placeOf }, screen);
  stderr.write(`${problems}\n${flow([strong(what), ": ", countIssues(issues)], screen).join("\n")}\n`);
  return MISUSE;
}
