import { Buffer, isUtf8 } from "node:buffer";

/** What becomes of the lines of a log, in their order. Numbers count from 1; lines of nothing but spaces are counted, and left out. */
export interface LineSink {
  line(text: string, number: number): void;
  /** A line that cannot be read. */
  fault(fault: LineFault, number: number): void;
}

export type LineFault = "too-long" | "not-utf-8";

export interface LineReader {
  /** The bytes may be reused once this returns. They may break anywhere, in the middle of a character too. */
  write(bytes: Uint8Array): void;
  /** The last line needs no line break. */
  end(): void;
}

/** Of UTF-8; no request is longer. It bounds what is kept of a log that has no lines. */
export const MAX_LINE_BYTES = 1_048_576;

/** Cuts a log into its lines, at LF or CRLF. */
export function createLineReader(sink: LineSink): LineReader {
  let number = 1;
  /** The start of a line whose end is still to come, in pieces; empty where it is too long already. */
  let pieces: Buffer[] = [];
  let length = 0;

  function keep(bytes: Buffer, start: number, end: number): void {
    length += end - start;
    if (length > MAX_LINE_BYTES) pieces = [];
    else if (end > start) pieces.push(Buffer.from(bytes.subarray(start, end)));
  }

  function finish(): void {
    const whole = Buffer.concat(pieces);
    if (length > MAX_LINE_BYTES) sink.fault("too-long", number);
    else read(whole, 0, whole.length);
    pieces = [];
    length = 0;
  }

  function read(bytes: Buffer, start: number, end: number): void {
    if (end - start > MAX_LINE_BYTES) {
      sink.fault("too-long", number);
      return;
    }
    const decoded = bytes.toString("utf8", start, end);
    // Wherever it stands: a log may be several files put together.
    const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
    // A replacement character may have been written as one.
    if (text.includes("\uFFFD") && !isUtf8(bytes.subarray(start, end))) sink.fault("not-utf-8", number);
    // Most lines begin with their first sign, and need no closer look.
    else if (text.charCodeAt(0) > SPACE || SOMETHING.test(text)) sink.line(text, number);
  }

  return {
    write(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        if (length > 0) {
          keep(bytes, start, end);
          finish();
        } else read(bytes, start, end);
        number++;
        start = end + 1;
      }
      if (start < bytes.length) keep(bytes, start, bytes.length);
    },
    end() {
      if (length > 0) finish();
    },
  };
}

const LINE_FEED = 0x0a;
const SPACE = 0x20;
/** More than the spaces that JSON allows. */
const SOMETHING = /[^ \t\r]/;
const BYTE_ORDER_MARK = 0xfeff;
