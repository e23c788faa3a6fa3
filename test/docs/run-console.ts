import type { Environment, ExitCode } from "../../src/cli/environment.js";
import { runCli } from "../../src/cli/program.js";

/** What a console block shows when its commands, the lines that begin with `$ `, are run again. */
export interface Ran {
  readonly shown: string;
  /** Of the last command. */
  readonly exitCode: ExitCode;
}

/**
 * Runs the `contact-routing` commands of a block in a folder, on an 80-column screen without colour. Shows the first lines of each output, and `…`
 * for the others.
 */
export async function runConsole(text: string, folder: string, first: number): Promise<Ran> {
  const shown: string[] = [];
  let exitCode: ExitCode = 0;
  for (const command of commandsIn(text)) {
    const [program, ...argv] = splitWords(command.replaceAll("\\\n", " "));
    if (program !== "contact-routing") throw new Error(`\`${program}\` is not run here; only \`contact-routing\` is`);
    const printed: string[] = [];
    exitCode = await runCli(environmentOf(argv, folder, { write: (piece) => void printed.push(piece) }));
    const lines = printed.join("").trimEnd().split("\n");
    const others = lines.length > first ? ["…"] : [];
    shown.push([`$ ${command}`, ...lines.slice(0, first), ...others].join("\n").trimEnd());
  }
  return { shown: shown.join("\n"), exitCode };
}

function environmentOf(argv: readonly string[], cwd: string, output: Environment["stdout"]): Environment {
  return {
    argv,
    cwd,
    variables: {},
    stdin: { isTTY: true, async *[Symbol.asyncIterator]() {} },
    stdout: output,
    stderr: output,
    now() {
      // Pages say that it is this instant if it matters.
      if (["check", "diff"].includes(argv[0] ?? "") || argv.some((word) => word.startsWith("last ")))
        return Date.parse("2026-11-23T10:00:00+01:00");
      throw new Error("an example that does not say when would be out of date tomorrow; give `--at`");
    },
  };
}

function commandsIn(text: string): string[] {
  return [...text.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command = ""]) => command);
}

/** As a shell does, quotes and spaces alone. */
function splitWords(command: string): string[] {
  return [...command.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/["']/g, ""));
}
