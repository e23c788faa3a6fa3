import type { Command } from "commander";
import { type CheckReport, checkRuleset } from "../../analysis.js";
import { type Issue, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { plural } from "../../words/numbers.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE } from "../environment.js";
import { isUnreadable, locateRules, type RulesLocation, respell } from "../input/locate-rules.js";
import { RULES, readStart } from "../input/options.js";
import { formatOption } from "../report/formatter.js";
import { reportOn } from "../report/rules-report.js";
import { screenOf } from "../terminal/screen.js";
import { CHECK_FORMATTERS, CHECK_READERS } from "./format-check.js";

export function addCheckCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("check")
    .summary("report everything wrong with the rule files, and prove their promises")
    .description(
      "Reports everything that is wrong with the rule files, each problem with its place and what to do, and proves that every promise is kept in all situations there are.",
    )
    .argument("[rules]", RULES)
    .addOption(formatOption(CHECK_READERS, CHECK_FORMATTERS))
    .option("--strict", "warnings count as errors")
    .optionsGroup("The hours for which promises are proven:")
    .option(
      "--from <instant>",
      "from when on, such as `2026-12-24 10:00` by the desk's clock; now where it is left out",
    )
    .option("--days <number>", "for how many days; 400 where it is left out")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (rules: string | undefined, options: CheckOptions) => exit(await check(rules, options, environment)));
}

const EXAMPLES = `Examples:
  $ contact-routing check
  $ contact-routing check my-rules --strict --format github
  $ contact-routing check --from "2027-01-01 00:00" --days 365`;

interface CheckOptions {
  readonly format: keyof typeof CHECK_FORMATTERS;
  readonly strict?: boolean;
  readonly from?: string;
  readonly days?: string;
}

async function check(given: string | undefined, options: CheckOptions, environment: Environment): Promise<ExitCode> {
  const { format, strict, from, days = "400" } = options;
  const location = locateRules(given, environment);
  const checked = await checkRules(location, options, environment);
  const { findings } = checked;
  const counted = plural(Number(days), "day");
  const period = from === undefined ? `the next ${counted}` : `the ${counted} from then on`;
  const { stdout } = environment;
  const report = { ...reportOn(location, findings), ...checked, period };
  stdout.write(CHECK_FORMATTERS[format](report, screenOf(stdout, environment)));
  if (findings.some(isUnreadable)) return MISUSE;
  const isFailure = ({ severity }: Issue) => severity === "error" || (severity === "warning" && strict === true);
  return findings.some(isFailure) ? FINDINGS : FINE;
}

async function checkRules(
  location: RulesLocation,
  { from, days }: CheckOptions,
  { now }: Environment,
): Promise<CheckReport> {
  try {
    const ruleset = await loadRuleset(location.path);
    const checked = await checkRuleset(ruleset, {
      from: readStart(from, ruleset, now),
      ...(days === undefined ? {} : { days: Number(days) }),
    });
    return { ...checked, findings: respell(checked.findings, location) };
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    return { findings: respell(error.issues, location), promises: [], situations: 0 };
  }
}
