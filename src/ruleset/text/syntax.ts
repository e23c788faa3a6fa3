import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { listWords, quote } from "../../values/quote.js";
import { isNo, isYes } from "../../values/suggest.js";
import type { OffsetProblem } from "./positions.js";

/**
 * Parses JSON. Reports only the first syntax error, since the others mostly follow from it.
 *
 * Expects a text that passed the gates. `end` is where JSON ends at the latest, according to the gates.
 */
export function parseSyntax(text: string, end: number): { readonly tree: Node } | { readonly problem: OffsetProblem } {
  if (text.trim() === "") return { problem: syntax(0, "the file is empty", "write at least `{}`") };
  const errors: ParseError[] = [];
  // The parser accepts comments, but the gates end the text at any slash.
  const tree = parseTree(text.slice(0, end), errors);
  const [error] = errors;
  if (tree !== undefined && error === undefined && end === text.length) return { tree };
  const problem =
    findConflicts(text) ?? describeError(text, error?.offset ?? end, error?.error ?? END_OF_FILE_EXPECTED);
  return { problem };
}

/** Reports the conflicts that a merge left in the text, with their lines; null if there are none. No line of JSON begins like a marker. */
function findConflicts(text: string): OffsetProblem | null {
  const markers = [...text.matchAll(/^(?:<{7}|>{7})(?=\s|$)/gm)];
  const [first] = markers;
  if (first === undefined) return null;
  const lineOf = ({ index }: RegExpExecArray) => text.slice(0, index).split(/\r\n|\n|\r/).length;
  const ranges = markers.slice(0, MAX_MARKERS).flatMap((marker, place, all) => {
    const [before, after] = [all[place - 1]?.[0], all[place + 1]];
    if (marker[0] === OPENS && after?.[0] === CLOSES) return `lines ${lineOf(marker)} to ${lineOf(after)}`;
    return marker[0] === CLOSES && before === OPENS ? [] : `line ${lineOf(marker)}`;
  });
  return {
    code: "merge-conflict",
    problem: `a merge left a conflict unresolved, on ${listWords(ranges)}`,
    hint: "keep one side of it, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
    offset: first.index,
  };
}

const [OPENS, CLOSES] = ["<<<<<<<", ">>>>>>>"];
/** Bounds the length of the message. */
const MAX_MARKERS = 20;

function describeError(text: string, offset: number, code: number): OffsetProblem {
  // The parser takes `true;` for one invalid symbol. What is wrong follows the word.
  const from = code === INVALID_SYMBOL ? endOfLiteral(text, offset) : offset;
  return describeByText(text, from) ?? describeByCode(text, from, code);
}

/** Returns the end of the `true`, `false` or `null` at `offset`; `offset` itself if there is none. */
function endOfLiteral(text: string, offset: number): number {
  const literal = /(?:true|false|null)(?![\w$-])/y;
  literal.lastIndex = offset;
  return literal.test(text) ? literal.lastIndex : offset;
}

/** Recognises the mistakes of people who write JSON by hand. Null if it is none of them. */
function describeByText(text: string, offset: number): OffsetProblem | null {
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
  if (/^,/.test(here) && text[previous] !== '"') {
    return syntax(offset, "a comma has nothing before it", "delete the comma");
  }
  if (/^[^\S \t\r\n]|^\u200B/.test(here)) {
    const problem = "a space of another kind stands here, such as one that does not break";
    return syntax(offset, problem, "write a plain space");
  }
  if (/^;/.test(here)) return syntax(offset, "a semicolon stands here", "write a comma");
  if (/^=/.test(here)) return syntax(offset, "an equals sign stands here", "write a colon");
  const word = /^[A-Za-z_$][\w$-]*/.exec(here)?.[0];
  if (word !== undefined) return describeWord(word, text, offset);
  const isNumber = /^[+.]/.test(here) || (/^\d/.test(here) && text[offset - 1] === "0");
  return isNumber ? syntax(offset, ...NOT_A_NUMBER) : null;
}

/** Null if the word is a JSON value that only stands in the wrong place. */
function describeWord(word: string, text: string, offset: number): OffsetProblem | null {
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

/** Returns the offset of the last character before `offset` that is not white space; -1 if there is none. */
function lastBefore(text: string, offset: number): number {
  return text.slice(0, offset).trimEnd().length - 1;
}

function describeByCode(text: string, offset: number, code: number): OffsetProblem {
  const invalidToken = INVALID_TOKENS.get(code);
  if (invalidToken !== undefined) return syntax(offset, ...invalidToken);
  const here = text.charAt(offset);
  const open = openBracketAt(text, offset);
  if (open !== null && here === "") {
    const { bracket, line } = open;
    const problem = `the file ends before the \`${bracket}\` of line ${line} is closed`;
    return syntax(offset, problem, `write \`${CLOSING[bracket]}\``);
  }
  if (open !== null && /[}\]]/.test(here)) {
    const closing = CLOSING[open.bracket];
    if (closing === here) return syntax(offset, `a value is missing before \`${here}\``, "write it, or delete its key");
    const problem = `\`${here}\` closes the \`${open.bracket}\` of line ${open.line}`;
    return syntax(offset, problem, `write \`${closing}\` first, or in its place`);
  }
  if (open?.bracket === "[" && here === ":") {
    return syntax(offset, "a key and its value stand in a list", "write `{` before the key and `}` after the value");
  }
  const hint = "write a value: a text in double quotes, a number, a list or an object";
  return syntax(offset, ...(MISPLACED_TOKENS.get(code) ?? ([`${quote(here)} cannot stand here`, hint] as const)));
}

type Words = readonly [problem: string, hint: string];

// The error codes of jsonc-parser are a `const enum`, so they are numbers here.
const INVALID_SYMBOL = 1;
const END_OF_FILE_EXPECTED = 9;

const NOT_A_NUMBER: Words = ["this is not how a number is written", "write it like `9`, `-2` or `0.5`"];
const BAD_ESCAPE: Words = ["a backslash in this text means nothing", "write `\\\\` for a backslash"];

const INVALID_TOKENS: ReadonlyMap<number, Words> = new Map([
  // UnexpectedEndOfString, UnexpectedEndOfNumber
  [12, ["this text has no closing double quote on its line", 'close it with `"`; a line break is written `\\n`']],
  [13, NOT_A_NUMBER],
  // InvalidUnicode, InvalidEscapeCharacter, InvalidCharacter
  [14, BAD_ESCAPE],
  [15, BAD_ESCAPE],
  [16, ["this text holds a tab or another control character", "delete it, or write `\\t` for a tab"]],
]);

const MISPLACED_TOKENS: ReadonlyMap<number, Words> = new Map([
  // PropertyNameExpected, ColonExpected, CommaExpected
  [3, ["a key is missing here", "write it in double quotes, then `:` and its value"]],
  [5, ["a colon is missing between a key and its value", "write it before this"]],
  [6, ["a comma is missing before this", "write one between the two"]],
  [
    END_OF_FILE_EXPECTED,
    [
      "something follows the end of the rules",
      "keep one JSON object in the file: delete what follows, or join the two",
    ],
  ],
]);

const CLOSING = { "{": "}", "[": "]" } as const;

/** Finds the innermost bracket that is still open at `until`; null if there is none. */
function openBracketAt(text: string, until: number) {
  const open: { bracket: keyof typeof CLOSING; line: number }[] = [];
  let line = 1;
  for (const [token] of text.slice(0, until).matchAll(/"(?:[^"\\\n\r]|\\.)*"|[[\]{}]|\r\n|\n|\r/g)) {
    if (token === "{" || token === "[") open.push({ bracket: token, line });
    else if (token === "}" || token === "]") open.pop();
    else if (token[0] !== '"') line++;
  }
  return open.at(-1) ?? null;
}

function syntax(offset: number, problem: string, hint: string): OffsetProblem {
  return { code: "syntax", problem, hint, offset };
}
