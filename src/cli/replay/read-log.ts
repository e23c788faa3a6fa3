import { Buffer } from "node:buffer";
import { createReadStream, promises as fs } from "node:fs";
import { resolve } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type Environment, Misuse } from "../environment.js";
import { describeFailure, STDIN, sayWhatIsAwaited } from "../input/read-input.js";
import { createLineReader, type LineSink } from "./log-lines.js";

/** A log of which nothing was read yet. */
export interface Log {
  /** What to call it. */
  readonly from: string;
  /** Absolute; null for standard input. */
  readonly path: string | null;
  /** In bytes, as it is stored; null where that is not known beforehand. */
  readonly size: number | null;
  /** To be read once. */
  read(): AsyncIterable<Uint8Array | string>;
}

/**
 * Finds a log: a file, or standard input where the path is `-`, or left out where something is piped in. Throws {@link Misuse} where there
 * is none.
 */
export async function findLog(given: string | undefined, { cwd, stdin }: Environment): Promise<Log> {
  if (given === undefined && stdin.isTTY === true) throw new Misuse(NO_LOG);
  if (given === undefined || given === "-") return { from: STDIN, path: null, size: null, read: () => stdin };
  const path = resolve(cwd, given);
  const found = await fs.stat(path).catch((error: unknown) => {
    throw new Misuse(describeFailure(error, given));
  });
  if (found.isDirectory()) throw new Misuse(`${given} is a folder; name one file in it`);
  // What is no plain file, such as a named pipe, does not say how much will come.
  const size = found.isFile() ? found.size : null;
  return { from: given, path, size, read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
}

/**
 * Reads a log line by line, out of gzip where it is packed, in memory that does not grow with it.
 *
 * `afterPiece` is told, time and again, how many bytes were read as they are stored; what it gives is waited for. Throws {@link Misuse}
 * where the log cannot be read to its end.
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
    refuseForeign(start, from);
    const whole = startsWith(start, GZIP) ? unpack(start, rest) : join(start, rest);
    for await (const bytes of whole) {
      lines.write(bytes);
      await afterPiece(stored);
    }
    lines.end();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new Misuse(PACKING_FAILURES[code]?.(from) ?? describeFailure(error, from));
  }
}

const NO_LOG = "name the log to replay, such as `contact-routing replay requests.jsonl`; or pipe one in";

const CHUNK_BYTES = 262_144;

/** As much as it takes to see what a log is packed with, or all there is. */
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

/** What logs are found as, and cannot be read as. */
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

function refuseForeign(start: Buffer, from: string): void {
  const advice = FOREIGN.find(([signature]) => startsWith(start, signature))?.[1];
  if (advice !== undefined) throw new Misuse(advice(from));
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Several members, one after the other, are one log. */
function unpack(start: Buffer, rest: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Whatever goes wrong comes out of `gunzip`, where it is read.
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
