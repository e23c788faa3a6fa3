import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { parseRuleset, RulesetError } from "../../index.js";
import { type Environment, Misuse } from "../environment.js";
import { problemOf } from "../report/format-issues.js";

/** The text of a request, and the name of its source for messages. */
export interface RequestText {
  readonly text: string;
  readonly from: string;
}

/**
 * Reads a request from a file, or from standard input if the path is `-`. Without a path, reads standard input unless it is a terminal, or
 * `asked` says that flags make the request. Null if there is no request. Throws {@link Misuse}.
 */
export async function readRequestText(
  path: string | undefined,
  asked: boolean,
  environment: Environment,
): Promise<RequestText | null> {
  if (path !== undefined && path !== "-") {
    return { text: await readAll(createReadStream(resolve(environment.cwd, path)), path), from: path };
  }
  if (path === undefined && (asked || environment.stdin.isTTY === true)) return null;
  const text = await readPatiently(environment);
  if (text.trim() === "" && path === undefined) return null;
  return { text, from: STDIN };
}

/** Throws a {@link Misuse} with the place at which a text stops being JSON. */
export function parseRequest({ text, from }: RequestText): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misuse(describeFault(text, from));
  }
}

export const STDIN = "standard input";

const MAX_BYTES = 1_048_576;
const PATIENCE_MS = 2_000;

function readPatiently(environment: Environment): Promise<string> {
  return sayWhatIsAwaited("a request, as JSON,", readAll(environment.stdin, STDIN), environment);
}

/** Says what the command waits for, in case the person does not know that it reads standard input. */
export async function sayWhatIsAwaited<Read>(
  what: string,
  awaited: Promise<Read>,
  { stdin, stderr }: Environment,
): Promise<Read> {
  const say = () => stderr.write(`reading ${what} from standard input…\n`);
  if (stdin.isTTY === true) say();
  const timer = stdin.isTTY === true ? undefined : setTimeout(say, PATIENCE_MS);
  try {
    return await awaited;
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(input: AsyncIterable<Uint8Array | string>, from: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of input) {
      const read = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      bytes += read.length;
      if (bytes > MAX_BYTES) break;
      chunks.push(read);
    }
  } catch (error) {
    throw new Misuse(describeFailure(error, from));
  }
  if (bytes > MAX_BYTES) throw new Misuse(`${from} is larger than 1 MiB; no request is`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new Misuse(`${from} is not UTF-8; save it as UTF-8`);
  }
}

/** The message about a file that cannot be read. */
export function describeFailure(error: unknown, from: string): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return `${FAILURES[code] === undefined ? "cannot read" : ""} ${from}${FAILURES[code] ?? ""}`.trim();
}

const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: " does not exist; check the path",
  EISDIR: " is a folder; name one file in it",
  EACCES: " may not be read; check its permissions",
};

function describeFault(text: string, from: string): string {
  const fault = findFault(text);
  return fault === null
    ? `${from} is not JSON; write an object with a \`requestType\``
    : `${from}:${fault.line}:${fault.column}: ${fault.message}`;
}

/** The place at which a text stops being JSON. */
export interface Fault {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** The problem and, if known, what to do. */
  readonly message: string;
}

/** Finds the fault by reading the text as a rule file. A hint that fits only rule files is left out. */
export function findFault(text: string): Fault | null {
  try {
    parseRuleset([{ file: "request", text }]);
  } catch (error) {
    const fault = error instanceof RulesetError ? error.issues.find(({ code }) => FAULTS.has(code)) : undefined;
    if (fault !== undefined) {
      const isOfAnyJson = fault.code === "syntax" && !OF_RULES.test(fault.message);
      return {
        line: fault.line ?? 1,
        column: fault.column ?? 1,
        message: isOfAnyJson ? fault.message : problemOf(fault),
      };
    }
  }
  return null;
}

/** Hints that fit only rule files. */
const OF_RULES = /`description`|end of the rules/;
const FAULTS: ReadonlySet<string> = new Set(["syntax", "too-deep", "byte-order-mark"]);
