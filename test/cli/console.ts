import type { Environment } from "../../src/cli/environment.js";
import { runCli } from "../../src/cli/program.js";

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  readonly cwd?: string;
  /** Piped in; a terminal that nobody types at where it is left out. */
  readonly stdin?: string | AsyncIterable<Uint8Array>;
  /** Typed at a terminal. */
  readonly typed?: string;
  /** Of a terminal; what is printed goes to a file where it is left out. */
  readonly columns?: number;
  readonly variables?: Environment["variables"];
  /** Where the pages are. */
  readonly docs?: string;
}

/** Runs a command as a person would, at Monday 23 November 2026, 10:00 in Amsterdam. */
export async function run(argv: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
  const { cwd = "/", stdin, typed, columns, variables = {}, docs } = circumstances;
  const printed = { stdout: "", stderr: "" };
  const output = (name: keyof typeof printed) => ({
    isTTY: columns !== undefined,
    columns,
    write(text: string) {
      printed[name] += text;
    },
  });
  const exitCode = await runCli({
    argv,
    cwd,
    variables,
    ...(docs !== undefined && { docs }),
    stdin: {
      isTTY: stdin === undefined,
      [Symbol.asyncIterator]: () => readable(stdin ?? typed)[Symbol.asyncIterator](),
    },
    stdout: output("stdout"),
    stderr: output("stderr"),
    now: () => Date.parse("2026-11-23T10:00:00+01:00"),
  });
  return { exitCode, ...printed };
}

async function* readable(stdin: Circumstances["stdin"]): AsyncIterable<Uint8Array> {
  if (typeof stdin === "string") yield new TextEncoder().encode(stdin);
  else if (stdin !== undefined) yield* stdin;
}
