import type { Problem } from "../../values/issue.js";
import type { OffsetProblem } from "./positions.js";

interface Gate {
  readonly problem: OffsetProblem | null;
  /**
   * Where JSON ends at the latest: at the first bracket that closes nothing or the wrong thing, or at a slash outside a text. Text after it
   * may nest deeper than was counted. The length of the text if there is no such place.
   */
  readonly end: number;
}

/** The largest file, in bytes of UTF-8. */
export const MAX_BYTES = 1_048_576;
/** How deep lists and objects may nest, the outermost included. Parsers overflow their stacks far beyond this. */
export const MAX_DEPTH = 32;

/** Decides whether a text may be parsed, and how far. Takes linear time for any text. */
export function gateText(text: string): Gate {
  if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES) {
    return { problem: { ...FILE_TOO_LARGE, offset: 0 }, end: 0 };
  }
  const { depth, end } = scanBrackets(text);
  if (depth > MAX_DEPTH) return { problem: tooDeep(end), end };
  return { problem: text.startsWith("\uFEFF") ? BYTE_ORDER_MARK : null, end };
}

export const FILE_TOO_LARGE: Problem = {
  code: "file-too-large",
  problem: "the file is larger than 1 MiB",
  hint: "split it into several files of one folder",
};

function tooDeep(offset: number): OffsetProblem {
  return {
    code: "too-deep",
    problem: `lists and objects nest more than ${MAX_DEPTH} deep here`,
    hint: "name the inner conditions in `conditions` and refer to them",
    offset,
  };
}

const BYTE_ORDER_MARK: OffsetProblem = {
  code: "byte-order-mark",
  problem: "the file begins with an invisible byte order mark",
  hint: "save it as UTF-8 without BOM",
  offset: 0,
};

/** Returns how deep the text nests and where the scan ended: at the bracket beyond the limit, or as in {@link Gate.end}. */
function scanBrackets(text: string): { readonly depth: number; readonly end: number } {
  const closers: number[] = [];
  let deepest = 0;
  let inText = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (inText) {
      if (character === BACKSLASH) offset++;
      // A JSON text ends with its line, so a forgotten quote cannot hide what follows.
      else if (character === QUOTE || character === LINE_FEED || character === CARRIAGE_RETURN) inText = false;
    } else if (character === QUOTE) inText = true;
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      // The code of a closing bracket is the code of its opening bracket plus 2.
      deepest = Math.max(deepest, closers.push(character + 2));
      if (deepest > MAX_DEPTH) return { depth: deepest, end: offset };
    } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) {
      if (closers.pop() !== character) return { depth: deepest, end: offset };
    } else if (character === SLASH) return { depth: deepest, end: offset };
  }
  return { depth: deepest, end: text.length };
}

const SLASH = 0x2f;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
