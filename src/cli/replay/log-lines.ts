import { Buffer, isUtf8 } from "node:buffer";

/** Receives the lines of a log in order. Numbers count from 1; blank lines are counted and left out. */
export interface LineSink {
  line(text: string, number: number): void;
  /** A line that cannot be read. */
  fault(fault: LineFault, number: number): void;
}

export type LineFault = "too-long" | "not-utf-8";

export interface LineReader {
  /** The bytes may end anywhere, also within a character. They may be reused after this returns. */
  write(bytes: Uint8Array): void;
  /** The last line needs no line break. */
  end(): void;
}

/** In UTF-8. No request is longer; the limit bounds the memory for a log without line breaks. */
export const MAX_LINE_BYTES = 1_048_576;

/** Splits a log at LF or CRLF. */
export function createLineReader(sink: LineSink): LineReader {
  let number = 1;
  /** The start of an unfinished line, in pieces; empty if the line is too long. */
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
    // On any line: a log may be several files in a row.
    const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
    // The log itself may contain a replacement character.
    if (text.includes("\uFFFD") && !isUtf8(bytes.subarray(start, end))) sink.fault("not-utf-8", number);
    // A fast test for most lines.
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
/** Anything except the spaces of JSON. */
const SOMETHING = /[^ \t\r]/;
const BYTE_ORDER_MARK = 0xfeff;
