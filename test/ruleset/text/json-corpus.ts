/** A text, and the production of RFC 8259's grammar that it is an example of. */
export interface JsonText {
  readonly production: string;
  readonly text: string;
}

/**
 * Texts for every production of RFC 8259, well-formed and not: each piece by itself, and then within lists, objects and white space.
 *
 * Whether a text is JSON is not said here: `JSON.parse` is asked.
 */
export function jsonCorpus(): JsonText[] {
  const corpus: JsonText[] = [];
  for (const [production, texts] of Object.entries(PIECES)) {
    // Numbers are thousands, and differ among themselves far more than by their places.
    const places = texts.length > MANY ? PLACES.slice(0, 3) : PLACES;
    for (const text of texts) {
      for (const place of places) corpus.push({ production, text: place.replace("?", () => text) });
    }
  }
  return [
    ...corpus,
    ...Object.entries(WHOLE).flatMap(([production, texts]) => texts.map((text) => ({ production, text }))),
  ];
}

const MANY = 1000;
const PLACES = ["?", '{"a" : ? , "b":[]}', "[1,?]", "[?]", " ?\n", "[?,1]", '{"a":?}', '[[{"a":[?]}]]', "[? ?]", "?,"];

const DIGITS = ["0", "1", "9", "10", "01", "00", "1234567890"];
const FRACTIONS = ["", ".0", ".5", ".05", ".", ".5.", "..5", ".e"];
const EXPONENTS = ["", "e1", "E1", "e+1", "e-1", "e01", "e", "e+", "E-", "e1.5", "ee1"];
const CONTROLS = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code));

/** Values and what might be taken for one. */
const PIECES: Readonly<Record<string, readonly string[]>> = {
  literal: [
    "true",
    "false",
    "null",
    "True",
    "FALSE",
    "nul",
    "nulll",
    "tru e",
    "undefined",
    "NaN",
    "Infinity",
    "-Infinity",
    "yes",
  ],
  number: [
    ...["", "-", "+", "--"].flatMap((sign) =>
      DIGITS.flatMap((digits) =>
        FRACTIONS.flatMap((fraction) => EXPONENTS.map((exponent) => sign + digits + fraction + exponent)),
      ),
    ),
    ...[
      "-",
      ".5",
      "-.5",
      "e1",
      "0x1F",
      "0b1",
      "0o7",
      "1_000",
      "1,000",
      "1n",
      "\u0661",
      "\uff11",
      "1e400",
      "-1e400",
      "1e-400",
    ],
  ],
  string: [
    ...[
      '""',
      '"a"',
      '"é中👩"',
      '"\u007f"',
      '"\u2028\u2029"',
      '"/"',
      "'a'",
      "a",
      '"',
      '"a',
      'a"',
      '"a"b"',
      '"a""b"',
      "`a`",
      "“a”",
    ],
    ...CONTROLS.map((control) => `"${control}"`),
  ],
  escape: [
    ...[...'"\\/bfnrt'].map((letter) => `"\\${letter}"`),
    ...[..."0'acdeghijklmopqsvwxyzBFNRTUX \n"].map((letter) => `"\\${letter}"`),
    ...[
      "u0041",
      "u00e9",
      "uABCD",
      "uabcd",
      "u",
      "u0",
      "u00",
      "u004",
      "u004g",
      "u 041",
      "U0041",
      "u{41}",
      "x41",
      "u+041",
    ].map((hex) => `"\\${hex}"`),
  ],
  surrogate: [
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
    "\\ude00\\ud83d",
    "\\ud83dx",
    "\ud83d",
    "\ude00",
    "\ud83d\\ude00",
  ].map((half) => `"${half}"`),
  array: [
    "[]",
    "[ ]",
    "[1]",
    "[1,2]",
    "[1 2]",
    "[,]",
    "[1,]",
    "[,1]",
    "[1,,2]",
    "[",
    "]",
    "[1",
    "1]",
    "[1}",
    "[[]",
    "[]]",
    "[:]",
    "[1:2]",
    "(1)",
  ],
  object: [
    ...["{}", "{ }", '{"a":1}', '{"a":1,"b":2}', '{"":0}', '{"a":{"a":{}}}'],
    ...[
      "{",
      "}",
      '{"a"}',
      '{"a":}',
      "{:1}",
      '{"a":1,}',
      '{,"a":1}',
      '{"a":1,,"b":2}',
      '{"a":1 "b":2}',
      '{"a" 1}',
      '{"a"::1}',
      "{a:1}",
      "{'a':1}",
    ],
    ...["{1:1}", "{null:1}", '{"a":1]', '{["a"]:1}', '{"a":1', '{"a', '{"a"=1}', '{"a";1}', "{true}", '{"a":1;"b":2}'],
  ],
  "white space": [
    ...[" 1", "\t1", "\n1", "\r1", "\r\n1 \t\r\n", "[ 1 , 2 ]"],
    ...["\v1", "\f1", "\u00a01", "\u20281", "\u20001", "\u30001", "\u00851", "1\0", "1\u200b", "\ufeff1", "1\ufeff"],
  ],
  comment: ['"//1"', '"/*1*/"', "//1\n1", "1//", "/*1*/1", "1/**/", "#1\n1", "1/", "<!--1-->1", "[1/*]*/]"],
  "duplicate key": ['{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '{"":1,"":2}', '{"a":{"b":1,"b":2}}'],
  "reserved key": [
    '{"__proto__":1}',
    '{"constructor":{}}',
    '{"prototype":[]}',
    '{"\\u005f_proto__":{"a":1}}',
    '{"toString":1}',
  ],
};

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

const WHOLE: Readonly<Record<string, readonly string[]>> = {
  "JSON text": ["{}", " [] ", "", " ", "\n", "1 2", "{}{}", "[][]", "true false", "{},", ",", ":", "{}x", "null\0"],
  "byte order mark": ['"\ufeff"', "\ufeff", "\ufeff{}", "\ufeff\ufeff{}", "{}\ufeff"],
  nesting: [
    nested(31),
    nested(32),
    nested(33),
    nested(1000),
    `${'{"a":'.repeat(33)}1${"}".repeat(33)}`,
    "[".repeat(32),
    `"${"[".repeat(100)}"`,
  ],
};
