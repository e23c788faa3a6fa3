import { CommanderError } from "commander";
import { bad, toSpans } from "../words/prose.js";
import { type Environment, type ExitCode, FINE, MISUSE, Misuse } from "./environment.js";
import { createProgram } from "./program.js";
import { flow } from "./terminal/flow.js";
import { screenOf } from "./terminal/screen.js";

/** Runs one command. Never throws, and never shows a stack trace: whatever goes wrong is a line on `stderr` and an exit code. */
export async function runCli(environment: Environment): Promise<ExitCode> {
  let exitCode: ExitCode = FINE;
  try {
    await createProgram(environment, (code) => {
      exitCode = code;
    }).parseAsync([...environment.argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said it all.
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : MISUSE;
    complain(error instanceof Misuse ? error.message : describeDefect(error), environment);
    return MISUSE;
  }
}

/** Something that no command foresaw, on one line. */
export function describeDefect(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error);
  return `this should not have happened: ${what.split("\n")[0]}; report it, with the command`;
}

function complain(message: string, environment: Environment): void {
  const { stderr } = environment;
  const screen = screenOf(stderr, environment);
  stderr.write(`${flow([bad("error:"), " ", ...toSpans(message)], screen).join("\n")}\n`);
}
