/** All that a command knows of the world outside: what a test passes, and what `main.ts` takes from the process. */
export interface Environment {
  /** The arguments after the name of the program. */
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Epoch ms. */
  now(): number;
}

export interface Input extends AsyncIterable<Uint8Array | string> {
  readonly isTTY?: boolean | undefined;
}

export interface Output {
  write(text: string): void;
  readonly isTTY?: boolean | undefined;
  /** Undefined where it is not a terminal. */
  readonly columns?: number | undefined;
}

export type ExitCode = typeof FINE | typeof FINDINGS | typeof MISUSE;

export const FINE = 0;
/** Something is wrong in the rule files, or a scenario failed. */
export const FINDINGS = 1;
/** The command was not used as it can be, or its input cannot be read. */
export const MISUSE = 2;

/** What a person did that a command cannot work with; the message is one line, and all there is to say. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}
