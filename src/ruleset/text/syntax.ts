import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { quote } from "../../values/quote.js";
import { misplacedBracket, openBracketAt, unclosedBracket } from "./brackets.js";
import { describeByText } from "./handwritten-json.js";
import { type SyntaxProblem, syntax } from "./syntax-problem.js";

/** Expects a text that passed the gates, and where they say that JSON ends at the latest. */
export function parseSyntax(text: string, end: number): { readonly tree: Node } | { readonly problem: SyntaxProblem } {
  if (text.trim() === "") return { problem: syntax(0, "the file is empty", "write at least `{}`") };
  const errors: ParseError[] = [];
  // Comments would be read, but for the gates, which end at any slash.
  const tree = parseTree(text.slice(0, end), errors);
  const [error] = errors;
  if (tree !== undefined && error === undefined && end === text.length) return { tree };
  return { problem: describeError(text, error?.offset ?? end, error?.error ?? END_OF_FILE_EXPECTED) };
}

function describeError(text: string, offset: number, code: number): SyntaxProblem {
  // `true;` is one symbol that means nothing: what follows the word is what is wrong with it.
  const from = code === INVALID_SYMBOL ? endOfLiteral(text, offset) : offset;
  return describeByText(text, from) ?? describeByCode(text, from, code);
}

/** Where `true`, `false` or `null` ends that starts at `offset`; `offset` where there is none. */
function endOfLiteral(text: string, offset: number): number {
  const literal = /(?:true|false|null)(?![\w$-])/y;
  literal.lastIndex = offset;
  return literal.test(text) ? literal.lastIndex : offset;
}

/** Everything else, by jsonc-parser's code; its codes are a `const enum`, so they are numbers here. */
function describeByCode(text: string, offset: number, code: number): SyntaxProblem {
  switch (code) {
    case UNEXPECTED_END_OF_STRING:
      return syntax(
        offset,
        "this text has no closing double quote on its line",
        'close it with `"`; a line break is written `\\n`',
      );
    case INVALID_UNICODE:
    case INVALID_ESCAPE_CHARACTER:
      return syntax(offset, "a backslash in this text means nothing", "write `\\\\` for a backslash");
    case INVALID_CHARACTER:
      return syntax(
        offset,
        "this text holds a tab or another control character",
        "delete it, or write `\\t` for a tab",
      );
    case UNEXPECTED_END_OF_NUMBER:
      return syntax(offset, "this is not how a number is written", "write it like `9`, `-2` or `0.5`");
  }
  const here = text.charAt(offset);
  const open = openBracketAt(text, offset);
  if (open !== null && here === "") return unclosedBracket(offset, open);
  if (open !== null && /[}\]]/.test(here)) return misplacedBracket(offset, here, open);
  if (open?.bracket === "[" && here === ":")
    return syntax(offset, "a key and its value stand in a list", "write `{` before the key and `}` after the value");
  if (code === END_OF_FILE_EXPECTED) {
    return syntax(
      offset,
      "something follows the end of the rules",
      "keep one JSON object in the file: delete what follows, or join the two",
    );
  }
  if (code === COLON_EXPECTED)
    return syntax(offset, "a colon is missing between a key and its value", "write it before this");
  if (code === COMMA_EXPECTED) return syntax(offset, "a comma is missing before this", "write one between the two");
  if (code === PROPERTY_NAME_EXPECTED)
    return syntax(offset, "a key is missing here", "write it in double quotes, then `:` and its value");
  return syntax(
    offset,
    `${quote(here)} cannot stand here`,
    "write a value: a text in double quotes, a number, a list or an object",
  );
}

const INVALID_SYMBOL = 1;
const PROPERTY_NAME_EXPECTED = 3;
const COLON_EXPECTED = 5;
const COMMA_EXPECTED = 6;
const END_OF_FILE_EXPECTED = 9;
const UNEXPECTED_END_OF_STRING = 12;
const UNEXPECTED_END_OF_NUMBER = 13;
const INVALID_UNICODE = 14;
const INVALID_ESCAPE_CHARACTER = 15;
const INVALID_CHARACTER = 16;
