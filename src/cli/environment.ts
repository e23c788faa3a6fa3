/** Everything that a command takes from outside: from the process, or from a test. */
export interface Environment {
  /** The arguments after the name of the program. */
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The URL of the folder with the pages of this version, for links in a terminal. */
  readonly docs?: string;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Epoch ms. */
  now(): number;
}

interface Input extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean | undefined;
}

export interface Output {
  write(text: string): void;
  readonly isTTY?: boolean | undefined;
  /** Undefined if it is not a terminal. */
  readonly columns?: number | undefined;
}

export type ExitCode = typeof FINE | typeof FINDINGS | typeof MISUSE;

export const FINE = 0;
/** The rule files have errors, or a scenario failed. */
export const FINDINGS = 1;
/** The command cannot be understood, or its input cannot be read. */
export const MISUSE = 2;

/** The code of an error of Node, such as `ENOENT`; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** A mistake of the person who runs the command. The message is one line, and is shown alone. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}
