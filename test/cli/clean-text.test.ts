import { describe, expect, test } from "vitest";
import { plainJson } from "../../src/cli/terminal/json.js";
import { cleanText, displayWidth } from "../../src/cli/terminal/screen.js";

describe("text from a rule file", () => {
  test.each([
    ["a colour", "\u001b[31mred\u001b[0m", "[31mred[0m"],
    ["a window title", "\u001b]0;title\u0007x", "]0;titlex"],
    ["an 8-bit control sequence", "\u009b31mred", "31mred"],
    ["a reversed word", "\u202efdp\u202c", "fdp"],
    ["an isolate", "\u2066x\u2069", "x"],
    ["an invisible letter", "a\u200bb\ufeff", "ab "],
    ["a line break", "a\r\nb\u2028c", "a b c"],
    ["half a character", "a\ud800b", "ab"],
    ["an emoji of several parts, which stays", "👩\u200d💻", "👩\u200d💻"],
  ])("loses %s", (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test("is the same data in JSON, and as harmless", () => {
    const data = { name: "\u202e\u009b\u001b[1m\u{e0001}", "\u2067": ["é", "中"] };
    const text = plainJson(data);
    expect(JSON.parse(text)).toEqual(data);
    expect(text).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
    expect(text).toContain("é");
  });
});

test.each([
  ["desk", 4],
  ["中文", 4],
  ["e\u0301", 1],
  ["👩\u200d💻", 2],
  ["✓ ✗", 3],
])("`%s` takes %s columns", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
