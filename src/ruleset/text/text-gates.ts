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
  if (depth > MAX_DEPTH) {
    const problem = `lists and objects nest more than ${MAX_DEPTH} deep here`;
    const hint = "name the inner conditions in `conditions` and refer to them";
    return { problem: { code: "too-deep", problem, hint, offset: end }, end };
  }
  return { problem: null, end };
}

export const FILE_TOO_LARGE: Problem = {
  code: "file-too-large",
  problem: "the file is larger than 1 MiB",
  hint: "split it into several files of one folder",
};

/** Returns how deep the text nests and where the scan ended: at the bracket beyond the limit, or as in {@link Gate.end}. */
function scanBrackets(text: string): { readonly depth: number; readonly end: number } {
  const closers: string[] = [];
  let deepest = 0;
  let inText = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (inText) {
      if (character === "\\") offset++;
      // A JSON text ends with its line, so a forgotten quote cannot hide what follows.
      else if (character === '"' || character === "\n" || character === "\r") inText = false;
    } else if (character === '"') inText = true;
    else if (character === "{" || character === "[") {
      deepest = Math.max(deepest, closers.push(character === "{" ? "}" : "]"));
      if (deepest > MAX_DEPTH) return { depth: deepest, end: offset };
    } else if (character === "}" || character === "]") {
      if (closers.pop() !== character) return { depth: deepest, end: offset };
    } else if (character === "/") return { depth: deepest, end: offset };
  }
  return { depth: deepest, end: text.length };
}
