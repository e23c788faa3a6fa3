import { describe, expect, it } from "vitest";
import { readLanguages } from "../../../src/runtime/language/read-languages.js";

describe("reading the language of a request", () => {
  it("reads one tag", () => {
    expect(readLanguages("IW", ["language"])).toEqual({ tags: [{ requested: "IW", tag: "he" }], issues: [] });
  });

  it("reads a list in its order, tags asked twice included", () => {
    expect(readLanguages(["pt-br", "*", "x-foo", "pt-BR"], ["language"])).toEqual({
      tags: [
        { requested: "pt-br", tag: "pt-BR" },
        { requested: "*", tag: "*" },
        { requested: "x-foo", tag: null },
        { requested: "pt-BR", tag: "pt-BR" },
      ],
      issues: [],
    });
  });

  it.each([["nl-BE,nl;q=0.8"], ["nl, en"], ["nl;q=0.8"]])(
    "tells what reads an Accept-Language header: %s",
    (header) => {
      const hint = "give the list that `parseAcceptLanguage` makes of it";
      const message = `\`${header}\` is an \`Accept-Language\` header, not a language tag; ${hint}`;
      for (const [language, path] of [
        [header, "/language"],
        [[header], "/language/0"],
      ] as const) {
        expect(readLanguages(language, ["language"]).issues).toMatchObject([
          { code: "malformed-language-tag", path, message, hint },
        ]);
      }
      expect(readLanguages(";;", ["language"]).issues[0]?.message).not.toContain("header");
    },
  );

  it("takes an empty list", () => {
    expect(readLanguages([], ["language"])).toEqual({ tags: [], issues: [] });
  });

  it("reports every bad tag at its index and keeps the good ones", () => {
    const { tags, issues } = readLanguages(["nl", "EN_us", "de", "", 7], ["request", "language"]);
    expect(tags.map(({ tag }) => tag)).toEqual(["nl", "de"]);
    expect(issues.map(({ code, path, message }) => [code, path, message])).toEqual([
      ["malformed-language-tag", "/request/language/1", "`EN_us` is not a language tag; did you mean `en-US`?"],
      [
        "malformed-language-tag",
        "/request/language/3",
        "an empty text is not a language tag; write a BCP 47 tag such as `nl` or `pt-BR`",
      ],
      ["wrong-type", "/request/language/4", "a language is a text, not a number; write a tag such as `nl`"],
    ]);
  });

  it.each([
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
    ["a number", 7, "a number"],
    ["a truth value", true, "a boolean"],
    ["an object", { 0: "nl", length: 1 }, "an object"],
    ["a text object", new String("nl"), "an object"],
    ["a symbol", Symbol("nl"), "a symbol"],
    ["a function", () => "nl", "a function"],
  ])("refuses %s", (_, language, named) => {
    const { tags, issues } = readLanguages(language, ["language"]);
    expect(tags).toEqual([]);
    expect(issues).toEqual([
      {
        code: "wrong-type",
        message: `a language is a text, not ${named}; write a tag such as \`nl\``,
        path: "/language",
        hint: "write a tag such as `nl`",
        severity: "error",
      },
    ]);
  });

  it.each([
    ["a hole", new Array<string>(1), "undefined"],
    ["a list within the list", [["nl"]], "a list"],
  ])("refuses %s at its index", (_, language, named) => {
    const [issue] = readLanguages(language, ["language"]).issues;
    expect(issue).toMatchObject({ code: "wrong-type", path: "/language/0", message: expect.stringContaining(named) });
  });

  it("takes 100 tags, and of 101 not one", () => {
    const hundred = new Array<string>(100).fill("nl");
    expect(readLanguages(hundred, ["language"])).toMatchObject({ tags: { length: 100 }, issues: [] });
    const { tags, issues } = readLanguages([...hundred, "EN_us"], ["language"]);
    expect(tags).toEqual([]);
    expect(issues.map(({ code, path, message }) => [code, path, message])).toEqual([
      ["too-many-languages", "/language", "101 languages are too many; give the best 100 at most"],
    ]);
  });

  it("comes to an end on a list that grows while it is read", () => {
    let length = 1;
    const growing = new Proxy<string[]>([], { get: (_, key) => (key === "length" ? length++ : "nl") });
    expect(readLanguages(growing, ["language"]).tags).toEqual([{ requested: "nl", tag: "nl" }]);
  });
});
