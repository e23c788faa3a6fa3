import { type CoverageReport, measureCoverage, runScenarios, type ScenarioReport } from "../../analysis.js";
import { type Issue, type Ruleset, RulesetError, type Scenario } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { formatFindings, type ReportFormat } from "../check/check.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE, Misuse } from "../environment.js";
import {
  isUnreadable,
  locateRules,
  type RulesLocation,
  readRuleText,
  respell,
  respellFile,
} from "../input/locate-rules.js";
import { formatAnnotation } from "../report/format-annotations.js";
import { plainJson } from "../terminal/json.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import { annotateCoverage } from "./annotate-coverage.js";
import { annotateScenarios } from "./annotate-scenarios.js";
import { firstScenario } from "./first-scenario.js";
import { formatCoverage, isBelow } from "./format-coverage.js";
import { formatNoScenarios } from "./format-no-scenarios.js";
import { formatScenarios } from "./format-scenarios.js";
import { refusePart } from "./refuse-part.js";
import { readFrom, suggest } from "./suggest.js";

export interface TestOptions {
  readonly format: ReportFormat;
  /** Only the scenarios that have this in their name. */
  readonly name?: string;
  readonly verbose?: boolean;
  /** List what no scenario reaches. */
  readonly coverage?: boolean;
  /** A percentage: less is a finding. */
  readonly failUnder?: string;
  /** Write scenarios for what no scenario reaches, and do nothing else. */
  readonly suggest?: boolean;
  /** Where to write them. */
  readonly out?: string;
  /** The first instant at which a customer may ask, for what is to be reached. */
  readonly from?: string;
}

/** Decides the scenarios of the rules, and reports those that are not decided as they say. Throws `Misuse`. */
export async function test(
  given: string | undefined,
  options: TestOptions,
  environment: Environment,
): Promise<ExitCode> {
  if (options.suggest === true) return suggest(given, options, environment);
  if (options.out !== undefined) throw new Misuse("`--out` says where `--suggest` writes; add `--suggest`");
  const failUnder = readPercentage(options.failUnder);
  const location = locateRules(given, environment);
  const { stdout } = environment;
  const screen = screenOf(stdout, environment);
  const ran = await run(location, options, environment);
  if ("findings" in ran) {
    const { findings } = ran;
    const report = { findings, passed: false, results: [], coverage: null };
    stdout.write(
      options.format === "json" ? `${plainJson(report)}\n` : formatFindings(findings, options.format, location, screen),
    );
    return findings.some(isUnreadable) ? MISUSE : FINDINGS;
  }
  stdout.write(await format(ran, options, failUnder, location, screen));
  const isLow = ran.coverage !== null && isBelow(ran.coverage, failUnder);
  return ran.report.passed && !isLow ? FINE : FINDINGS;
}

function readPercentage(text: string | undefined): number | null {
  if (text === undefined) return null;
  const percentage = /^\d+(?:\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (percentage >= 0 && percentage <= 100) return percentage;
  throw new Misuse(
    `\`--fail-under ${text}\` is not a percentage; write a number from 0 to 100, such as \`--fail-under 90\``,
  );
}

interface Ran {
  readonly ruleset: Ruleset;
  readonly report: ScenarioReport;
  /** Of all scenarios; null where only some were run. */
  readonly coverage: CoverageReport | null;
}

async function run(
  location: RulesLocation,
  { name, from }: TestOptions,
  environment: Environment,
): Promise<Ran | { readonly findings: readonly Issue[] }> {
  try {
    const ruleset = await loadRuleset(location.path);
    const report = await runScenarios(ruleset, { name: name ?? "" });
    const { scenarios = [] } = ruleset;
    if (report.results.length === 0 && scenarios.length > 0) throw new Misuse(noneNamed(name ?? "", scenarios));
    const start = from === undefined ? firstInstant(scenarios) : null;
    const coverage =
      name === undefined
        ? await measureCoverage(ruleset, { from: start ?? readFrom(from, ruleset, environment) })
        : null;
    return { ruleset, report: respellReport(report, location), coverage: respellCoverage(coverage, location) };
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    refusePart(error.issues, location);
    return { findings: respell(error.issues, location) };
  }
}

/** Of the scenarios, epoch ms: from there on, so that the same rules and scenarios reach the same share tomorrow. Null where there are none. */
function firstInstant(scenarios: readonly Scenario[]): number | null {
  const instants = scenarios.map(({ request }) => Date.parse(request.at));
  return instants.length === 0 ? null : Math.min(...instants);
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

function respellCoverage(coverage: CoverageReport | null, location: RulesLocation): CoverageReport | null {
  if (coverage === null) return null;
  const { gaps, unreachable } = coverage;
  return {
    ...coverage,
    gaps: gaps.map((gap) => respellFile(gap, location)),
    unreachable: unreachable.map((gap) => respellFile(gap, location)),
  };
}

async function format(
  { ruleset, report, coverage }: Ran,
  { format, verbose = false, coverage: isFull = false }: TestOptions,
  failUnder: number | null,
  location: RulesLocation,
  screen: Screen,
): Promise<string> {
  if (format === "json") return `${plainJson({ findings: [], ...report, coverage })}\n`;
  if (report.results.length === 0) {
    const none = formatNoScenarios(await firstScenario(ruleset), location, screen);
    return format === "github" ? formatAnnotation(NO_SCENARIOS) : none;
  }
  if (format === "github") {
    const ofCoverage = coverage === null ? "" : annotateCoverage(coverage, { failUnder, isFull });
    return annotateScenarios(report, ruleset) + ofCoverage;
  }
  const { spelling } = location;
  const textOf = (file: string) => readRuleText(file, location);
  const scenarios = formatScenarios(report, { ruleset, spelling, verbose, textOf }, screen);
  if (coverage === null) return scenarios;
  return `${scenarios}${isFull ? "\n" : ""}${formatCoverage(coverage, { spelling, failUnder, isFull }, screen)}`;
}

const NO_SCENARIOS = {
  severity: "error",
  title: "no-scenarios",
  lines: ["there are no scenarios; `contact-routing test` shows how to write the first"],
} as const;
