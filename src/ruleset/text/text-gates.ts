import type { Problem } from "../../values/issue.js";

/** What stops a text before it is parsed, and where. */
export interface GateProblem extends Problem {
  readonly offset: number;
}

export interface Gate {
  readonly problem: GateProblem | null;
  /**
   * The first bracket that closes nothing or the wrong thing, or slash outside a text: no JSON goes past it, and what does could nest
   * deeper than was counted. The length of the text where there is none.
   */
  readonly end: number;
}

/** Of UTF-8, in one file. */
export const MAX_BYTES = 1_048_576;
/** Of lists and objects in one another, the outermost included. Parsers overflow their stacks far beyond this. */
export const MAX_DEPTH = 32;

/** Says whether a text is worth parsing, and how far. Takes time in proportion to its length, whatever it holds. */
export function gateText(text: string): Gate {
  if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES) {
    return { problem: fileTooLarge(), end: 0 };
  }
  const { depth, end } = scanBrackets(text);
  if (depth > MAX_DEPTH) return { problem: tooDeep(end), end };
  return { problem: text.startsWith("\uFEFF") ? BYTE_ORDER_MARK : null, end };
}

export function fileTooLarge(): GateProblem {
  return {
    code: "file-too-large",
    problem: "the file is larger than 1 MiB",
    hint: "split it into several files of one folder",
    offset: 0,
  };
}

function tooDeep(offset: number): GateProblem {
  return {
    code: "too-deep",
    problem: `lists and objects nest more than ${MAX_DEPTH} deep here`,
    hint: "name the inner conditions in `conditions` and refer to them",
    offset,
  };
}

const BYTE_ORDER_MARK: GateProblem = {
  code: "byte-order-mark",
  problem: "the file begins with an invisible byte order mark",
  hint: "save it as UTF-8 without BOM",
  offset: 0,
};

/** How deep the text nests, texts aside, and where the scan ended: at the bracket beyond the limit, or as {@link Gate.end} says. */
function scanBrackets(text: string): { readonly depth: number; readonly end: number } {
  const closers: number[] = [];
  let deepest = 0;
  let inText = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charCodeAt(offset);
    if (inText) {
      if (character === BACKSLASH) offset++;
      // A text ends with its line at the latest, so a forgotten quote cannot hide what follows.
      else if (character === QUOTE || character === LINE_FEED || character === CARRIAGE_RETURN) inText = false;
    } else if (character === QUOTE) inText = true;
    else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
      // A closing bracket's code is its opening one's plus two.
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
