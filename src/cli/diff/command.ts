import { type Command, Option } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { DIFF_FORMATS, type DiffOptions, diff } from "./diff.js";

export function addDiffCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("diff")
    .summary("tell who gains and who loses what between two versions of the rules")
    .description(
      "Tells exactly which customers gain or lose what from one version of the rules to another, over every situation there is, and shows an example of each.",
    )
    .argument("<before>", VERSION)
    .argument("[after]", `${VERSION}; the rules as they are here where it is left out`)
    .option("--rules <rules>", "the folder or file of the rules in a revision, and here; `rules` where it is left out")
    .addOption(
      new Option("--format <format>", "for a person, a pull request, a program, or a workflow on GitHub")
        .choices(DIFF_FORMATS)
        .default("pretty"),
    )
    .option("--no-examples", "only the sentences, without an example of each")
    .option("--exit-code", "exit with 1 where anything changes")
    .optionsGroup("The hours that are compared:")
    .option(
      "--from <instant>",
      "from when on, such as `2026-12-24 10:00` by the desk's clock; now where it is left out",
    )
    .option("--days <number>", "for how many days; 400 where it is left out")
    .addHelpText("after", `\n${DIFF_EXAMPLES}`)
    .action(async (before: string, after: string | undefined, options: DiffOptions) =>
      exit(await diff(before, after, options, environment)),
    );
}

const VERSION = "a folder or file of rules, or a revision of git, such as `main` or `HEAD~1`";

const DIFF_EXAMPLES = `Examples:
  $ contact-routing diff main
  $ contact-routing diff HEAD~1 HEAD --format markdown
  $ contact-routing diff rules-in-use rules --exit-code
  $ contact-routing diff v1.4 --rules config/contact --from "2026-12-01 00:00" --days 31`;
