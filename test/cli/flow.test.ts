import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flow } from "../../src/cli/terminal/flow.js";
import { displayWidth } from "../../src/cli/terminal/screen.js";
import { dim, strong } from "../../src/words/prose.js";

const narrow = { width: 24, color: false };

describe("prose", () => {
  test("is broken between words, and later lines stand under the first", () => {
    expect(flow("the desk is closed until tomorrow", narrow, { indent: 4, label: " ✗" })).toEqual([
      " ✗  the desk is closed",
      "    until tomorrow",
    ]);
  });

  test("follows on a line of its own where the label leaves no room", () => {
    expect(flow("closed", narrow, { indent: 4, label: "telephone" })).toEqual(["telephone", "    closed"]);
  });

  test("keeps pieces of different styles together where no space parts them", () => {
    expect(flow(["(", strong("nl"), ")"], narrow)).toEqual(["(nl)"]);
  });

  test("cuts a word that is longer than a line", () => {
    expect(flow("a".repeat(30), narrow)).toEqual(["a".repeat(24), "a".repeat(6)]);
  });

  test("closes each style on its own line, so that a cut-off text colours nothing else", () => {
    const lines = flow(dim("one two three four five six seven"), { width: 24, color: true });
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/^\u001b\[2m.*\u001b\[22m$/);
  });

  test("counts a Chinese character as two columns", () => {
    expect(flow("中文客服 中文客服 中文客服", narrow)).toEqual(["中文客服 中文客服", "中文客服"]);
  });

  test("never passes the edge of the screen, and loses no words", () => {
    const anyText = fc.array(fc.constantFrom("a", "desk", "中文", "e\u0301", "👍", "x".repeat(50)), { maxLength: 20 });
    fc.assert(
      fc.property(anyText, fc.integer({ min: 30, max: 90 }), fc.boolean(), (words, width, color) => {
        const lines = flow(
          words.map((word) => strong(`${word} `)),
          { width, color },
          { indent: 6, label: "--" },
        );
        const plain = lines.map(stripVTControlCharacters);
        for (const line of plain) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(plain.join("").replace(/[\s-]/g, "")).toBe(words.join(""));
      }),
    );
  });
});
