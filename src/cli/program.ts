import { Command } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { bad, strong } from "../words/prose.js";
import { addCheckCommand } from "./check/command.js";
import { addDiffCommand } from "./diff/command.js";
import type { Environment, ExitCode } from "./environment.js";
import { addInitCommand } from "./init/command.js";
import { addMatrixCommand } from "./matrix/command.js";
import { addReplayCommand } from "./replay/command.js";
import { addRouteCommand } from "./route/command.js";
import { addSchemaCommand } from "./schema/command.js";
import { plainText } from "./terminal/plain-text.js";
import { paint, screenOf } from "./terminal/screen.js";
import { addTestCommand } from "./test/command.js";
import { addTypesCommand } from "./types/command.js";

/** The commands, their flags and their help. What they throw comes out of `parseAsync`, and so does commander's own error. */
export function createProgram(environment: Environment, exit: (code: ExitCode) => void): Command {
  const { stdout, stderr } = environment;
  const screen = screenOf(stdout, environment);
  const errorLabel = paint(bad("error:"), screenOf(stderr, environment));
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
      getErrHelpWidth: () => screenOf(stderr, environment).width,
      getOutHasColors: () => screen.color,
      getErrHasColors: () => screenOf(stderr, environment).color,
    })
    .addHelpText("after", `\n${EXIT_CODES}`);

  addRouteCommand(program, environment, exit);
  addCheckCommand(program, environment, exit);
  addTestCommand(program, environment, exit);
  addMatrixCommand(program, environment, exit);
  addDiffCommand(program, environment, exit);
  addReplayCommand(program, environment, exit);
  addInitCommand(program, environment, exit);
  addSchemaCommand(program, environment, exit);
  addTypesCommand(program, environment, exit);

  for (const command of [program, ...program.commands]) {
    command.showHelpAfterError(`(see \`contact-routing${command === program ? "" : ` ${command.name()}`} --help\`)`);
  }
  return program;
}

const EXIT_CODES = `Exit codes:
  0  fine
  1  something is wrong in the rule files, a scenario failed, too little is
     reached, a file is out of date, a log holds no request, or there is a
     change and \`diff --exit-code\` asks
  2  the command cannot be understood, or its input cannot be read`;

/** What commander says of the arguments, which it repeats as they are; its suggestion keeps a line of its own. */
function describeRefusal(text: string): string {
  const [, refusal = text, suggestion = ""] = /^([\s\S]*?)(\n\(Did you mean [^\n]*\?\))?\n?$/.exec(text) ?? [];
  const lines = [refusal, suggestion].map((line) => plainText(line).trim()).filter((line) => line !== "");
  return lines.join("\n").replace(/'([^'\n]+)'/g, "`$1`");
}
