import { type CheckReport, checkRuleset } from "../../analysis.js";
import { type Issue, RequestError, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { plural } from "../../words/numbers.js";
import { strong, toSpans } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE, Misuse } from "../environment.js";
import {
  countFiles,
  isUnreadable,
  locateRules,
  type RulesLocation,
  readRuleText,
  respell,
} from "../input/locate-rules.js";
import { deskZone, readAt } from "../input/read-at.js";
import { formatAnnotations } from "../report/format-annotations.js";
import { countIssues, formatIssues } from "../report/format-issues.js";
import { flow } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import { formatExamples } from "./format-examples.js";
import { countPromises } from "./format-promises.js";

export const REPORT_FORMATS = ["pretty", "json", "github"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface CheckOptions {
  readonly format: ReportFormat;
  /** Warnings count as errors do; what is only worth knowing does not. */
  readonly strict?: boolean;
  /** From when on, and for how many days, the hours count for which promises are proven. */
  readonly from?: string;
  readonly days?: string;
}

/** Reports everything that is wrong with the rule files, or worth knowing of them, and proves their promises. */
export async function check(
  given: string | undefined,
  options: CheckOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  const checked = await checkRules(location, options, environment);
  const { stdout } = environment;
  stdout.write(report(checked, options, location, screenOf(stdout, environment)));
  if (checked.findings.some(isUnreadable)) return MISUSE;
  const isFailure = ({ severity }: Issue) =>
    severity === "error" || (severity === "warning" && options.strict === true);
  return checked.findings.some(isFailure) ? FINDINGS : FINE;
}

async function checkRules(
  location: RulesLocation,
  { from, days }: CheckOptions,
  { now }: Environment,
): Promise<CheckReport> {
  try {
    const ruleset = await loadRuleset(location.path);
    const checked = await checkRuleset(ruleset, {
      from: from === undefined ? now() : readAt(from, "from", deskZone(ruleset, undefined)),
      ...(days === undefined ? {} : { days: Number(days) }),
    });
    return { ...checked, findings: respell(checked.findings, location) };
  } catch (error) {
    if (error instanceof RequestError) throw new Misuse(error.issues.map(({ message }) => message).join("; "));
    if (!(error instanceof RulesetError)) throw error;
    return { findings: respell(error.issues, location), promises: [], situations: 0 };
  }
}

/** Problems of rule files, in the format that was asked for. */
export function formatFindings(
  findings: readonly Issue[],
  format: ReportFormat,
  location: RulesLocation,
  screen: Screen,
): string {
  if (format === "json") return `${plainJson({ findings })}\n`;
  if (format === "github") return formatAnnotations(findings);
  return formatRulesReport(findings, location, screen);
}

function report(checked: CheckReport, options: CheckOptions, location: RulesLocation, screen: Screen): string {
  const { findings, promises, situations } = checked;
  const { format, from, days = "400" } = options;
  if (format === "json") return `${plainJson({ findings, promises, situations })}\n`;
  if (format === "github") return formatAnnotations(findings);
  const examples = formatExamples(checked, location.spelling, screen);
  return (
    formatRulesReport(findings, location, screen, examples) +
    countPromises(checked, describePeriod(from, Number(days)), screen)
  );
}

function describePeriod(from: string | undefined, days: number): string {
  return from === undefined ? `the next ${plural(days, "day")}` : `the ${plural(days, "day")} from then on`;
}

/** Every problem of the rule files, what else there is to say of them, then how many there are. */
export function formatRulesReport(
  findings: readonly Issue[],
  location: RulesLocation,
  screen: Screen,
  more = "",
): string {
  const context = {
    textOf: (file: string) => readRuleText(file, location),
    // A section that is missing is named in the message.
    placeOf: ({ path, code }: Issue) =>
      path === "" || code === "missing-key" ? location.spelling : `${location.spelling} ${path}`,
  };
  const files = countFiles(location);
  const counted = files === 0 ? "" : `${plural(files, "file")}, `;
  const summary = flow([strong(location.spelling), `: ${counted}`, ...toSpans(countIssues(findings))], screen);
  return `${findings.length === 0 ? "" : `${formatIssues(findings, context, screen)}\n`}${more}${summary.join("\n")}\n`;
}
