import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requestableTags } from "../../src/analysis/model/language-variable.js";
import { createLanguageMatcher } from "../../src/runtime/language/language-matcher.js";
import { readLanguages } from "../../src/runtime/language/read-languages.js";
import { runs } from "../arbitraries/runs.js";

const LANGUAGES = ["en", "zh", "no", "nb", "nn", "sr", "pt", "gsw", "de", "ca", "yue"];
const tag = fc
  .tuple(
    fc.constantFrom(...LANGUAGES),
    fc.constantFrom("", "-Hant", "-Hans", "-Latn", "-Cyrl"),
    fc.constantFrom("", "-GB", "-US", "-TW", "-CN", "-NO", "-ME", "-BR", "-CH", "-419"),
    fc.constantFrom("", "", "", "-valencia", "-fonipa"),
  )
  .map((parts) => parts.join(""));
const served = fc.uniqueArray(tag, { minLength: 1, maxLength: 6 });
const aliases = fc.dictionary(tag, tag, { maxKeys: 2, noNullPrototype: true });

describe("the tags that stand for all that a request can name", () => {
  it("hold, for any tag, one that fits the same languages of two channels with aliases of their own", () => {
    fc.assert(
      fc.property(served, served, aliases, aliases, tag, (one, other, aliasesOfOne, aliasesOfOther, requested) => {
        const matchers = [createLanguageMatcher(one, aliasesOfOne), createLanguageMatcher(other, aliasesOfOther)];
        const fits = (text: string) => {
          const [read] = readLanguages(text, []).tags;
          return matchers.map((match) => match(read?.tag ?? null)).join();
        };
        const tags = requestableTags(
          [...one, ...other],
          [["gsw", "de"], ...Object.entries(aliasesOfOne), ...Object.entries(aliasesOfOther)],
        );
        const wanted = fits(requested);
        expect(wanted === "-1,-1" || tags.some((each) => fits(each) === wanted)).toBe(true);
      }),
      runs(200),
    );
  });
});
