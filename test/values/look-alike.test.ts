import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { nfc } from "../../src/values/compare-texts.js";
import { plainForm, unseenDifference } from "../../src/values/look-alike.js";
import { nearestWord, suggestion } from "../../src/values/suggest.js";
import { runs } from "../arbitraries/runs.js";

describe("a word that looks like another", () => {
  it.each([
    ["\u0430rea", "area", "character 1 here is U+0430, not `a`"],
    ["r\u03bfle", "role", "character 2 here is U+03BF, not `o`"],
    ["role", "r\u043ele", "character 2 here is `o`, not U+043E"],
    ["\u0440\u043eсе", "poce", "character 1 here is U+0440, not `p`"],
    ["role ", "role", "delete the space at its end"],
    [" role", "role", "delete the space at its start"],
    [" role  ", "role", "delete the spaces around it"],
    ["role\u00a0", "role", "delete U+00A0 at its end"],
    ["role", "role ", "that has the space as character 5"],
    ["ro\u200ble", "role", "delete character 3 here, U+200B"],
    ["\ufeffrole", "role", "delete U+FEFF at its start"],
    ["role\u00ad", "role", "delete character 5 here, U+00AD"],
    ["on  hold", "on hold", "delete character 4 here, the space"],
    ["on\u00a0hold", "on hold", "character 3 here is U+00A0, not the space"],
    ["sign\u2011in", "sign-in", "character 5 here is U+2011, not `-`"],
    ["caf\u00e9 ", "cafe\u0301", "delete the space at its end"],
    ["\uff41rea", "area", "character 1 here is U+FF41, not `a`"],
    ["\ufb01ne", "fine", "character 1 here is U+FB01, not `f`"],
    ["fine", "\ufb01ne", "character 1 here is `f`, not U+FB01"],
  ])("is not shown beside it without the difference: %j and %j", (written, word, difference) => {
    expect(unseenDifference(written, word)).toBe(difference);
    expect(nearestWord(written, ["other", word])).toBe(word);
    expect(suggestion(written, word)).toBe(`write \`${word}\`; ${difference}`);
  });

  it.each([
    ["rolle", "role"],
    ["Role", "role"],
    ["r\u00f4le", "role"],
    ["09:00\u201317:00", "09:00-17:00"],
    ["role", "role"],
    ["\u044fole", "role"],
  ])("does not include one that a reader can tell apart: %j and %j", (written, word) => {
    expect(unseenDifference(written, word)).toBeNull();
    expect(suggestion(written, word)).toBe(`did you mean \`${word}\`?`);
  });

  test("differs in something that can be named, whatever the words", () => {
    const word = fc.string({
      unit: fc.constantFrom(..."aо о\u200b\u00a0-\u2011fi\ufb01e\u0301\u00e9\u212aK"),
      maxLength: 5,
    });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const difference = unseenDifference(one, other);
        expect(difference === null).toBe(nfc(one) === nfc(other) || plainForm(one) !== plainForm(other));
      }),
      runs(2000),
    );
  });

  test("has the same plain form, which is plain itself", () => {
    for (const text of ["", " ", "a", " a  b\u200b ", "\u0430\u0441", "\ud800", "\u{1f469}\u200d\u{1f527}"]) {
      expect(plainForm(plainForm(text))).toBe(plainForm(text));
    }
    expect(plainForm("a".repeat(500_000))).toHaveLength(500_000);
  });
});
