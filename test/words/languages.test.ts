import { expect, test } from "vitest";
import { languageName, withArticle } from "../../src/words/languages.js";

test.each([
  ["en", "an English"],
  ["it", "an Italian"],
  ["ur", "an Urdu"],
  ["uk", "a Ukrainian"],
  ["nl", "a Dutch"],
  ["yo", "a Yoruba"],
])("the article of %s fits how its name begins to sound: %s", (tag, words) => {
  expect(withArticle(languageName(tag))).toBe(words);
});
