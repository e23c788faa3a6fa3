import type { Issue } from "../../index.js";
import { findFault } from "../input/read-input.js";
import type { LineFault } from "./log-lines.js";

/** The content of a line. The router checks the request. */
export type LogLine = { readonly request: unknown } | { readonly issue: Issue };

/** Reads a request, or an object with a `request`, as an audit record is. `isShown` says whether the issue is worth describing. */
export function readLogLine(text: string, isShown: () => boolean): LogLine {
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

/** The issue of a line that is not readable text. */
export function describeLineFault(fault: LineFault): Issue {
  return FAULTS[fault];
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

const FAULTS: Readonly<Record<LineFault, Issue>> = {
  "too-long": issueOf("too-long", "the line is longer than 1 MiB", "write each request on a line of its own"),
  "not-utf-8": issueOf("not-utf-8", "the line is not UTF-8", "write the log as UTF-8"),
};

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
