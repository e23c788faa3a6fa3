import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLanguageMatcher } from "../../../src/runtime/language/language-matcher.js";
import { matchLanguage } from "../../../src/runtime/language/match-language.js";
import { RequestError } from "../../../src/values/errors.js";
import { readLanguageTag } from "../../../src/values/language-tag.js";
import matching from "../../cases/language/matching.json" with { type: "json" };
import { likelyTag, requestableTag } from "../../values/tag-arbitraries.js";

interface MatchingCase {
  readonly name: string;
  readonly requested: string | readonly string[];
  readonly served: readonly string[];
  readonly aliases?: Readonly<Record<string, string>>;
  readonly expected: { readonly language: string; readonly requested: string } | null;
}

const cases = matching as readonly MatchingCase[];
const served = fc.array(likelyTag, { minLength: 1, maxLength: 6 });

describe("matching a language", () => {
  it.each(cases)("$name", ({ requested, served, aliases, expected }) => {
    expect(matchLanguage(requested, served, { aliases })).toEqual(expected);
  });

  it("gives back a tag that is served and a tag that was requested", () => {
    fc.assert(
      fc.property(fc.array(requestableTag, { maxLength: 4 }), served, (requested, tags) => {
        const match = matchLanguage(requested, tags);
        if (match === null) return;
        expect(tags).toContain(match.language);
        expect(requested).toContain(match.requested);
      }),
    );
  });

  it("gives an exact tag whatever else is served", () => {
    fc.assert(
      fc.property(likelyTag, served, served, (requested, before, after) => {
        const match = matchLanguage(requested, [...before, requested, ...after]);
        expect(canonical(match?.language ?? "")).toBe(canonical(requested));
      }),
    );
  });

  it("does not depend on tags served twice", () => {
    fc.assert(
      fc.property(requestableTag, served, served, (requested, tags, more) => {
        const again = more.filter((tag) => tags.includes(tag));
        expect(matchLanguage(requested, [...tags, ...again])).toEqual(matchLanguage(requested, tags));
      }),
    );
  });

  it("answers a list as the first of its tags that fits, asked alone", () => {
    fc.assert(
      fc.property(fc.array(requestableTag, { maxLength: 4 }), served, (requested, tags) => {
        const alone = requested.map((tag) => matchLanguage(tag, tags)).find((match) => match !== null);
        expect(matchLanguage(requested, tags)).toEqual(alone ?? null);
      }),
    );
  });

  it("serves more customers, never fewer, with one more language", () => {
    fc.assert(
      fc.property(requestableTag, served, likelyTag, (requested, tags, more) => {
        if (matchLanguage(requested, tags) !== null) expect(matchLanguage(requested, [...tags, more])).not.toBeNull();
      }),
    );
  });

  it("never crosses a script that the served tag names", () => {
    fc.assert(
      fc.property(likelyTag, served, (requested, tags) => {
        const match = matchLanguage(requested, tags, { aliases: { gsw: "gsw" } });
        const script = scriptNamed(match?.language ?? "");
        if (script !== undefined) expect(new Intl.Locale(canonical(requested)).maximize().script).toBe(script);
      }),
    );
  });

  it("says of a `*` that is served, or an alias, that only a request may say it", () => {
    const message = "`*` names no language; only a request may say `*`; write a tag such as `nl`";
    const error = thrownBy(() => matchLanguage("nl", ["nl", "*"], { aliases: { gsw: "*" } }));
    expect(error.issues.map(({ path, message }) => [path, message])).toEqual([
      ["/served/1", message],
      ["/aliases/gsw", message],
    ]);
  });

  it("throws for every malformed tag at once, even behind a good one", () => {
    const error = thrownBy(() =>
      matchLanguage(["nl", "EN_us", "de", ""], ["nl", "english", "*"], { aliases: { gsw: "", "a/b": "de" } }),
    );
    expect(error.issues.map(({ code, path }) => [code, path])).toEqual([
      ["malformed-language-tag", "/1"],
      ["malformed-language-tag", "/3"],
      ["malformed-language-tag", "/served/1"],
      ["malformed-language-tag", "/served/2"],
      ["malformed-language-tag", "/aliases/gsw"],
      ["malformed-language-tag", "/aliases/a~1b"],
    ]);
  });

  it("throws for a wildcard where a language is served, and says who may say it", () => {
    expect(thrownBy(() => matchLanguage("nl", ["nl", "*"])).issues).toEqual([
      {
        code: "malformed-language-tag",
        message: "`*` names no language; only a request may say `*`; write a tag such as `nl`",
        path: "/served/1",
        hint: "only a request may say `*`; write a tag such as `nl`",
        severity: "error",
      },
    ]);
  });

  it("throws at the root for a malformed tag by itself", () => {
    expect(thrownBy(() => matchLanguage("en-", ["en"])).issues).toEqual([
      {
        code: "malformed-language-tag",
        message: "`en-` is not a language tag; did you mean `en`?",
        path: "",
        hint: "did you mean `en`?",
        severity: "error",
      },
    ]);
  });
});

describe("a matcher prepared for one list", () => {
  it("gives indices as `matchLanguage` gives tags", () => {
    fc.assert(
      fc.property(requestableTag, served, (requested, tags) => {
        const index = createLanguageMatcher(tags)(requested);
        expect(tags[index]).toBe(matchLanguage(requested, tags)?.language);
        if (index >= 0) expect(tags.indexOf(tags[index] ?? "")).toBe(index);
      }),
    );
  });

  it("answers a tag alike the first time, again, and when it was forgotten in between", () => {
    const match = createLanguageMatcher(["en", "zh-Hant"]);
    const first = match("zh-TW");
    expect([first, match("zh-TW")]).toEqual([1, 1]);
    for (let count = 0; count < 1500; count++) match(`zh-a${String(count).padStart(4, "0")}`);
    expect(match("zh-TW")).toBe(first);
  });

  it("fits nothing to a tag that names no language", () => {
    expect(createLanguageMatcher(["en"])(null)).toBe(-1);
  });

  it("gives the first language served, if any, to the wildcard", () => {
    expect(createLanguageMatcher(["en", "nl"])("*")).toBe(0);
    expect(createLanguageMatcher([])("*")).toBe(-1);
  });
});

function canonical(text: string): string {
  const read = readLanguageTag(text);
  return read.kind === "language" ? read.tag : read.kind;
}

function scriptNamed(text: string): string | undefined {
  const read = readLanguageTag(text);
  return read.kind === "language" ? (read.script ?? undefined) : undefined;
}

function thrownBy(run: () => unknown): RequestError {
  try {
    run();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
