import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprintRuleset } from "../../src/ruleset/fingerprint.js";
import { parseRuleset, type RulesetFile, readRuleset } from "../../src/ruleset/read-ruleset.js";
import { RulesetError } from "../../src/values/errors.js";
import { runs } from "../arbitraries/runs.js";
import { validDocument } from "./valid-document.js";

describe("a ruleset in which nothing is wrong", () => {
  it("is the document without `$schema`, frozen to the last value", () => {
    const ruleset = parseRuleset(JSON.stringify(validDocument()));
    const { $schema: _, ...expected } = validDocument();
    expect(ruleset).toEqual(expected);
    expect(isFrozenDeeply(ruleset)).toBe(true);
  });

  it("is the same, however its sections are spread over files, and in whatever order these are given", async () => {
    const document = validDocument();
    const fingerprint = await fingerprintRuleset(parseRuleset(JSON.stringify(document)));
    const sections = Object.entries(document).map(([name, value]) => ({
      file: `${name}.json`,
      text: JSON.stringify({ [name]: value }),
    }));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(sections, { minLength: sections.length }), async (files) => {
        expect(await fingerprintRuleset(parseRuleset(files))).toBe(fingerprint);
      }),
      runs(20),
    );
  });

  it("is the same in whatever order its keys, rules, promises and scenarios are written", async () => {
    const document = validDocument();
    const fingerprint = await fingerprintRuleset(parseRuleset(JSON.stringify(document)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), async (seeds) => {
        expect(await fingerprintRuleset(parseRuleset(JSON.stringify(reorder(document, seeds))))).toBe(fingerprint);
      }),
      runs(20),
    );
  });

  it("has another fingerprint when the order of its channels differs", async () => {
    const document = validDocument();
    const reversed = { ...document, channels: [...(document.channels as unknown[])].reverse() };
    const fingerprints = await Promise.all(
      [document, reversed].map((each) => fingerprintRuleset(parseRuleset(JSON.stringify(each)))),
    );
    expect(fingerprints[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprints[0]).not.toBe(fingerprints[1]);
  });

  it("may have warnings", () => {
    const document = validDocument();
    const rule = { name: "x", event: { type: "offer", params: { channels: ["email"] } } };
    const text = JSON.stringify({ ...document, rules: [rule], scenarios: [] });
    expect(parseRuleset(text).rules).toEqual([rule]);
    expect(readRuleset(text).issues).toMatchObject([{ code: "offer-of-always-channel", severity: "warning" }]);
  });

  it("may hold annual exceptions that meet others which say the same", () => {
    const document = validDocument();
    const exceptions = [
      { annually: { easter: 1 }, hours: [] },
      { annually: "04-05", hours: [] },
      { date: "2027-04-05", hours: [] },
    ];
    const schedules = {
      "phone-hours": { timeZone: "UTC", weekly: {}, exceptions },
      "customer-daytime": { timeZone: "customer", weekly: {} },
    };
    expect(readRuleset(JSON.stringify({ ...document, schedules })).issues).toEqual([]);
  });
});

describe("a ruleset in which something is wrong", () => {
  it("throws one error that lists every issue with its place", () => {
    const files = [
      { file: "a.json", text: JSON.stringify(validDocument()) },
      { file: "b.json", text: '{\n  "steps": [ { "id": "x y" } ],\n  "rulez": []\n}' },
    ];
    expect(() => parseRuleset(files)).toThrow(new RulesetError(readRuleset(files).issues));
    expect(new RulesetError(readRuleset(files).issues).message).toBe(
      "the ruleset cannot be used:\n" +
        "  b.json:2:22: step `x y`: `x y` cannot be an id; use letters, digits and hyphens, such as `x-y`\n" +
        "  b.json:3:3: unknown key `rulez`; did you mean `rules`?",
    );
  });

  it("lists the first 20 of very many, and says how many more there are", () => {
    const text = JSON.stringify({
      ...validDocument(),
      steps: Array(50).fill({ id: "x y" }),
      rules: [],
      promises: [],
      scenarios: [],
    });
    const { issues } = readRuleset(text);
    expect(issues.length).toBe(50);
    expect(new RulesetError(issues).message.split("\n")).toHaveLength(22);
    expect(new RulesetError(issues).message).toMatch(/… and 30 more$/);
  });

  it.each([[undefined], [null], [42], [{}], [[1]], [[{ file: "a" }]], [[null]]])(
    "cannot even be read from %j",
    (input) => {
      expect(() => parseRuleset(input as unknown as string)).toThrow(RulesetError);
    },
  );

  it("cannot even be read from a list with something else in it", () => {
    const file = { file: "a.json", text: JSON.stringify(validDocument()) };
    expect(() => parseRuleset([file, { file: "b.json" } as RulesetFile])).toThrow(
      new RulesetError([
        {
          code: "wrong-type",
          message:
            "a ruleset must be a text, or a list of files with `file` and `text`, not a list; `createRouter` takes parsed JSON as it is",
          path: "",
          hint: "`createRouter` takes parsed JSON as it is",
          severity: "error",
        },
      ]),
    );
  });

  it("lacks all that every ruleset needs where there is no file", () => {
    expect(readRuleset([]).issues.map(({ path, line }) => [path, line])).toEqual([
      ["/ruleset", undefined],
      ["/channels", undefined],
      ["/languages", undefined],
      ["/requestTypes", undefined],
    ]);
  });

  it("is told of with file, line and column, whatever is deleted, retyped, renamed or added in a good one", () => {
    const document = validDocument();
    const places = placesIn(document);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(places.length - 1), mutation), { minLength: 1, maxLength: 3 }),
        (mutations) => {
          const mutated = structuredClone(document);
          for (const [place, mutate] of mutations) changeAt(mutated, places[place] ?? [], mutate);
          const { ruleset, issues } = readRuleset([{ file: "rules.json", text: JSON.stringify(mutated, null, 2) }]);
          expect(ruleset === null).toBe(issues.some(({ severity }) => severity === "error"));
          for (const issue of issues) {
            expect(issue).toMatchObject({ file: "rules.json", code: expect.stringMatching(/^[a-z]+(-[a-z]+)*$/) });
            expect(issue.line).toBeGreaterThan(0);
            expect(issue.column).toBeGreaterThan(0);
            expect(issue.message).toMatch(/^[^\n]+[^.\n]$/);
            expect(issue.message).not.toMatch(/undefined|NaN|\[object|Invalid input/);
          }
        },
      ),
      runs(300),
    );
  });

  it("is told of all the same when the text is cut, or has a character too many", () => {
    const text = JSON.stringify(validDocument(), null, 1);
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(3),
        fc.string({ maxLength: 3, unit: fc.constantFrom(..."{}[],:\"/*\\'#0-+.e\n\t ax") }),
        (at, cut, extra) => {
          const { issues } = readRuleset(text.slice(0, at) + extra + text.slice(at + cut));
          for (const { line, message } of issues) {
            expect(line).toBeGreaterThan(0);
            expect(message).not.toMatch(/undefined|NaN|\n/);
          }
        },
      ),
      runs(300),
    );
  });
});

describe("a hostile text", () => {
  const million = 1_000_000;
  it.each([
    ["a million brackets", "[".repeat(million)],
    ["a million braces", '{"a":'.repeat(million / 5)],
    ["brackets that close the wrong thing", "[}".repeat(million / 2)],
    ["brackets hidden from a count by comments", "[/*]*/".repeat(million / 6)],
    ["brackets hidden from a count by an open text", `"\n${"[".repeat(million)}`],
    ["a million quotes", '"'.repeat(million)],
    ["a million backslashes", `"${"\\".repeat(million)}`],
    ["a million commas", `[${",".repeat(million)}`],
    ["a million digits", "9".repeat(million)],
    ["a million blanks", " ".repeat(million)],
  ])("of %s is refused with one issue", (_, text) => {
    const { ruleset, issues } = readRuleset(text);
    expect(ruleset).toBeNull();
    expect(issues.length).toBe(issues[0]?.code === "syntax" || issues[0]?.code === "too-deep" ? 1 : 2);
    expect(issues[0]).toMatchObject({ severity: "error", line: expect.any(Number) });
  });

  it("of more than a megabyte is not looked at", () => {
    expect(readRuleset(" ".repeat(1_048_577)).issues).toMatchObject([{ code: "file-too-large", line: 1, column: 1 }]);
    expect(readRuleset("é".repeat(600_000)).issues).toMatchObject([{ code: "file-too-large" }]);
  });

  it("cannot reach a prototype", () => {
    const text = '{ "requestTypes": { "constructor": {}, "toString": {} }, "__proto__": { "steps": [] } }';
    const codes = readRuleset(text).issues.map(({ code, path }) => `${code} ${path}`);
    expect(codes).toContain("reserved-key /requestTypes/constructor");
    expect(codes).toContain("reserved-key /__proto__");
    expect(codes).not.toContain("reserved-key /requestTypes/toString");
    expect(Object.hasOwn(Object.prototype, "steps")).toBe(false);
  });

  it("of conditions that refer to one another ten thousand deep is refused, and nothing overflows", () => {
    const conditions = Object.fromEntries(
      Array.from({ length: 9_900 }, (_, index) => [`c${index}`, { condition: `c${index + 1}` }]),
    );
    const { issues } = readRuleset(
      JSON.stringify({ ...validDocument(), conditions: { ...conditions, staffed: { condition: "c0" } } }),
    );
    expect(issues.map(({ code }) => code)).toContain("too-deep");
    expect(issues.map(({ code }) => code)).toContain("unknown-condition");
  });
});

const mutation = fc.oneof(
  fc.constant({ kind: "delete" } as const),
  fc.record({
    kind: fc.constant("replace" as const),
    value: fc.oneof(
      fc.constantFrom<unknown>(null, true, "", "x", -1, 0, 1.5, 1e300, [], {}, [[]], { a: 1 }, "toString", "\u202e"),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  }),
  fc.record({
    kind: fc.constant("rename" as const),
    key: fc.constantFrom("x", "all", "any", "fact", "path", "name", "toString", "01", "", "a b"),
  }),
  fc.record({
    kind: fc.constant("add" as const),
    key: fc.constantFrom("x", "all", "not", "date", "hours", "value", "constructor"),
  }),
);

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;
type Place = readonly (string | number)[];

function changeAt(root: unknown, place: Place, change: Mutation): void {
  const parent = place
    .slice(0, -1)
    .reduce<unknown>((value, key) => (isContainer(value) ? value[key] : undefined), root);
  const key = place.at(-1);
  // A mutation before this one may have taken the place away.
  if (!isContainer(parent) || key === undefined || !Object.hasOwn(parent, key)) return;
  const value: unknown = Reflect.get(parent, key);
  if (change.kind === "replace") Reflect.set(parent, key, change.value);
  else if (change.kind === "add") Reflect.set(parent, change.key, value);
  else if (change.kind === "delete" && Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
  if (change.kind === "rename") Reflect.set(parent, change.key, value);
}

function placesIn(value: unknown, at: Place = []): Place[] {
  if (!isContainer(value)) return at.length === 0 ? [] : [at];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    placesIn(member, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return at.length === 0 ? inner : [at, ...inner];
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

function isFrozenDeeply(value: unknown): boolean {
  return (
    typeof value !== "object" ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozenDeeply))
  );
}

/** The same document with its keys in another order, and the lists whose order says nothing. */
function reorder(value: unknown, seeds: readonly number[], key = ""): unknown {
  const rotate = <T>(list: readonly T[]): T[] => {
    const by = list.length === 0 ? 0 : (seeds[key.length % seeds.length] ?? 0) % list.length;
    return [...list.slice(by), ...list.slice(0, by)];
  };
  if (Array.isArray(value)) {
    const items = value.map((item) => reorder(item, seeds, key));
    return ["rules", "promises", "scenarios"].includes(key) ? rotate(items) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    rotate(Object.entries(value)).map(([name, member]) => [name, reorder(member, seeds, name)]),
  );
}
