import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { malformedLanguageTag, readLanguageTag } from "../../src/values/language-tag.js";
import { anyCharacter } from "../arbitraries/any-character.js";
import cases from "../cases/language/tags.json" with { type: "json" };
import { wellFormedTag } from "./tag-arbitraries.js";

describe("reading a language tag", () => {
  it.each(cases)("$text is $kind $tag", ({ text, kind, tag }) => {
    expect(readLanguageTag(text)).toMatchObject(tag === undefined ? { kind } : { kind, tag });
  });

  it("names the language, script and region of the canonical tag", () => {
    expect(readLanguageTag("zh-cmn-hant-hk-1abcd-u-nu-hanidec")).toEqual({
      kind: "language",
      tag: "zh-Hant-HK-1abcd",
      language: "zh",
      script: "Hant",
      region: "HK",
    });
    expect(readLanguageTag("es-419")).toMatchObject({ script: null, region: "419" });
    expect(readLanguageTag("de-1996")).toMatchObject({ script: null, region: null });
    expect(readLanguageTag("ca-valencia")).toMatchObject({ script: null, region: null });
  });

  it("takes every tag of the grammar, and its canonical form is canonical and of the grammar", () => {
    fc.assert(
      fc.property(wellFormedTag, (text) => {
        const read = readLanguageTag(text);
        expect(read.kind).toMatch(/^(language|skipped)$/);
        if (read.kind === "language") expect(readLanguageTag(read.tag)).toEqual(read);
      }),
    );
  });

  it("reads a tag alike in any case", () => {
    fc.assert(
      fc.property(wellFormedTag, (text) => {
        expect(readLanguageTag(text.toUpperCase())).toEqual(readLanguageTag(text.toLowerCase()));
      }),
    );
  });

  it("agrees with Intl wherever Intl takes a tag without extensions", () => {
    const plain = fc.stringMatching(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/);
    fc.assert(
      fc.property(plain, (text) => {
        const read = readLanguageTag(text);
        if (read.kind === "language") expect(read.tag).toBe(Intl.getCanonicalLocales(text)[0]);
        else expect(text).toMatch(/^(und|mul|zxx|mis|q[a-t][a-z])(-|$)/);
      }),
    );
  });

  it("answers the same for a tag that has long been forgotten", () => {
    const before = readLanguageTag("pt-br");
    for (let count = 0; count < 3000; count++) readLanguageTag(`en-x-${count}`);
    expect(readLanguageTag("pt-br")).toEqual(before);
  });
});

describe("what is said of a malformed tag", () => {
  it.each([
    ["EN_us", "`EN_us` is not a language tag", "did you mean `en-US`?"],
    ["en-", "`en-` is not a language tag", "did you mean `en`?"],
    ["en__US", "`en__US` is not a language tag", "did you mean `en-US`?"],
    ["en_US".padEnd(40), `\`${"en_US".padEnd(40)}\` is not a language tag`, "did you mean `en-US`?"],
    [
      "en_US".padEnd(41),
      `\`${"en_US".padEnd(40)}…\` is not a language tag`,
      "write a BCP 47 tag such as `nl` or `pt-BR`",
    ],
    [" nl ", "` nl ` is not a language tag", "write `nl`; delete the spaces around it"],
    ["de_DE.UTF-8", "`de_DE.UTF-8` is not a language tag", "did you mean `de-DE`?"],
    ["ca_ES@valencia", "`ca_ES@valencia` is not a language tag", "did you mean `ca-ES`?"],
    ["", "an empty text is not a language tag", "write a BCP 47 tag such as `nl` or `pt-BR`"],
    ["english", "`english` is not a language tag", "write a BCP 47 tag such as `nl` or `pt-BR`"],
    ["nl,en;q=0.5", "`nl,en;q=0.5` is not a language tag", "give one tag at a time, such as `nl`"],
    [
      "a`b\n\u001b[31m",
      "`a\uFFFDb\uFFFD\uFFFD[31m` is not a language tag",
      "write a BCP 47 tag such as `nl` or `pt-BR`",
    ],
    [
      `en_${"x".repeat(99)}`,
      `\`en_${"x".repeat(37)}…\` is not a language tag`,
      "write a BCP 47 tag such as `nl` or `pt-BR`",
    ],
  ])("%j", (text, problem, hint) => {
    expect(malformedLanguageTag(text)).toEqual({ code: "malformed-language-tag", problem, hint });
  });

  it("is one line for any text, and only ever suggests a canonical tag", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 120 }), (text) => {
        const { problem, hint = "" } = malformedLanguageTag(text);
        expect(problem).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]{1,80}$/u);
        const [, suggestion] = /^did you mean `(.*)`\?$/.exec(hint) ?? [];
        if (suggestion !== undefined) expect(readLanguageTag(suggestion)).toMatchObject({ tag: suggestion });
      }),
    );
  });
});
