import { Command, CommanderError } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { RequestError } from "../index.js";
import { bad, strong } from "../words/prose.js";
import { addCheckCommand } from "./check/check.js";
import { addDiffCommand } from "./diff/diff.js";
import { type Environment, type ExitCode, FINE, MISUSE, Misuse } from "./environment.js";
import { addHolidaysCommand } from "./holidays/holidays.js";
import { addInitCommand } from "./init/init.js";
import { addMatrixCommand } from "./matrix/matrix.js";
import { addReplayCommand } from "./replay/replay.js";
import { addRouteCommand } from "./route/route.js";
import { addSchemaCommand } from "./schema/schema.js";
import { printError } from "./terminal/flow.js";
import { cleanText, paint, screenOf } from "./terminal/screen.js";
import { addTestCommand } from "./test/test.js";
import { addTypesCommand } from "./types/types.js";

/** Adds a command to the program. The command calls `exit` when it has run; what it throws comes out of `parseAsync`. */
type AddCommand = (program: Command, environment: Environment, exit: (code: ExitCode) => void) => void;

/** In the order of the help. */
const COMMANDS: readonly AddCommand[] = [
  addRouteCommand,
  addCheckCommand,
  addTestCommand,
  addMatrixCommand,
  addDiffCommand,
  addReplayCommand,
  addInitCommand,
  addSchemaCommand,
  addTypesCommand,
  addHolidaysCommand,
];

/** Runs one command. Never throws, and never shows a stack trace: a failure is a line on `stderr` and an exit code. */
export async function runCli(environment: Environment): Promise<ExitCode> {
  let exitCode: ExitCode = FINE;
  try {
    await createProgram(environment, (code) => {
      exitCode = code;
    }).parseAsync([...environment.argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed the message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : MISUSE;
    printError(describeFailure(error), environment);
    return MISUSE;
  }
}

function describeFailure(error: unknown): string {
  if (error instanceof Misuse) return error.message;
  // Commands report a request of the user themselves, so this one is about a flag such as `--from`.
  if (error instanceof RequestError) return error.issues.map(({ message }) => message).join("; ");
  return describeDefect(error);
}

export function describeDefect(error: unknown): string {
  const what = error instanceof Error ? error.message : String(error);
  return `this should not have happened: ${what.split("\n")[0]}; report it, with the command`;
}

function createProgram(environment: Environment, exit: (code: ExitCode) => void): Command {
  const { stdout, stderr } = environment;
  const screen = screenOf(stdout, environment);
  const errorScreen = screenOf(stderr, environment);
  const errorLabel = paint(bad("error:"), errorScreen);
  const program = new Command("contact-routing")
    .description("Decides which support channels to offer a customer, from rule files, and says why.")
    .version(packageJson.version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .exitOverride()
    .configureHelp({ styleTitle: (title) => paint(strong(title), screen) })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(`${describeRefusal(text).replace(/^error:/, () => errorLabel)}\n`),
      getOutHelpWidth: () => screen.width,
      getErrHelpWidth: () => errorScreen.width,
      getOutHasColors: () => screen.color,
      getErrHasColors: () => errorScreen.color,
    })
    .addHelpText("after", `\n${EXIT_CODES}`);
  for (const add of COMMANDS) add(program, environment, exit);
  for (const command of [program, ...program.commands]) {
    command.showHelpAfterError(`(see \`contact-routing${command === program ? "" : ` ${command.name()}`} --help\`)`);
  }
  return program;
}

const EXIT_CODES = `Exit codes:
  0  fine
  1  something is wrong in the rule files, a scenario failed, too little is
     reached, a file is out of date, a log holds no request, a calendar has no
     holiday, or there is a change and \`diff --exit-code\` asks
  2  the command cannot be understood, or its input cannot be read`;

/** Commander's message, which repeats the arguments as they are. Its suggestion stays on a line of its own. */
function describeRefusal(text: string): string {
  const [, refusal = text, suggestion = ""] = /^([\s\S]*?)(\n\(Did you mean [^\n]*\?\))?\n?$/.exec(text) ?? [];
  const lines = [refusal, suggestion].map((line) => cleanText(line).trim()).filter((line) => line !== "");
  return lines.join("\n").replace(/'([^'\n]+)'/g, "`$1`");
}
