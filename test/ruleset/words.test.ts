import { describe, expect, it } from "vitest";
import { readExpectedChannel } from "../../src/ruleset/expected-channel.js";
import { nameOf, subjectOf } from "../../src/ruleset/shape/shape-findings.js";
import { compareTexts } from "../../src/values/compare-texts.js";
import { isListed } from "../../src/values/declared-fact.js";
import { listWords, printable, quote, quoteList } from "../../src/values/quote.js";
import { KEBAB_CASE } from "../../src/values/reason-codes.js";
import { isNo, isYes, nameHint } from "../../src/values/suggest.js";

const letters = (count: number) => Array.from({ length: count }, (_, index) => `id-${index}`);

describe("what a user wrote", () => {
  it("stands in backticks, on one line, and short", () => {
    expect(quote("order")).toBe("`order`");
    expect(quote("a`b\nc\u202E")).toBe("`a\uFFFDb\uFFFDc\uFFFD`");
    expect(quote("x".repeat(60))).toBe(`\`${"x".repeat(60)}\``);
    expect(quote("x".repeat(61))).toBe(`\`${"x".repeat(60)}…\``);
    expect(printable("a\u2028b\u2029c\td")).toBe("a\uFFFDb\uFFFDc\uFFFDd");
  });

  it("is listed as far as anyone reads", () => {
    expect(quoteList([])).toBe("");
    expect(quoteList(["a"])).toBe("`a`");
    expect(quoteList(["a", "b"])).toBe("`a` and `b`");
    expect(quoteList(["a", "b", "c"], "or")).toBe("`a`, `b` or `c`");
    expect(listWords(["a", "b", "c"])).toBe("a, b and c");
    expect(quoteList(letters(30))).toMatch(/^`id-0`, .*, `id-28` and `id-29`$/);
    expect(quoteList(letters(31))).toMatch(/^`id-0`, .*, `id-28`, `id-29` and 1 more$/);
  });
});

describe("for a name that is not known", () => {
  it.each<[string, readonly string[], string]>([
    ["phoen", ["phone", "chat"], "did you mean `phone`?"],
    ["fax", ["phone", "chat"], "the channels are `phone` and `chat`"],
    ["fax", ["phone"], "the channel is `phone`"],
    ["fax", letters(8), `the channels are ${quoteList(letters(8))}`],
    ["fax", letters(9), "add it"],
    ["fax", [], "add it"],
  ])("`%s` among %j it is said: %s", (written, names, hint) => {
    expect(nameHint(written, new Set(names), "channel", "add it")).toBe(hint);
  });
});

describe("what a problem is told of", () => {
  const document = {
    ...{ channels: [{ id: "phone" }], steps: [{ id: "" }], rules: [{ name: "a", id: "b" }], promises: [{ name: 1 }] },
    scenarios: [null],
  };

  it.each<[readonly (string | number)[], string | null]>([
    [["channels", 0], "channel `phone`"],
    [["steps", 0, "id"], "step 1"],
    [["rules", 0, "event"], "rule `a`"],
    [["rules", 7], "rule 8"],
    [["promises", 0], "promise 1"],
    [["scenarios", 0, "request"], "scenario 1"],
    [["requestTypes", "order"], "request type `order`"],
    [["facts", "role", "type"], "fact `role`"],
    [["schedules", "desk"], "schedule `desk`"],
    [["calendars", "nl", 0], "calendar `nl`"],
    [["conditions", "staffed"], "condition `staffed`"],
    [["rules"], null],
    [["languages", "fallback"], null],
    [[], null],
  ])("at %j it is %s", (path, subject) => {
    expect(subjectOf(path, document)).toBe(subject);
  });

  it.each<[readonly (string | number)[], string]>([
    [[], "the ruleset"],
    [["rules"], "`rules`"],
    [["rules", 0], "item 1 of `rules`"],
    [["conditions", "c", "all", 1], "item 2 of `all`"],
    [["values", 1, 2], "item 3 of `values`"],
  ])("the value at %j is %s", (path, name) => {
    expect(nameOf(path)).toBe(name);
  });
});

describe("how codes and words are read", () => {
  it.each(["a", "a1", "by-mail", "ab-c2-3d"])("`%s` is a code", (code) => {
    expect(code).toMatch(KEBAB_CASE);
  });

  it.each(["", "A", "1a", "-a", "a-", "a--b", "aB", "a b", "a_b", "a-B", "a\n"])("%j is not a code", (code) => {
    expect(code).not.toMatch(KEBAB_CASE);
  });

  it("words for yes and no are whole words, in any case", () => {
    expect(["true", "yes", "Y", "ON", "ja"].every(isYes)).toBe(true);
    expect(["false", "no", "N", "Off", "nee", "nein"].every(isNo)).toBe(true);
    expect(["yesterday", "eyes", "no", "button", "jam"].some(isYes)).toBe(false);
    expect(["nobody", "piano", "yes", "", "knee", "office"].some(isNo)).toBe(false);
  });

  it("texts are compared by code units", () => {
    expect([compareTexts("a", "b"), compareTexts("b", "a"), compareTexts("a", "a")]).toEqual([-1, 1, 0]);
    expect(["b", "Ö", "a", "B", "\u{1F600}", "\uFB33"].sort(compareTexts)).toEqual([
      ...["B", "a", "b", "Ö", "\u{1F600}", "\uFB33"],
    ]);
  });

  it("an expected channel is one with its language, or any", () => {
    expect(readExpectedChannel("phone")).toEqual({ channel: "phone", language: null });
    expect(readExpectedChannel("phone:nl")).toEqual({ channel: "phone", language: "nl" });
    expect(readExpectedChannel(":nl")).toEqual({ channel: "", language: "nl" });
  });

  it.each([1, 16, 17, 1000])("a value is found among %d, and what is none of them is not", (count) => {
    const values = letters(count);
    expect([values[0], values.at(-1), `id-${count}`, "toString"].map((value) => isListed(values, value ?? ""))).toEqual(
      [...[true, true, false, false]],
    );
  });
});
