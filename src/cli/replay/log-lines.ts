import { Buffer, isUtf8 } from "node:buffer";
import type { Issue } from "../../index.js";
import { findFault } from "../input/read-input.js";

/** Receives the lines of a log in order, or why a line cannot be read. Numbers count from 1; blank lines are counted and left out. */
export type LineSink = (line: string | Issue, number: number) => void;

/** In UTF-8. No request is longer; the limit bounds the memory for a log without line breaks. */
export const MAX_LINE_BYTES = 1_048_576;

/** Splits a log at LF or CRLF. */
export function createLineReader(sink: LineSink) {
  let number = 1;
  /** The start of an unfinished line, in pieces; empty if the line is too long. */
  let pieces: Buffer[] = [];
  let length = 0;

  function finish(rest: Buffer): void {
    if (length + rest.length > MAX_LINE_BYTES) sink(TOO_LONG, number);
    else read(pieces.length === 0 ? rest : Buffer.concat([...pieces, rest]));
    pieces = [];
    length = 0;
  }

  function read(bytes: Buffer): void {
    const decoded = bytes.toString();
    // On any line: a log may be several files in a row.
    const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
    // The log itself may contain a replacement character.
    if (text.includes("\uFFFD") && !isUtf8(bytes)) sink(NOT_UTF_8, number);
    // A fast test for most lines.
    else if (text.charCodeAt(0) > SPACE || SOMETHING.test(text)) sink(text, number);
  }

  return {
    /** The bytes may end anywhere, also within a character. They may be reused after this returns. */
    write(chunk: Uint8Array) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let start = 0;
      for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
        finish(bytes.subarray(start, end));
        number++;
        start = end + 1;
      }
      const rest = bytes.subarray(start);
      length += rest.length;
      if (length > MAX_LINE_BYTES) pieces = [];
      else if (rest.length > 0) pieces.push(Buffer.from(rest));
    },
    /** The last line needs no line break. */
    end() {
      if (length > 0) finish(Buffer.alloc(0));
    },
  };
}

const LINE_FEED = 0x0a;
const SPACE = 0x20;
/** Anything except the spaces of JSON. */
const SOMETHING = /[^ \t\r]/;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Reads a request, or an object with a `request`, as an audit record is. `isShown` says whether the issue is worth describing. The router checks
 * the request.
 */
export function readLogLine(text: string, isShown: () => boolean): { request: unknown } | { issue: Issue } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { issue: isShown() ? notJson(text) : NOT_JSON };
  }
  if (typeof value !== "object" || value === null) return { issue: NO_REQUEST };
  if (Array.isArray(value)) return { issue: LIST };
  return { request: "request" in value ? value.request : value };
}

function issueOf(code: string, problem: string, hint: string): Issue {
  return { code, message: `${problem}; ${hint}`, path: "", hint, severity: "error" };
}

const NO_REQUEST = issueOf("wrong-type", "the line holds no request", "write a JSON object with a `requestType`");
const LIST = issueOf(
  "wrong-type",
  "the line holds a list",
  "write each request on a line of its own, as `jq -c '.[]'` does",
);
const NOT_JSON = issueOf(
  "syntax",
  "the line is not JSON",
  'write each request on one line, like `{ "requestType": …, "at": …, "language": … }`',
);
const PIECE = issueOf(
  "syntax",
  "the line holds a piece of JSON, and not the whole of it",
  "write each request on one line, as `jq -c .` does",
);
const TABLE = issueOf(
  "syntax",
  "the line is one of a table, not JSON",
  "export the requests as JSON, each on a line of its own",
);

const TOO_LONG = issueOf("too-long", "the line is longer than 1 MiB", "write each request on a line of its own");
const NOT_UTF_8 = issueOf("not-utf-8", "the line is not UTF-8", "write the log as UTF-8");

/** Recognises common mistakes in the export of logs. */
function notJson(line: string): Issue {
  const text = line.trim();
  const isOpened = /^[{[]/.test(text);
  const isClosed = /[}\]]$/.test(text);
  if (isOpened && isClosed) {
    const fault = findFault(text);
    if (fault !== null) return { ...NOT_JSON, message: `the line is not JSON: ${fault.message}`, hint: null };
  }
  if (isOpened || /^(?:[}\]]|"[^"]*"\s*:)/.test(text)) return PIECE;
  return /[,;\t]/.test(text) ? TABLE : NOT_JSON;
}
