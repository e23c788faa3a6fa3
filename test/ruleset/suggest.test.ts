import { expect, it } from "vitest";
import { nearestWord } from "../../src/values/suggest.js";

it.each([
  ["order-qestion", ["order-question", "other"], "order-question"],
  ["chanels", ["channels", "channel"], "channels"],
  ["Phone", ["phone", "phony"], "phone"],
  ["SIGNEDIN", ["signedIn"], "signedIn"],
  ["equals", ["equal", "notEqual"], "equal"],
  ["phoen", ["Phone", "phone"], "phone"],
  ["phoen", ["PHone", "PHOne"], "PHone"],
  ["fax", ["phone", "chat", "email"], null],
  ["x", ["y"], null],
  ["", ["a", "ab"], null],
  ["phone", ["phone"], null],
  // By two characters a word may always be longer, a long one by a third.
  ["abcde", ["abcdefg"], "abcdefg"],
  ["abcde", ["abcdefgh"], null],
  ["abcdefghijkl", ["abcdefghijklmnop"], "abcdefghijklmnop"],
  ["abcdefghijkl", ["abcdefghijklmnopq"], null],
  ["abcdefghijklmno", ["abcdefghijklmnopqrstu"], null],
  // Two of five letters may be others.
  ["abcde", ["abcxy"], "abcxy"],
  ["abcde", ["abxyz"], null],
  // Of two that are equally near the first.
  ["abcde", ["abcdx", "abcdy"], "abcdx"],
  ["abcde", ["Abcdx", "aBcdx"], "Abcdx"],
  ["abcde", ["abcxy", "abcdx"], "abcdx"],
  ["a".repeat(200), [`${"a".repeat(199)}b`], `${"a".repeat(199)}b`],
  ["a".repeat(201), [`${"a".repeat(200)}b`], null],
])("for `%s` among %j suggests %j", (written, words, expected) => {
  expect(nearestWord(written, words)).toBe(expected);
});

it.each([
  [499, "order-question"],
  [500, null],
])("looks at no more than the first 500 words: after %d others it finds %j", (count, expected) => {
  const words = [...Array.from({ length: count }, (_, index) => `word-${index}`), "order-question"];
  expect(nearestWord("order-qestion", words)).toBe(expected);
});
