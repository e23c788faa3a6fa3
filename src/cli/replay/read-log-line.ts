import type { Issue } from "../../index.js";
import { isJsonObject } from "../input/options.js";
import { findFault } from "../input/read-input.js";

/** A request that a line of a log holds, or why it cannot be read. */
type LineReading = { readonly request: unknown } | { readonly issue: Issue };

/**
 * Reads a request, or an object with a `request`, as an audit record is. The router checks the request.
 *
 * Skips the record separator of RFC 7464, and text before the JSON, such as a time and a level. `isShown` says whether the issue is worth
 * describing.
 */
export function readLogLine(line: string, isShown: () => boolean): LineReading {
  const text = line.replace(/^\u001E+/, "");
  const value = parse(text);
  if (value === undefined) return readAfterPrefix(text) ?? { issue: isShown() ? notJson(text) : NOT_JSON };
  if (typeof value !== "object" || value === null) return { issue: NO_REQUEST };
  if (Array.isArray(value)) return { issue: LIST };
  return { request: "request" in value ? value.request : value };
}

/** Undefined if the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads `2026-11-23T10:00:00Z INFO {"requestType": …}`. Null unless all that follows the text is an object that holds a request. A line that
 * begins with a sign may be a comment or a part of a patch, which must not count.
 */
function readAfterPrefix(text: string): LineReading | null {
  if (!/^\s*[\p{L}\d[<(]/u.test(text)) return null;
  const value = parse(text.slice(text.indexOf("{")));
  if (!isJsonObject(value)) return null;
  if ("request" in value) return { request: value.request };
  return "requestType" in value ? { request: value } : null;
}

export function lineIssue(code: string, problem: string, hint: string): Issue {
  return { code, message: `${problem}; ${hint}`, path: "", hint, severity: "error" };
}

/** Writes every request of lists, and of JSON over several lines, on a line of its own. */
const AS_JQ_DOES = "write each request on a line of its own, as `jq -c '[.] | flatten[]'` does";

const NO_REQUEST = lineIssue("wrong-type", "the line holds no request", "write a JSON object with a `requestType`");
const LIST = lineIssue("wrong-type", "the line holds a list", AS_JQ_DOES);
const NOT_JSON = lineIssue(
  "syntax",
  "the line is not JSON",
  'write each request on one line, like `{ "requestType": …, "at": …, "language": … }`',
);
const PIECE = lineIssue("syntax", "the line holds a piece of JSON, and not the whole of it", AS_JQ_DOES);
const CUT = lineIssue(
  "syntax",
  "the line breaks off within its JSON",
  "log the whole request: it was cut when it was written",
);
const TABLE = lineIssue(
  "syntax",
  "the line is one of a table, not JSON",
  "export the requests as JSON, each on a line of its own",
);
const TEXT_AROUND = lineIssue(
  "syntax",
  "the line holds JSON and other text",
  "log the JSON alone: an object with a `requestType`, or with a `request`",
);

/** Recognises common mistakes in the export of logs. */
function notJson(line: string): Issue {
  const text = line.trim();
  const isOpened = /^[{[]/.test(text);
  const isClosed = /[}\]]$/.test(text);
  if (isOpened && isClosed) {
    const fault = findFault(text);
    if (fault !== null) return { ...NOT_JSON, message: `the line is not JSON: ${fault.message}`, hint: null };
  }
  if (PART.test(text)) return PIECE;
  if (holdsJson(text)) return TEXT_AROUND;
  if (isOpened) return CUT;
  return /[,;\t]/.test(text) ? TABLE : NOT_JSON;
}

/** Whether there is an object within the text, from its first brace to its last. */
function holdsJson(text: string): boolean {
  const [start, end] = [text.indexOf("{"), text.lastIndexOf("}") + 1];
  return isJsonObject(parse(text.slice(Math.max(0, start), end)));
}

/** A line of JSON over several lines: it opens something, closes something, or is a key or a text in a list. */
const PART = /^(?:[{[].*[{[,:]|[{[]|[}\]].*|"[^"]*"\s*:.*|"[^"]*",)$/;
