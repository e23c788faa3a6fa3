import parentLocales from "cldr-core/supplemental/parentLocales.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { readLanguage } from "../../../src/runtime/language/language-matcher.js";
import { lineageOf, PARENTS } from "../../../src/runtime/language/lineage.js";

describe("the ancestors of a tag", () => {
  it("are those of the package `cldr-core`, within a language", () => {
    const { parentLocale } = parentLocales.supplemental.parentLocales;
    const listed = Object.entries(parentLocale).filter(([tag, parent]) => {
      const [language, inherited] = [tag, parent].map((each) => each.split("-")[0]);
      const isOfLanguage = language === inherited || parent === "no";
      return isOfLanguage && parent !== tag.replace(/-[^-]*$/, "");
    });
    expect(Object.fromEntries(PARENTS)).toEqual(Object.fromEntries(listed));
  });

  it.each([
    ["en-NL", ["en-NL", "en-150", "en-001", "en"]],
    ["zh-TW", ["zh-Hant-TW", "zh-Hant", "zh"]],
    ["zh-Hans-CN", ["zh-CN", "zh"]],
    ["zh-MO", ["zh-Hant-MO", "zh-Hant-HK", "zh-Hant", "zh"]],
    ["de-Latn-AT-1996", ["de-AT", "de"]],
    ["nb-NO", ["nb-NO", "nb", "no"]],
    ["ht", ["ht"]],
    ["xyz-Latn-NL", ["xyz-Latn-NL", "xyz-Latn", "xyz"]],
  ])("of `%s` are %j", (tag, ancestors) => {
    const language = readLanguage(tag);
    expect(language && lineageOf(language).ancestors).toEqual(ancestors);
  });
});
