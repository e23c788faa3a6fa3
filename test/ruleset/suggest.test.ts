import { expect, it } from "vitest";
import { suggest } from "../../src/ruleset/suggest.js";

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
])("for `%s` among %j suggests %j", (written, words, expected) => {
  expect(suggest(written, words)).toBe(expected);
});

it("looks at no more than the first thousand words", () => {
  const words = [...Array.from({ length: 1000 }, (_, index) => `word-${index}`), "order-question"];
  expect(suggest("order-qestion", words)).toBeNull();
});
