import fc from "fast-check";
import { anyCharacter } from "../../test/arbitraries/any-character.js";

/** Cuts `removed` UTF-16 units out of a text somewhere, and puts others there, or a piece of the text itself. */
export interface TextMutation {
  /** Counted round and round the text. */
  readonly at: number;
  readonly removed: number;
  readonly inserted: string | null;
  /** Where null is inserted: the length of the piece that is said twice. */
  readonly repeated: number;
}

const PIECES = [
  ...[
    '"',
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "[[[[[[[[",
    '{"a":',
    "\\",
    "\\u",
    "\\ud800",
    "/",
    "//",
    "/*",
    "*/",
    "-",
    ".",
    "e",
    "1e999",
    "-0",
    "00",
  ],
  ...[
    "9007199254740993",
    "NaN",
    "null",
    "true",
    "undefined",
    "\u0000",
    "\ufeff",
    "\ud800",
    "\udc00",
    "\u2028",
    "\r",
    "\r\n",
    "\t",
    "\u00a0",
  ],
  ...[
    '"__proto__":{},',
    '"constructor":[],',
    '"rules":[],',
    "\u202e",
    "é",
    "{}",
    "[]",
    '""',
    " ".repeat(40),
    "[".repeat(40),
  ],
];

export const textMutation: fc.Arbitrary<TextMutation> = fc.record({
  at: fc.nat(100_000),
  removed: fc.oneof(fc.constantFrom(0, 1, 1, 2), fc.nat(60)),
  inserted: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom("", ...PIECES) },
    { weight: 2, arbitrary: fc.string({ unit: anyCharacter, maxLength: 3 }) },
    { weight: 2, arbitrary: fc.constant(null) },
  ),
  repeated: fc.nat(400),
});

export function withTextMutated(text: string, { at, removed, inserted, repeated }: TextMutation): string {
  const from = at % (text.length + 1);
  const piece = inserted ?? text.slice(from, from + repeated);
  return text.slice(0, from) + piece + text.slice(from + removed);
}
