import { describe, expect, it } from "vitest";
import { readRuleset } from "../../src/ruleset/read-ruleset.js";
import { buildValue } from "../../src/ruleset/text/plain-data.js";
import { createLocator } from "../../src/ruleset/text/positions.js";
import { parseSyntax } from "../../src/ruleset/text/syntax.js";
import { gateText, MAX_DEPTH } from "../../src/ruleset/text/text-gates.js";
import { groupBy } from "../../src/values/group-by.js";
import type { Issue } from "../../src/values/issue.js";
import { jsonCorpus } from "./json-corpus.js";

const CORPUS = [...groupBy(jsonCorpus(), ({ production }) => production)];

describe("every production of RFC 8259", () => {
  it.each(CORPUS)("%s: a text is taken just where JSON.parse takes it, and gives the same value", (_, texts) => {
    const differing = texts.filter(({ text }) => {
      const [ours, theirs] = [read(text), parsed(text)];
      if (theirs === null) return ours.refusal === null;
      if (ours.refusal !== null) return !isRefusedOnPurpose(ours.refusal, text, theirs.value);
      return ours.problems.length === 0 && JSON.stringify(ours.value) !== JSON.stringify(theirs.value);
    });
    expect(differing).toEqual([]);
  });

  it.each(CORPUS)("%s: as a rule file, a text has an issue, each with its place inside the text", (_, texts) => {
    // Of the thousands of numbers, a tenth says as much of places.
    const some = texts.length > 1000 ? texts.filter((_, index) => index % 10 === 0) : texts;
    const misplaced = some.filter(({ text }) => {
      const { ruleset, issues } = readRuleset([{ file: "rules.json", text }]);
      const lines = text.split(/\r\n|\n|\r/);
      const isInside = ({ line = 0, column = 0 }: Issue) => column > 0 && column <= (lines[line - 1]?.length ?? -1) + 1;
      return ruleset !== null || issues.length === 0 || !issues.every(isInside);
    });
    expect(misplaced).toEqual([]);
  });

  it("is there, accepted and refused", () => {
    for (const [production, texts] of CORPUS) {
      const accepted = texts.filter(({ text }) => parsed(text) !== null).length;
      expect([production, accepted > 0, accepted < texts.length]).toEqual([production, true, true]);
    }
  });
});

describe("what JSON.parse takes and a rule file may not say", () => {
  it.each([
    ["a key twice", '{"a":1,"a":1}', "duplicate-key"],
    ["a key twice, once in escapes", '{"a":1,"\\u0061":2}', "duplicate-key"],
    ["`__proto__` for a key", '{"__proto__":1}', "reserved-key"],
    ["`__proto__` in escapes", '{"\\u005f_proto__":{"a":1}}', "reserved-key"],
    ["`constructor` for a key", '[{"constructor":1}]', "reserved-key"],
    ["`prototype` for a key", '{"a":{"prototype":1}}', "reserved-key"],
    ["a number beyond all numbers", "[1e400]", "number-out-of-range"],
    ["a number that would be rounded", "[9007199254740993]", "number-out-of-range"],
  ])("%s", (_, text, code) => {
    expect(read(text).problems.map((problem) => problem.code)).toEqual([code]);
  });

  it("minus zero is zero", () => {
    expect(read("[-0, -0.0, -0e1]").value).toEqual([0, 0, 0]);
  });

  it("an object built from a text has no prototype that the text names", () => {
    const { value } = read('{"__proto__":{"polluted":1},"a":1}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value).toEqual({ a: 1 });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

/** What the gates and the parser make of a text, before anything is known of rules. */
function read(text: string) {
  const gate = gateText(text);
  if (gate.problem !== null) return { refusal: gate.problem.code, value: undefined, problems: [] };
  const syntax = parseSyntax(text, gate.end);
  if ("problem" in syntax) return { refusal: syntax.problem.code, value: undefined, problems: [] };
  return { refusal: null, ...buildValue(syntax.tree, createLocator({ file: null, text }, syntax.tree)) };
}

function parsed(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function isRefusedOnPurpose(code: string, text: string, value: unknown): boolean {
  if (code === "byte-order-mark") return text.startsWith("\ufeff");
  return code === "too-deep" && depthOf(value) > MAX_DEPTH;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
