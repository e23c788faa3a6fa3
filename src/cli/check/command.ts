import type { Command } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { formatOption, RULES } from "../input/shared-options.js";
import { type CheckOptions, check } from "./check.js";

export function addCheckCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("check")
    .summary("report everything wrong with the rule files, and prove their promises")
    .description(
      "Reports everything that is wrong with the rule files, each problem with its place and what to do, and proves that every promise is kept in all situations there are.",
    )
    .argument("[rules]", RULES)
    .addOption(formatOption())
    .option("--strict", "warnings count as errors")
    .optionsGroup("The hours for which promises are proven:")
    .option(
      "--from <instant>",
      "from when on, such as `2026-12-24 10:00` by the desk's clock; now where it is left out",
    )
    .option("--days <number>", "for how many days; 400 where it is left out")
    .addHelpText("after", `\n${CHECK_EXAMPLES}`)
    .action(async (rules: string | undefined, options: CheckOptions) => exit(await check(rules, options, environment)));
}

const CHECK_EXAMPLES = `Examples:
  $ contact-routing check
  $ contact-routing check my-rules --strict --format github
  $ contact-routing check --from "2027-01-01 00:00" --days 365`;
