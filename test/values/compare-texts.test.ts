import { describe, expect, it, test } from "vitest";
import { distinct, inNfc, nameLike, nfc } from "../../src/values/compare-texts.js";

describe("a text in NFC", () => {
  it.each([
    ["plain", "plain"],
    ["", ""],
    ["e\u0301", "\u00e9"],
    ["\u00e9", "\u00e9"],
    ["\u212a", "K"],
    ["\ufb01", "\ufb01"],
    ["\ud800", "\ud800"],
    [`e${"\u0301".repeat(30)}`, `\u00e9${"\u0301".repeat(29)}`],
    [`e${"\u0301".repeat(31)}`, `e${"\u0301".repeat(31)}`],
  ])("of %j is %j", (text, normal) => {
    expect(nfc(text)).toBe(normal);
    expect(nfc(nfc(text))).toBe(nfc(text));
  });

  test("takes no time that is quadratic in the number of marks", () => {
    const text = `a${"\u0301\u0323".repeat(1_000_000)}`;
    expect(nfc(text)).toBe(text);
  });

  test("is taken of each text in a list, and nothing else changes", () => {
    expect(inNfc(["e\u0301", 1, true, null])).toEqual(["\u00e9", 1, true, null]);
    expect(inNfc(0.5)).toBe(0.5);
  });

  test("finds a name, and the first of equal values", () => {
    expect(nameLike(new Set(["\u00e9"]), "e\u0301")).toBe("\u00e9");
    expect(nameLike(new Map([["a", 1]]), "b")).toBeUndefined();
    expect(distinct(["e\u0301", "\u00e9", 1, "a", 1])).toEqual(["e\u0301", 1, "a"]);
  });
});
