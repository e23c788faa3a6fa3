import { type Environment, MISUSE, type Output } from "./environment.js";
import { describeDefect, runCli } from "./program.js";

/** The process as commands see it. A getter leaves standard input alone until a command reads it. */
const environment: Environment = {
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  variables: process.env,
  // Beside `dist`, in the package and in a clone.
  docs: new URL("../docs/", import.meta.url).href,
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

// `process.exit` would lose text that a pipe has not taken yet.
process.exitCode = await runCli(environment);

function outputTo(stream: NodeJS.WriteStream): Output {
  // A reader may stop early (`| head`); the rest of the text is dropped.
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
