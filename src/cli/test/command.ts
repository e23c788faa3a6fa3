import { type Command, Option } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { formatOption, RULES } from "../input/shared-options.js";
import { type TestOptions, test } from "./test.js";

export function addTestCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("test")
    .summary("hold the rules to their scenarios")
    .description(
      "Decides every scenario of the rule files, and says what is not decided as it expects, and why; and what of the rules no scenario reaches.",
    )
    .argument("[rules]", RULES)
    .option("--name <text>", "only the scenarios that have this in their name")
    .option("--verbose", "name those that passed too, however many")
    .addOption(formatOption())
    .optionsGroup("Coverage, of all scenarios:")
    .addOption(new Option("--coverage", "list what no scenario reaches").conflicts("name"))
    .addOption(
      new Option("--fail-under <percent>", "exit with 1 where less than this is reached, such as 90").conflicts("name"),
    )
    .addOption(
      new Option("--suggest", "print scenarios that reach what is left, as a rule file, and do nothing else").conflicts(
        ["name", "verbose", "format", "coverage", "failUnder"],
      ),
    )
    .option("--out <file>", "a new file for --suggest to write to")
    .addOption(
      new Option(
        "--from <instant>",
        "the first of the 400 days in which customers may ask; where it is left out, that of the first scenario, and for --suggest now",
      ).conflicts("name"),
    )
    .addHelpText("after", `\n${TEST_EXAMPLES}`)
    .action(async (rules: string | undefined, options: TestOptions) => exit(await test(rules, options, environment)));
}

const TEST_EXAMPLES = `Examples:
  $ contact-routing test
  $ contact-routing test my-rules --name easter --verbose
  $ contact-routing test --coverage --fail-under 90
  $ contact-routing test --suggest --out rules/scenarios/suggested.json`;
