import { type Command, Option } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { collect, RULES } from "../input/shared-options.js";
import { MATRIX_FORMATS, type MatrixCommandOptions, matrix } from "./matrix.js";

export function addMatrixCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("matrix")
    .summary("show language by channel for every request type")
    .description(
      "Shows what customers of each language are offered on each channel, for every request type: at an instant, or over a week the hours. Agents are taken to be free in every language of every channel.",
    )
    .argument("[rules]", RULES)
    .option(
      "--at <instant>",
      "when, such as `2026-11-23 10:00` by the desk's clock, or with an offset; now where it is left out",
    )
    .option("--week", "the hours of the week that holds that instant, Monday to Sunday; a date alone will do for --at")
    .addOption(
      new Option("--format <format>", "for a person, a wiki, a spreadsheet or a program")
        .choices(MATRIX_FORMATS)
        .default("pretty"),
    )
    .optionsGroup("Only these, separated by commas:")
    .option("--type <ids>", "request types", collect)
    .option("--language <tags>", "customers' languages, served or not", collect)
    .option("--channel <ids>", "channels", collect)
    .optionsGroup("The customer, the same in every cell:")
    .option("--fact <fact=value>", "such as signedIn=true; more than once", collect)
    .option("--time-zone <zone>", "for hours in the customer's own time, such as Europe/Amsterdam")
    .addHelpText("after", `\n${MATRIX_EXAMPLES}`)
    .action(async (rules: string | undefined, options: MatrixCommandOptions) =>
      exit(await matrix(rules, options, environment)),
    );
}

const MATRIX_EXAMPLES = `Examples:
  $ contact-routing matrix
  $ contact-routing matrix --week --at 2026-12-24 --type order-question
  $ contact-routing matrix my-rules --language nl,ja --fact signedIn=true
  $ contact-routing matrix --week --format csv > week.csv`;
