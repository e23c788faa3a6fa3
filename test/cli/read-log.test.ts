import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Environment, Misuse } from "../../src/cli/environment.js";
import { createLineReader, type LineSink, MAX_LINE_BYTES, readLog } from "../../src/cli/replay/read-log.js";
import { anyCharacter } from "../arbitraries/any-character.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";

/** What was read: a text or a fault, with its line. */
type Event = readonly [number: number, what: string];

const line = fc.oneof(
  fc.constantFrom("", " ", "\uFEFF", "{}", '{"a":1}', "€ é 日本 👩‍🔧", "\u2028", "a\rb"),
  fc.string({ unit: anyCharacter, maxLength: 12 }).map((text) => text.replaceAll("\n", "")),
);

/** Lines that end in LF, CRLF, CR or, the last, in nothing; some bytes are no UTF-8. */
const log = fc
  .tuple(fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r"))), line, fc.boolean())
  .map(([lines, last, isBroken]) => {
    const text = Buffer.from(`${lines.map(([each, end]) => each + end).join("")}${last}`);
    return isBroken ? Buffer.concat([Buffer.from([0xe2, 0x82, 0x0a]), text]) : text;
  });

describe("a log", () => {
  test("gives the same lines wherever its bytes are cut", { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.array(fc.nat(200)), async (bytes, cuts) => {
        fc.pre(!isForeign(bytes));
        expect(await linesOf(cutAt(bytes, cuts))).toEqual(naiveLines(bytes));
      }),
      runs(300),
    );
  });

  test("gives the same lines out of gzip of one or several members, wherever cut", { timeout: PATIENCE }, async () => {
    await fc.assert(
      fc.asyncProperty(log, log, fc.array(fc.nat(200)), async (one, other, cuts) => {
        const packed = Buffer.concat([gzipSync(one), gzipSync(other)]);
        const expected = naiveLines(Buffer.concat([one, other]));
        expect(await linesOf(cutAt(packed, cuts))).toEqual(expected);
      }),
      runs(100),
    );
  });

  test("of several members of gzip may be cut at every byte", async () => {
    const packed = Buffer.concat([gzipSync('{"a":'), gzipSync("1}\n{}"), gzipSync("\n[]")]);
    const cuts = Array.from(packed, (_, index) => index);
    for (const cut of cuts)
      expect(await linesOf(cutAt(packed, [cut]))).toEqual([
        [1, '{"a":1}'],
        [2, "{}"],
        [3, "[]"],
      ]);
    expect(await linesOf(cutAt(packed, cuts))).toHaveLength(3);
  });

  test.each([
    ["at the end of the log", ""],
    ["before another line", "\n{}"],
  ])("has a line too long %s, and goes on after it", async (_, rest) => {
    const piece = Buffer.alloc(MAX_LINE_BYTES / 4, "x");
    const after = rest === "" ? [] : [[2, "{}"]];
    const longest = [piece, piece, piece, piece, Buffer.from(rest)];
    const tooLong = [piece, piece, piece, piece, Buffer.from(`x${rest}`)];
    expect((await linesOf(longest))[0]?.[1]).toHaveLength(MAX_LINE_BYTES);
    expect(await linesOf(tooLong)).toEqual([[1, "too-long"], ...after]);
    expect(await linesOf([Buffer.concat(tooLong)])).toEqual([[1, "too-long"], ...after]);
  });

  test.each([
    ["UTF-16", [0xff, 0xfe, 0x7b, 0x00], "log is not UTF-8; save it as UTF-8"],
    ["zip", [0x50, 0x4b, 0x03, 0x04, 0x00], "log is a zip archive; unpack it first"],
    [
      "zstd",
      [0x28, 0xb5, 0x2f, 0xfd, 0x00],
      "log is packed with zstd; pipe it in with `zstd -dc`, or pack it with gzip",
    ],
    [
      "gzip that is cut off",
      [...gzipSync("{}\n{}")].slice(0, -9),
      "log breaks off: its gzip has no end; copy it again, or wait until it is written",
    ],
    [
      "gzip and something else",
      [...gzipSync("{}"), 1, 2, 3],
      "log is damaged: its gzip cannot be unpacked; copy it again",
    ],
    [
      "gzip of two bytes",
      [0x1f, 0x8b],
      "log breaks off: its gzip has no end; copy it again, or wait until it is written",
    ],
  ])("that is %s is refused with what to do", async (_, bytes, message) => {
    await expect(linesOf([Buffer.from(bytes)])).rejects.toThrow(new Misuse(message));
  });

  test("is read no faster than what follows", async () => {
    const steps: string[] = [];
    const pieces = [Buffer.from("1\n"), Buffer.from("2\n")];
    const sink: LineSink = (text) => void steps.push(String(text));
    const after = async (bytes: number) => {
      await Promise.resolve();
      steps.push(`after ${bytes}`);
    };
    await readLog(logOf(pieces), sink, after, NO_TERMINAL);
    // The first piece waits for four bytes, by which gzip is told.
    expect(steps).toEqual(["1", "2", "after 4"]);
  });
});

describe("a reader of lines", () => {
  test("keeps nothing of bytes that are used again", () => {
    const events: Event[] = [];
    const bytes = Buffer.from("one\ntw");
    const reader = createLineReader(sinkInto(events));
    reader.write(bytes);
    bytes.fill("x");
    reader.write(Buffer.from("o"));
    reader.end();
    expect(events).toEqual([
      [1, "one"],
      [2, "two"],
    ]);
  });
});

const NO_TERMINAL: Environment = {
  argv: [],
  cwd: "/",
  variables: {},
  stdin: { isTTY: false, async *[Symbol.asyncIterator]() {} },
  stdout: { write() {} },
  stderr: { write() {} },
  now: () => 0,
};

async function linesOf(pieces: readonly Buffer[]): Promise<Event[]> {
  const events: Event[] = [];
  await readLog(logOf(pieces), sinkInto(events), async () => {}, NO_TERMINAL);
  return events;
}

function logOf(pieces: readonly Buffer[]) {
  async function* read(): AsyncGenerator<Buffer> {
    yield* pieces;
  }
  return { from: "log", path: "/log", size: null, read };
}

function sinkInto(events: Event[]): LineSink {
  return (what, number) => void events.push([number, typeof what === "string" ? what : what.code]);
}

/** All at once, and without a thought of memory. */
function naiveLines(bytes: Buffer): Event[] {
  return bytes
    .toString("latin1")
    .split(/\r\n|\n|\r/)
    .flatMap((latin, index): Event[] => {
      const raw = Buffer.from(latin, "latin1");
      try {
        // A decoder drops a byte order mark.
        const text = new TextDecoder("utf-8", { fatal: true }).decode(raw);
        return /^[ \t]*$/.test(text) ? [] : [[index + 1, text]];
      } catch {
        return [[index + 1, "not-utf-8"]];
      }
    });
}

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

/** Begins like something that is packed. */
function isForeign(bytes: Buffer): boolean {
  return /^(?:\x1f\x8b|\xff\xfe|\xfe\xff|PK\x03\x04|\x28\xb5\x2f\xfd|BZh|\xfd7zX)/.test(bytes.toString("latin1", 0, 4));
}
