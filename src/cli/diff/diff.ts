import type { Command } from "commander";
import { compareRulesets, shownZone } from "../../analysis.js";
import { periodOf } from "../../words/describe-windows.js";
import { type Environment, type ExitCode, FINDINGS, FINE } from "../environment.js";
import { type RulesLocation, respell } from "../input/locate-rules.js";
import { readStart } from "../input/options.js";
import { findVersion, type RulesVersion } from "../input/revision.js";
import { withRules } from "../report/format-issues.js";
import { formatOption, printReport } from "../report/formatter.js";
import { DIFF_FORMATTERS } from "./format-diff.js";

export function addDiffCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("diff")
    .summary("tell who gains and who loses what between two versions of the rules")
    .description(
      "Tells exactly which customers gain or lose what from one version of the rules to another, over every situation there is, and shows an example of each.",
    )
    .argument("<before>", VERSION)
    .argument("[after]", `${VERSION}; the rules as they are here by default`)
    .option("--rules <rules>", "the folder or file of the rules in a revision, and here; `rules` by default")
    .addOption(formatOption("a person, a pull request, a program, or a workflow on GitHub", DIFF_FORMATTERS))
    .option("--no-examples", "only the sentences, without an example of each")
    .option("--reasons", "also list how the stated reasons change, of a channel that is withheld before and after")
    .option("--exit-code", "exit with 1 where anything changes")
    .optionsGroup("The hours that are compared:")
    .option("--from <instant>", "from when on, such as `2026-12-24 10:00` by the desk's clock; now by default")
    .option("--days <number>", "for how many days; 400 by default")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (before: string, after: string | undefined, options: DiffOptions) =>
      exit(await diff(before, after, options, environment)),
    );
}

const VERSION = "a folder or file of rules, or a revision of git, such as `main` or `HEAD~1`";

const EXAMPLES = `Examples:
  $ contact-routing diff main
  $ contact-routing diff HEAD~1 HEAD --format markdown
  $ contact-routing diff rules-in-use rules --exit-code
  $ contact-routing diff v1.4 --rules config/contact --from "2026-12-01 00:00" --days 31`;

interface DiffOptions {
  readonly format: keyof typeof DIFF_FORMATTERS;
  /** The rules in a revision of git. */
  readonly rules?: string;
  readonly from?: string;
  readonly days?: string;
  readonly examples: boolean;
  readonly reasons?: boolean;
  readonly exitCode?: boolean;
}

async function diff(
  before: string,
  after: string | undefined,
  options: DiffOptions,
  environment: Environment,
): Promise<ExitCode> {
  const versions: RulesVersion[] = [];
  try {
    for (const given of [before, after]) versions.push(await findVersion(given, options.rules, environment));
    const [was, is] = versions.map(({ location }) => location) as [RulesLocation, RulesLocation];
    return await withRules(was, environment, (rulesBefore) =>
      withRules(is, environment, async (rulesAfter): Promise<ExitCode> => {
        const days = Number(options.days ?? "400");
        const from = readStart(options.from, rulesAfter, environment.now);
        const comparison = respell(respell(await compareRulesets(rulesBefore, rulesAfter, { from, days }), was), is);
        const report = {
          comparison,
          period: periodOf(from, days),
          before: was.spelling,
          after: is.spelling,
          rulesets: [rulesBefore, rulesAfter] as const,
          timeZone: shownZone(rulesAfter, undefined),
          hasExamples: options.examples,
          hasReasons: options.reasons === true,
        };
        printReport(report, DIFF_FORMATTERS[options.format], environment);
        return options.exitCode === true && !comparison.equivalent ? FINDINGS : FINE;
      }),
    );
  } finally {
    for (const { remove } of versions) remove();
  }
}
