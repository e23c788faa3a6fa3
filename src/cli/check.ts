import { checkRuleset } from "../analysis.js";
import { type Issue, RulesetError } from "../index.js";
import { loadRuleset } from "../node.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE } from "./environment.js";
import { flow } from "./flow.js";
import { formatAnnotations } from "./format-annotations.js";
import { countIssues, formatIssues } from "./format-issues.js";
import { plural } from "./local-time.js";
import { countFiles, isUnreadable, locateRules, type RulesLocation, readRuleText, respell } from "./locate-rules.js";
import { plainJson } from "./plain-text.js";
import { type Screen, screenOf } from "./screen.js";
import { strong, toSpans } from "./span.js";

export const REPORT_FORMATS = ["pretty", "json", "github"] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface CheckOptions {
  readonly format: ReportFormat;
  /** Warnings count as errors do. */
  readonly strict?: boolean;
}

/** Reports everything that is wrong with the rule files. */
export async function check(
  given: string | undefined,
  options: CheckOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  const findings = await findIssues(location);
  const { stdout } = environment;
  stdout.write(formatFindings(findings, options.format, location, screenOf(stdout, environment)));
  if (findings.some(isUnreadable)) return MISUSE;
  return findings.some(({ severity }) => severity === "error" || options.strict === true) ? FINDINGS : FINE;
}

async function findIssues(location: RulesLocation): Promise<Issue[]> {
  try {
    const ruleset = await loadRuleset(location.path);
    return respell((await checkRuleset(ruleset)).findings, location);
  } catch (error) {
    if (error instanceof RulesetError) return respell(error.issues, location);
    throw error;
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

/** Every problem of the rule files, then how many there are. */
export function formatRulesReport(findings: readonly Issue[], location: RulesLocation, screen: Screen): string {
  const context = {
    textOf: (file: string) => readRuleText(file, location),
    // A section that is missing is named in the message.
    placeOf: ({ path, code }: Issue) =>
      path === "" || code === "missing-key" ? location.spelling : `${location.spelling} ${path}`,
  };
  const files = countFiles(location);
  const counted = files === 0 ? "" : `${plural(files, "file")}, `;
  const summary = flow([strong(location.spelling), `: ${counted}`, ...toSpans(countIssues(findings))], screen);
  return `${findings.length === 0 ? "" : `${formatIssues(findings, context, screen)}\n`}${summary.join("\n")}\n`;
}
