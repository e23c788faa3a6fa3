import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editJson, type JsonEdit } from "../../../src/ruleset/text/edit-json.js";
import { runs } from "../../arbitraries/runs.js";

const LONG = Array.from({ length: 12 }, (_, index) => `a-rather-long-name-${index}`);

describe("`editJson`", () => {
  const cases: readonly [string, string, JsonEdit, string][] = [
    ["a short list on its line", '{ "a": ["x", "y"] }\n', edit(["z", "x"]), '{ "a": ["z", "x"] }\n'],
    ["the spaces inside brackets", '{"a":[ "x","y" ]}', edit(["z", "x"]), '{"a":[ "z","x" ]}'],
    [
      "a list on several lines",
      '{\n\t"a": [\n\t\t"x"\n\t]\n}',
      edit(["x", "y"]),
      '{\n\t"a": [\n\t\t"x",\n\t\t"y"\n\t]\n}',
    ],
    [
      "line ends of Windows",
      '{\r\n  "a": [\r\n    "x"\r\n  ]\r\n}\r\n',
      edit(["y", "z"]),
      '{\r\n  "a": [\r\n    "y",\r\n    "z"\r\n  ]\r\n}\r\n',
    ],
    ["how an item was escaped", '{ "a": ["caf\\u00e9", "x"] }', edit(["y", "café"]), '{ "a": ["y", "caf\\u00e9"] }'],
    ["a list that becomes empty", '{ "a": [\n  "x"\n] }', edit([]), '{ "a": [] }'],
    ["a value that is not a list", '{ "a"  :  null, "b": 1 }', edit("x"), '{ "a"  :  "x", "b": 1 }'],
    [
      "the layout of the list before, in an empty list",
      '{\n  "b": [\n    "x"\n  ],\n  "a": []\n}',
      edit(["y"]),
      '{\n  "b": [\n    "x"\n  ],\n  "a": [\n    "y"\n  ]\n}',
    ],
    [
      "the padding of the list before, in an empty list",
      '{ "b": [ 1,2 ], "a": [] }',
      edit(["y", "z"]),
      '{ "b": [ 1,2 ], "a": [ "y","z" ] }',
    ],
    [
      "a line that is not too long",
      '{\n  "a": ["x"]\n}',
      edit(LONG),
      `{\n  "a": [\n    ${LONG.map((name) => `"${name}"`).join(",\n    ")}\n  ]\n}`,
    ],
    [
      "the next member in the place of a removed first one",
      '{\n  "a": 1,\n  "b": 2\n}',
      edit(undefined),
      '{\n  "b": 2\n}',
    ],
    ["no comma before a removed last member", '{\n  "b": 2,\n  "a": 1\n}', edit(undefined), '{\n  "b": 2\n}'],
    ["the commas around a removed member", '{ "b": 2, "a": 1, "c": 3 }', edit(undefined), '{ "b": 2, "c": 3 }'],
  ];

  test.each(cases)("keeps %s", (_, text, change, expected) => {
    expect(editJson(text, [change])).toBe(expected);
  });

  test("makes several changes, in any order", () => {
    const text = '{ "a": ["x"], "b": { "c": null, "d": [1] }, "e": true }';
    const changes = [
      { path: ["b", "d", 0], value: 12 },
      { path: ["e"], value: undefined },
      { path: ["a"], value: ["longer", "x"] },
    ];
    expect(editJson(text, changes)).toBe('{ "a": ["longer", "x"], "b": { "c": null, "d": [12] } }');
    expect(editJson(text, [...changes].reverse())).toBe(editJson(text, changes));
  });

  test("removes neighbours, and items of a list", () => {
    const removed = (...paths: JsonEdit["path"][]) => paths.map((path) => ({ path, value: undefined }));
    expect(editJson('{ "a": 1, "b": 2, "c": 3 }', removed(["a"], ["b"]))).toBe('{ "c": 3 }');
    expect(editJson('{ "a": 1, "b": 2, "c": 3 }', removed(["b"], ["c"]))).toBe('{ "a": 1 }');
    expect(editJson("[1, 2, 3, 4]", removed([0], [1], [3]))).toBe("[3]");
  });

  test("refuses a path that the text does not have", () => {
    expect(() => editJson('{ "a": 1 }', [{ path: ["b"], value: 1 }])).toThrow("the text has no value at `/b`");
  });

  test("changes the value at the path, and nothing else", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }), fc.array(fc.string({ minLength: 30 })));
    const indent = fc.constantFrom(undefined, 1, 2, 4, "\t");
    const lineEnd = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 1 }),
        indent,
        lineEnd,
        fc.nat(),
        (pairs, step, end, at) => {
          const members = pairs.map(([before], index) => [`k${index}`, before] as const);
          const text = `${JSON.stringify(Object.fromEntries(members), null, step).replaceAll("\n", end)}${end}`;
          const index = at % pairs.length;
          const after = pairs[index]?.[1] ?? null;
          const edited = editJson(text, [{ path: [`k${index}`], value: after }]);
          expect(JSON.parse(edited)).toEqual({ ...Object.fromEntries(members), [`k${index}`]: after });
          expect(editJson(edited, [{ path: [`k${index}`], value: after }])).toBe(edited);
          expect(edited.endsWith(end)).toBe(true);
          const { [`k${index}`]: _, ...others } = Object.fromEntries(members);
          const removed = editJson(text, [{ path: [`k${index}`], value: undefined }]);
          expect(JSON.parse(removed)).toEqual(others);
        },
      ),
      runs(1000),
    );
  });
});

function edit(value: JsonEdit["value"]): JsonEdit {
  return { path: ["a"], value };
}
