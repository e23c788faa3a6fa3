import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { parseRuleset, RulesetError } from "../../index.js";
import { codeOf, type Environment, Misuse } from "../environment.js";
import { problemOf } from "../report/format-issues.js";

/** Parsed JSON that may be a request, and the name of its source for messages. */
export interface RequestJson {
  readonly value: unknown;
  readonly from: string;
}

/**
 * Reads a request from a file, or from standard input if the path is `-`. Without a path, reads standard input unless it is a terminal, or
 * `asked` says that flags make the request. Null if there is no request. Throws {@link Misuse}.
 */
export async function readRequestJson(
  path: string | undefined,
  asked: boolean,
  environment: Environment,
): Promise<RequestJson | null> {
  const { cwd, stdin } = environment;
  if (path !== undefined && path !== "-") {
    return parseRequest(decodeUtf8(await readBytes(createReadStream(resolve(cwd, path)), path, REQUEST), path), path);
  }
  if (path === undefined && (asked || stdin.isTTY === true)) return null;
  const bytes = await sayWhatIsAwaited("a request, as JSON,", readBytes(stdin, STDIN, REQUEST), environment);
  const text = decodeUtf8(bytes, STDIN);
  return text.trim() === "" && path === undefined ? null : parseRequest(text, STDIN);
}

/** Throws a {@link Misuse} with the place at which the text stops being JSON. */
function parseRequest(text: string, from: string): RequestJson {
  try {
    return { value: JSON.parse(text), from };
  } catch {
    const fault = findFault(text);
    if (fault === null) throw new Misuse(`${from} is not JSON; write an object with a \`requestType\``);
    throw new Misuse(`${from}:${fault.line}:${fault.column}: ${fault.message}`);
  }
}

export const STDIN = "standard input";

const REQUEST = { mebibytes: 1, noun: "request" };
const PATIENCE_MS = 2_000;

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

/** Reads a request or another file that is small. Throws {@link Misuse}, also if it has more bytes than its `noun` may have. */
export async function readBytes(
  input: AsyncIterable<Uint8Array | string>,
  from: string,
  { mebibytes, noun }: { readonly mebibytes: number; readonly noun: string },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of input) {
      const read = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      bytes += read.length;
      if (bytes > mebibytes * BYTES_PER_MEBIBYTE) break;
      chunks.push(read);
    }
  } catch (error) {
    throw new Misuse(describeFailure(error, from));
  }
  if (bytes > mebibytes * BYTES_PER_MEBIBYTE) {
    throw new Misuse(`${from} is larger than ${mebibytes} MiB; no ${noun} is`);
  }
  return Buffer.concat(chunks);
}

const BYTES_PER_MEBIBYTE = 1_048_576;

/** Leaves out a byte order mark. Throws {@link Misuse}. */
export function decodeUtf8(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Misuse(`${from} is not UTF-8; save it as UTF-8`);
  }
}

export function describeFailure(error: unknown, from: string): string {
  const failure = FAILURES[codeOf(error)];
  return failure === undefined ? `cannot read ${from}` : `${from}${failure}`;
}

const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: " does not exist; check the path",
  EISDIR: " is a folder; name one file in it",
  EACCES: " may not be read; check its permissions",
};

/**
 * Finds the place at which a text stops being JSON by reading it as a rule file. A hint that fits only rule files is left out. Line and column
 * count from 1, the column in UTF-16 code units.
 */
export function findFault(text: string): { line: number; column: number; message: string } | null {
  try {
    parseRuleset([{ file: "request", text }]);
    return null;
  } catch (error) {
    const fault = error instanceof RulesetError ? error.issues.find(({ code }) => FAULTS.has(code)) : undefined;
    if (fault === undefined) return null;
    const { line = 1, column = 1, message } = fault;
    const isOfAnyJson = fault.code === "syntax" && !OF_RULES.test(message);
    return { line, column, message: isOfAnyJson ? message : problemOf(fault) };
  }
}

const OF_RULES = /`description`|end of the rules/;
const FAULTS: ReadonlySet<string> = new Set(["syntax", "too-deep", "merge-conflict"]);
