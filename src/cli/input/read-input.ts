import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { parseRuleset, RulesetError } from "../../index.js";
import { type Environment, Misuse } from "../environment.js";
import { problemOf } from "../report/format-issues.js";

/** A request as it was written, and what to call it when something is wrong with it. */
export interface RequestText {
  readonly text: string;
  readonly from: string;
}

/**
 * Reads a request from a file, or from standard input where the path is `-`, or where something is piped in and nothing else says what is
 * asked. Null where there is nothing. Throws {@link Misuse}.
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

/** Throws a {@link Misuse} that says what is not JSON in a text, and where. */
export function parseRequest({ text, from }: RequestText): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misuse(describeFault(text, from));
  }
}

/** What standard input is called. */
export const STDIN = "standard input";

const MAX_BYTES = 1_048_576;
const PATIENCE_MS = 2_000;

function readPatiently(environment: Environment): Promise<string> {
  return sayWhatIsAwaited("a request, as JSON,", readAll(environment.stdin, STDIN), environment);
}

/** Whoever forgot that standard input is read sees why nothing happens. Nothing is said once `awaited` is there. */
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

/** Why a file cannot be read. */
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

/** Where a text stops being JSON. */
export interface Fault {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** What is wrong there, and what to do about it where that is known. */
  readonly message: string;
}

/** What reads rule files says best where a text stops being JSON; what it then says to do may be about rules alone. */
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

/** A request has no `description` to put words in. */
const OF_RULES = /`description`|end of the rules/;
const FAULTS: ReadonlySet<string> = new Set(["syntax", "too-deep", "byte-order-mark"]);
