import { Buffer } from "node:buffer";
import { createReadStream, promises as fs } from "node:fs";
import { resolve } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Issue } from "../../index.js";
import { codeOf, type Environment, Misuse } from "../environment.js";
import { describeFailure, STDIN, sayWhatIsAwaited } from "../input/read-input.js";
import { lineIssue } from "./read-log-line.js";

/** A log that has not been read yet. */
export interface Log {
  /** Its name in messages. */
  readonly from: string;
  /** Absolute; null for standard input. */
  readonly path: string | null;
  /** In bytes, as it is stored; null if it is unknown. */
  readonly size: number | null;
  /** Can be called once. */
  read(): AsyncIterable<Uint8Array | string>;
}

/** Finds a log: a file, or standard input if the path is `-`, or left out and input is piped in. Throws {@link Misuse}. */
export async function findLog(given: string | undefined, { cwd, stdin }: Environment): Promise<Log> {
  if (given === undefined && stdin.isTTY === true) {
    throw new Misuse("name the log to replay, such as `contact-routing replay requests.jsonl`; or pipe one in");
  }
  if (given === undefined || given === "-") return { from: STDIN, path: null, size: null, read: () => stdin };
  const path = resolve(cwd, given);
  const found = await fs.stat(path).catch((error: unknown) => {
    throw new Misuse(describeFailure(error, given));
  });
  if (found.isDirectory()) throw new Misuse(`${given} is a folder; name one file in it`);
  // A named pipe, for example, has no size.
  const size = found.isFile() ? found.size : null;
  return { from: given, path, size, read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
}

/**
 * Reads a log line by line, and unpacks gzip. The memory does not grow with the log.
 *
 * `afterPiece` gets the number of stored bytes that were read, and is awaited. Throws {@link Misuse} if the log cannot be read to its end.
 */
export async function readLog(
  log: Log,
  sink: LineSink,
  afterPiece: (bytes: number) => Promise<void>,
  environment: Environment,
): Promise<void> {
  const { from } = log;
  const lines = createLineReader(sink);
  let stored = 0;
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of log.read()) {
      const bytes =
        typeof piece === "string" ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      stored += bytes.length;
      yield bytes;
    }
  }
  try {
    const rest = pieces();
    const starting = readStart(rest);
    const start = await (log.path === null ? sayWhatIsAwaited("a log", starting, environment) : starting);
    const advice = FOREIGN.find(([signature]) => startsWith(start, signature))?.[1];
    if (advice !== undefined) throw new Misuse(advice(from));
    const whole = startsWith(start, GZIP) ? unpack(start, rest) : join(start, rest);
    for await (const bytes of whole) {
      lines.write(bytes);
      await afterPiece(stored);
    }
    lines.end();
  } catch (error) {
    const code = codeOf(error);
    if (code === "") throw error;
    throw new Misuse(PACKING_FAILURES[code]?.(from) ?? describeFailure(error, from));
  }
}

const CHUNK_BYTES = 262_144;

/** Reads enough of a log to recognise how it is packed. */
async function readStart(pieces: AsyncGenerator<Buffer>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (start.length < LONGEST_SIGNATURE) {
    const next = await pieces.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  return start;
}

const LONGEST_SIGNATURE = 4;
const GZIP = [0x1f, 0x8b];

/** The signatures of formats that cannot be read. */
const FOREIGN: readonly (readonly [signature: readonly number[], advice: (from: string) => string])[] = [
  [[0xff, 0xfe], notUtf8],
  [[0xfe, 0xff], notUtf8],
  [[0x50, 0x4b, 0x03, 0x04], (from) => `${from} is a zip archive; unpack it first`],
  [
    [0x28, 0xb5, 0x2f, 0xfd],
    (from) => `${from} is packed with zstd; pipe it in with \`zstd -dc\`, or pack it with gzip`,
  ],
  [[0x42, 0x5a, 0x68], (from) => `${from} is packed with bzip2; pipe it in with \`bzcat\`, or pack it with gzip`],
  [[0xfd, 0x37, 0x7a, 0x58], (from) => `${from} is packed with xz; pipe it in with \`xzcat\`, or pack it with gzip`],
];

function notUtf8(from: string): string {
  return `${from} is not UTF-8; save it as UTF-8`;
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Several gzip members in a row are one log. */
function unpack(start: Buffer, rest: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors come out of `gunzip`.
  pipeline(Readable.from(join(start, rest), { objectMode: false }), gunzip, () => {});
  return gunzip;
}

async function* join(start: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  yield* rest;
}

const PACKING_FAILURES: Readonly<Record<string, (from: string) => string>> = {
  Z_BUF_ERROR: (from) => `${from} breaks off: its gzip has no end; copy it again, or wait until it is written`,
  Z_DATA_ERROR: (from) => `${from} is damaged: its gzip cannot be unpacked; copy it again`,
};

/** Receives the lines of a log in order, or why a line cannot be read. Numbers count from 1; blank lines are counted and left out. */
export type LineSink = (line: string | Issue, number: number) => void;

/** In UTF-8. No request is longer; the limit bounds the memory for a log without line breaks. */
export const MAX_LINE_BYTES = 1_048_576;

/** Splits a log at LF, CRLF or a lone CR. None of them stands in a JSON text. */
export function createLineReader(sink: LineSink) {
  let number = 1;
  /** The start of an unfinished line. Of a line that is too long, enough to tell. */
  let rest = Buffer.alloc(0);
  let endedInReturn = false;

  function read(bytes: Buffer): void {
    const line = bytes.length > MAX_LINE_BYTES ? TOO_LONG : decode(bytes);
    if (typeof line !== "string" || SOMETHING.test(line)) sink(line, number);
    number++;
  }

  return {
    /** The bytes may end anywhere, also within a character. They may be reused after this returns. */
    write(chunk: Uint8Array) {
      if (chunk.length === 0) return;
      // The second half of a CRLF.
      let start = endedInReturn && chunk[0] === LINE_FEED ? 1 : 0;
      const bytes = Buffer.concat([rest, chunk]);
      const nextOf = (byte: number, from: number) => {
        const index = bytes.indexOf(byte, from);
        return index < 0 ? bytes.length : index;
      };
      let feed = nextOf(LINE_FEED, rest.length + start);
      let carriageReturn = nextOf(CARRIAGE_RETURN, rest.length);
      for (let end = Math.min(feed, carriageReturn); end < bytes.length; end = Math.min(feed, carriageReturn)) {
        read(bytes.subarray(start, end));
        start = end + (end === carriageReturn && feed === end + 1 ? 2 : 1);
        if (feed < start) feed = nextOf(LINE_FEED, start);
        if (carriageReturn < start) carriageReturn = nextOf(CARRIAGE_RETURN, start);
      }
      endedInReturn = bytes.at(-1) === CARRIAGE_RETURN;
      rest = bytes.subarray(start, start + MAX_LINE_BYTES + 1);
    },
    /** The last line needs no line break. */
    end() {
      if (rest.length > 0) read(rest);
    },
  };
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Removes a byte order mark from any line: a log may be several files in a row. */
function decode(bytes: Buffer): string | Issue {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return NOT_UTF_8;
  }
}

const UTF_8 = new TextDecoder("utf-8", { fatal: true });
/** Anything except the spaces of JSON and a record separator. */
const SOMETHING = /[^ \t\u001E]/;

const TOO_LONG = lineIssue("too-long", "the line is longer than 1 MiB", "write each request on a line of its own");
const NOT_UTF_8 = lineIssue("not-utf-8", "the line is not UTF-8", "write the log as UTF-8");
