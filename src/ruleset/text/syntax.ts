import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Problem } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { isNo, isYes } from "../../values/suggest.js";

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

/** The mistakes of people who write JSON by hand, told by what stands there; null where it is none of them. */
export function describeByText(text: string, offset: number): SyntaxProblem | null {
  const here = text.slice(offset, offset + 40);
  const previous = lastBefore(text, offset);
  if (/^(\/\/|\/\*|#)/.test(here)) {
    return syntax(offset, "comments are not allowed in JSON", "put the words in a `description`, or delete them");
  }
  if (/^[“”„«»]/.test(here)) return syntax(offset, "a curly quote stands here", 'write straight double quotes: `"`');
  if (/^['‘’`]/.test(here)) return syntax(offset, "texts stand in double quotes", "write `\"` for `'`");
  if (/^[}\]]/.test(here) && text[previous] === ",") {
    return syntax(previous, `a comma stands after the last item, before \`${here[0]}\``, "delete the comma");
  }
  if (/^,/.test(here) && text[previous] !== '"')
    return syntax(offset, "a comma stands where nothing comes before it", "delete the comma");
  if (/^[^\S \t\r\n]|^\u200B/.test(here))
    return syntax(
      offset,
      "a space of another kind stands here, such as one that does not break",
      "write a plain space",
    );
  if (/^;/.test(here)) return syntax(offset, "a semicolon stands here", "write a comma");
  if (/^=/.test(here)) return syntax(offset, "an equals sign stands here", "write a colon");
  const word = /^[A-Za-z_$][\w$-]*/.exec(here)?.[0];
  if (word !== undefined) return describeWord(word, text, offset);
  if (/^[+.]/.test(here) || (/^\d/.test(here) && text[offset - 1] === "0")) {
    return syntax(offset, "this is not how a number is written", "write it like `9`, `-2` or `0.5`");
  }
  return null;
}

/** Null where the word is a value as JSON has it, and only stands in the wrong place. */
function describeWord(word: string, text: string, offset: number): SyntaxProblem | null {
  const isKey = /^\s*:/.test(text.slice(offset + word.length));
  if (!isKey) {
    if (["true", "false", "null"].includes(word)) return null;
    const lower = word.toLowerCase();
    const meant = lower === "null" ? null : isYes(word) || (isNo(word) ? false : undefined);
    if (meant !== undefined) return syntax(offset, `\`${word}\` is not a value`, `write \`${meant}\``);
    if (lower === "none" || lower === "undefined") {
      return syntax(offset, `\`${word}\` is not a value`, "leave the key out where there is nothing to say");
    }
  }
  if (text[lastBefore(text, offset)] === '"') {
    return syntax(offset, `\`${word}\` follows a closing double quote`, 'write `\\"` for a double quote inside a text');
  }
  return syntax(offset, `\`${word}\` has no double quotes`, `write \`"${word}"\``);
}

function lastBefore(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length - 1;
}

export interface OpenBracket {
  readonly bracket: "{" | "[";
  readonly line: number;
}

/** The bracket that is open where `until` is; null outside of all. */
export function openBracketAt(text: string, until: number): OpenBracket | null {
  const open: OpenBracket[] = [];
  let line = 1;
  for (const [token] of text.slice(0, until).matchAll(/"(?:[^"\\\n\r]|\\.)*"|[[\]{}]|\r\n|\n|\r/g)) {
    if (token === "{" || token === "[") open.push({ bracket: token, line });
    else if (token === "}" || token === "]") open.pop();
    else if (token[0] !== '"') line++;
  }
  return open.at(-1) ?? null;
}

export function unclosedBracket(offset: number, { bracket, line }: OpenBracket): SyntaxProblem {
  return syntax(
    offset,
    `the file ends before the \`${bracket}\` of line ${line} is closed`,
    `write \`${CLOSING[bracket]}\``,
  );
}

/** Of a closing bracket where none can stand. */
export function misplacedBracket(offset: number, closing: string, { bracket, line }: OpenBracket): SyntaxProblem {
  return CLOSING[bracket] === closing
    ? syntax(offset, `a value is missing before \`${closing}\``, "write it, or delete its key")
    : syntax(
        offset,
        `\`${closing}\` closes the \`${bracket}\` of line ${line}`,
        `write \`${CLOSING[bracket]}\` first, or in its place`,
      );
}

const CLOSING = { "{": "}", "[": "]" } as const;

/** What is not JSON in a text, and where: the first such thing, since the rest mostly follows from it. */
export interface SyntaxProblem extends Problem {
  readonly offset: number;
}

export function syntax(offset: number, problem: string, hint: string): SyntaxProblem {
  return { code: "syntax", problem, hint, offset };
}
