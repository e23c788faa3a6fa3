import { expect, it } from "vitest";
import { isExtendedLanguage } from "../../src/values/language-tag.js";

it.each([
  ["ar", "aao"],
  ["ar", "arz"],
  ["ar", "ssh"],
  ["kok", "knn"],
  ["lv", "ltg"],
  ["ms", "bjn"],
  ["ms", "zsm"],
  ["sw", "swc"],
  ["uz", "uzn"],
  ["zh", "cmn"],
  ["zh", "yue"],
  ["sgn", "ase"],
])("`%s-%s` is another way to write the second", (prefix, subtag) => {
  expect(isExtendedLanguage(prefix, subtag)).toBe(true);
});

it.each([
  ["zh", "chs"],
  ["en", "usa"],
  ["ar", "yue"],
  ["toString", "yue"],
])("`%s-%s` is not", (prefix, subtag) => {
  expect(isExtendedLanguage(prefix, subtag)).toBe(false);
});
