import { type Command, Option } from "commander";
import type { Environment, ExitCode } from "../environment.js";
import { RULES } from "../input/shared-options.js";
import { REPLAY_FORMATS, type ReplayOptions, replay } from "./replay.js";

export function addReplayCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("replay")
    .summary("decide past requests again, or under two versions of the rules")
    .description(
      "Decides the requests of a log again: how often each channel is offered, why it is withheld, and who gains and who loses between two versions of the rules.",
    )
    .argument("[log]", LOG)
    .option("--rules <rules>", RULES)
    .option("--against <rules>", "another version of the rules, such as the one in use, to see what changes from it")
    .option("--out <file>", "write each decision, with its request, to a line of this file; gzip if it ends in .gz")
    .addOption(
      new Option("--format <format>", "for a person, a program, a comment, or a workflow on GitHub")
        .choices(REPLAY_FORMATS)
        .default("pretty"),
    )
    .addHelpText("after", `\n${REPLAY_EXAMPLES}`)
    .action(async (log: string | undefined, options: ReplayOptions) => exit(await replay(log, options, environment)));
}

const LOG = "a file of requests, each as JSON on a line of its own, in gzip or not; `-` for standard input";

const REPLAY_EXAMPLES = `Examples:
  $ contact-routing replay requests.jsonl
  $ contact-routing replay requests.jsonl.gz --rules rules --against rules-in-use
  $ contact-routing replay requests.jsonl --out decisions.jsonl.gz --format json
  $ kubectl logs support-api | contact-routing replay --format markdown`;
