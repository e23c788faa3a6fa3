import type { Command } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { init } from "./init.js";

export function addInitCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("init")
    .summary("write a small ruleset to begin with")
    .description(
      "Writes a small ruleset with scenarios, settings by which an editor completes and checks rule files, and a GitHub workflow that checks, tests and compares the rules on a pull request. No file that is there already is touched.",
    )
    .argument("[rules]", "the folder to write the rules to; `rules` where it is left out")
    .addHelpText("after", "\nExamples:\n  $ contact-routing init\n  $ contact-routing init config/support-rules")
    .action((rules: string | undefined) => exit(init(rules, environment)));
}
