import { runScenarios, type ScenarioReport } from "../analysis.js";
import { type Issue, type Ruleset, RulesetError } from "../index.js";
import { loadRuleset } from "../node.js";
import { annotateScenarios } from "./annotate-scenarios.js";
import { formatFindings, type ReportFormat } from "./check.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE, Misuse } from "./environment.js";
import { firstScenario } from "./first-scenario.js";
import { formatAnnotation } from "./format-annotations.js";
import { formatNoScenarios } from "./format-no-scenarios.js";
import { formatScenarios } from "./format-scenarios.js";
import { isUnreadable, locateRules, type RulesLocation, readRuleText, respell, respellFile } from "./locate-rules.js";
import { plainJson } from "./plain-text.js";
import { type Screen, screenOf } from "./screen.js";

export interface TestOptions {
  readonly format: ReportFormat;
  /** Only the scenarios that have this in their name. */
  readonly name?: string;
  readonly verbose?: boolean;
}

/** Decides the scenarios of the rules, and reports those that are not decided as they say. Throws `Misuse`. */
export async function test(
  given: string | undefined,
  options: TestOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  const { stdout } = environment;
  const screen = screenOf(stdout, environment);
  const ran = await run(location, options);
  if ("findings" in ran) {
    const { findings } = ran;
    const report = { findings, passed: false, results: [] };
    stdout.write(
      options.format === "json" ? `${plainJson(report)}\n` : formatFindings(findings, options.format, location, screen),
    );
    return findings.some(isUnreadable) ? MISUSE : FINDINGS;
  }
  stdout.write(await format(ran, options, location, screen));
  return ran.report.passed ? FINE : FINDINGS;
}

interface Ran {
  readonly ruleset: Ruleset;
  readonly report: ScenarioReport;
}

async function run(
  location: RulesLocation,
  { name = "" }: TestOptions,
): Promise<Ran | { readonly findings: readonly Issue[] }> {
  try {
    const ruleset = await loadRuleset(location.path);
    const report = await runScenarios(ruleset, { name });
    const { scenarios = [] } = ruleset;
    if (report.results.length === 0 && scenarios.length > 0) throw new Misuse(noneNamed(name, scenarios));
    return { ruleset, report: respellReport(report, location) };
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    if (isPart(error.issues)) throw new Misuse(wholeWanted(location));
    return { findings: respell(error.issues, location) };
  }
}

/** Whether these are the problems of scenarios alone, without the rules they are of. */
function isPart(issues: readonly Issue[]): boolean {
  const missing = issues.filter(({ code }) => code === "missing-key").map(({ path }) => path);
  return ["/ruleset", "/channels", "/languages", "/requestTypes"].every((section) => missing.includes(section));
}

function wholeWanted({ spelling }: RulesLocation): string {
  const [outermost = ""] = spelling.split("/");
  const isNamed = /^[^.]/.test(outermost) && outermost !== spelling;
  return `\`${spelling}\` is a part of the rules at most; name the folder that holds them all${isNamed ? `, such as \`${outermost}\`` : ""}, and pick scenarios with \`--name\``;
}

function noneNamed(name: string, scenarios: readonly { readonly name: string }[]): string {
  const all =
    scenarios.length <= FEW
      ? `the scenarios are ${scenarios.map((scenario) => `\`${scenario.name}\``).join(", ")}`
      : `\`--verbose\` without \`--name\` lists all ${scenarios.length}`;
  return `no scenario has \`${name}\` in its name; ${all}`;
}

const FEW = 5;

function respellReport({ passed, results }: ScenarioReport, location: RulesLocation): ScenarioReport {
  return {
    passed,
    results: results.map((result) => ({
      ...respellFile(result, location),
      mismatches: result.mismatches.map((mismatch) => respellFile(mismatch, location)),
      issues: respell(result.issues, location),
    })),
  };
}

async function format(
  { ruleset, report }: Ran,
  { format, verbose = false }: TestOptions,
  location: RulesLocation,
  screen: Screen,
): Promise<string> {
  if (format === "json") return `${plainJson({ findings: [], ...report })}\n`;
  if (report.results.length === 0) {
    const none = formatNoScenarios(await firstScenario(ruleset), location, screen);
    return format === "github" ? formatAnnotation(NO_SCENARIOS) : none;
  }
  if (format === "github") return annotateScenarios(report, ruleset);
  const textOf = (file: string) => readRuleText(file, location);
  return formatScenarios(report, { ruleset, spelling: location.spelling, verbose, textOf }, screen);
}

const NO_SCENARIOS = {
  severity: "error",
  title: "no-scenarios",
  lines: ["there are no scenarios; `contact-routing test` shows how to write the first"],
} as const;
