import { type Environment, MISUSE, type Output } from "./environment.js";
import { describeDefect, runCli } from "./run-cli.js";

/** The process as a command sees it. Standard input is not touched until something reads it. */
const environment: Environment = {
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  variables: process.env,
  get stdin() {
    return process.stdin;
  },
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  now: () => Date.now(),
};

process.on("uncaughtException", (error) => {
  process.stderr.write(`error: ${describeDefect(error)}\n`);
  process.exit(MISUSE);
});

// The exit code is set, and not `process.exit` called, so that what was written to a pipe still gets there.
process.exitCode = await runCli(environment);

function outputTo(stream: NodeJS.WriteStream): Output {
  // Whoever reads may stop when they have enough (`| head`); what else is written then goes nowhere.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
}
