import { type Command, Option } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { RULES } from "../input/shared-options.js";
import { type TypesOptions, types } from "./types.js";

export function addTypesCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("types")
    .summary("write TypeScript types of the words the rules use")
    .description(
      "Writes TypeScript types of the request types, channels, languages, steps, reasons and facts of the rules, so that a backend that misspells one does not compile.",
    )
    .argument("[rules]", RULES)
    .option("--out <file>", "where to write them; printed where it is left out")
    .addOption(
      new Option("--check <file>", "say whether a file has these types, and exit with 1 where it has not").conflicts(
        "out",
      ),
    )
    .addHelpText("after", `\n${TYPES_EXAMPLES}`)
    .action(async (rules: string | undefined, options: TypesOptions) => exit(await types(rules, options, environment)));
}

const TYPES_EXAMPLES = `Examples:
  $ contact-routing types --out src/contact-types.ts
  $ contact-routing types my-rules --check src/contact-types.ts`;
