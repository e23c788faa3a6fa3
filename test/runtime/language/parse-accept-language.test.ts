import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAcceptLanguage } from "../../../src/runtime/language/parse-accept-language.js";
import { readLanguages } from "../../../src/runtime/language/read-languages.js";
import { anyCharacter } from "../../arbitraries/any-character.js";
import cases from "../../cases/language/accept-language.json" with { type: "json" };
import { wellFormedTag } from "../../values/tag-arbitraries.js";

const weight = fc.constantFrom("", ";q=1", ";q=0.5", ";q=0", "; Q=0.123", ";q=7", ";q=", ";level=1");
const entry = fc
  .tuple(fc.oneof(wellFormedTag, fc.constantFrom("*", "EN_us", "")), weight)
  .map((parts) => parts.join(""));
const headerLike = fc.array(entry, { maxLength: 12 }).map((entries) => entries.join(", "));
const anyHeader = fc.oneof(
  headerLike,
  fc.string({ unit: anyCharacter }),
  fc.string({ unit: fc.constantFrom(..."en-*;,q=0.5 \t") }),
);

describe("reading an Accept-Language header", () => {
  it.each(cases)("$name", ({ header, tags }) => {
    expect(parseAcceptLanguage(header)).toEqual(tags);
  });

  it("reads a header that is not there as one without tags", () => {
    expect(parseAcceptLanguage(undefined)).toEqual([]);
  });

  it("gives for any text what a request takes, each tag once", () => {
    fc.assert(
      fc.property(anyHeader, (header) => {
        const tags = parseAcceptLanguage(header);
        expect(readLanguages(tags, [])).toMatchObject({ tags: { length: tags.length }, issues: [] });
        expect(new Set(tags.map((tag) => tag.toLowerCase())).size).toBe(tags.length);
      }),
    );
  });

  it("gives back its own tags, joined by commas", () => {
    fc.assert(
      fc.property(anyHeader, (header) => {
        const tags = parseAcceptLanguage(header);
        expect(parseAcceptLanguage(tags.join(","))).toEqual(tags);
      }),
    );
  });

  it("gives the best 100 of many tags", () => {
    const many = Array.from({ length: 300 }, (_, index) => `en-x-${index};q=0.${index < 150 ? 1 : 2}`).join(",");
    const tags = parseAcceptLanguage(many);
    expect([tags.length, tags[0], tags[99]]).toEqual([100, "en-x-150", "en-x-249"]);
  });

  it("reads no further than 4,096 characters, and no half of a tag", () => {
    const parseBehind = (length: number, header: string) => parseAcceptLanguage(" ".repeat(length) + header);
    expect(parseBehind(4091, "nl,en")).toEqual(["nl", "en"]);
    expect(parseBehind(4091, "nl,en-US")).toEqual(["nl"]);
    expect(parseBehind(4094, "nl,de")).toEqual(["nl"]);
    expect(parseBehind(4095, "nl,de")).toEqual([]);
    expect(parseBehind(0, `nl${" ".repeat(5000)}`)).toEqual([]);
  });

  it.each([
    ["spaces", " ".repeat(1_000_000)],
    ["commas", ",".repeat(1_000_000)],
    ["semicolons", `en${";".repeat(1_000_000)}`],
    ["weights", `en${";q=0.5".repeat(200_000)}`],
    ["spaces before junk", `en${" ".repeat(4000)}x`],
    ["subtags", `en${"-aa".repeat(300_000)}`],
  ])("comes to an end, and to no tag, on a long run of %s", (_, header) => {
    expect(parseAcceptLanguage(header)).toEqual([]);
  });
});
