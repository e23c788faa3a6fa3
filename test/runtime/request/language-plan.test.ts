import { describe, expect, it } from "vitest";
import { createLanguageMatcher } from "../../../src/runtime/language/language-matcher.js";
import { createLanguagePlanner } from "../../../src/runtime/request/language-plan.js";
import type { Issue } from "../../../src/values/issue.js";

const SERVED = ["nl", "de", "en"];

describe("a plan of languages", () => {
  it("has each channel's places in the customer's order, the fallback last, and how many of them were asked for", () => {
    expect(planner().plan(["en", "nl-BE", "en-GB", "fr"])).toMatchObject({
      requested: ["en", "nl-BE", "en-GB", "fr"],
      channels: [
        { places: [2, 0, 1], matched: 2 },
        { places: [2, 0], matched: 2 },
      ],
      asked: [
        { places: [2], matched: 2 },
        { places: [2, 0], matched: 2 },
      ],
    });
    expect(planner().plan("de").channels).toEqual([
      { places: [1], matched: 1 },
      { places: [1], matched: 1 },
    ]);
    expect(planner().plan("fr").channels).toEqual([
      { places: [1], matched: 0 },
      { places: [], matched: 0 },
    ]);
  });

  it("of languages that cannot be read leaves those out, and says so each time they are asked for", () => {
    const { plan, issues } = planner();
    const languages = ["english-please", "english-please", ["nl", "a"], 7, ["nl", 7], null];
    expect(languages.map(plan)).toEqual([[], [], ["nl"], [], ["nl"], []].map((tags) => planner().plan(tags)));
    expect(issues.map(({ path }) => path)).toEqual([
      "/language",
      "/language",
      "/language/1",
      "/language",
      "/language/1",
      "/language",
    ]);
  });

  it("is not that of other languages that read the same when they are joined", () => {
    const { plan, issues } = planner();
    expect(plan(["nl", "en", "de"]).requested).toEqual(["nl", "en", "de"]);
    expect(plan([]).requested).toEqual([]);
    expect(issues).toEqual([]);
    const languages = ["nl\nen\nde", ["nl\nen\nde"], ["nl", "en\nde"], ["nl\n", "en", "de"], "", [""]];
    expect(languages.map((language) => plan(language).requested)).toEqual([[], [], ["nl"], ["en", "de"], [], []]);
    expect(issues).toHaveLength(languages.length);
  });

  it.each<[string, unknown]>([
    ["one tag", "nl"],
    ["no tag", []],
    ["twelve tags", Array.from({ length: 12 }, (_, index) => `en-x-${index}`)],
    [
      "a list with a tag of forty letters",
      ["nl", `en-x-${"a".repeat(8)}-${"b".repeat(8)}-${"c".repeat(8)}-${"d".repeat(8)}`.slice(0, 40)],
    ],
  ])("is remembered for %s", (_, language) => {
    const { plan } = planner();
    const first = plan(language);
    expect(plan(language)).toBe(first);
    expect(plan(["fr", "nl"])).not.toBe(first);
    expect(plan(language)).toBe(first);
  });

  it.each<[string, unknown]>([
    ["thirteen tags", Array.from({ length: 13 }, (_, index) => `en-x-${index}`)],
    [
      "a list with a tag of more than forty letters",
      ["nl", `en-x-${"a".repeat(8)}-${"b".repeat(8)}-${"c".repeat(8)}-${"d".repeat(8)}-e`],
    ],
  ])("is made anew for %s", (_, language) => {
    const { plan } = planner();
    const first = plan(language);
    expect(plan(language)).not.toBe(first);
    expect(plan(language)).toEqual(first);
  });

  it("is the same for a tag as for a list of it, and another for a longer list", () => {
    const { plan } = planner();
    expect(plan(["nl"])).toBe(plan("nl"));
    expect(plan(["nl", "en"])).not.toBe(plan("nl"));
    expect(plan(["nl", "en"])?.requested).toEqual(["nl", "en"]);
    expect(plan(["en"])?.requested).toEqual(["en"]);
  });

  it("is forgotten once five thousand others are remembered", () => {
    const { plan } = planner();
    const first = plan("nl");
    for (let index = 1; index < 5000; index++) plan(`en-x-${index}`);
    expect(plan("nl")).toBe(first);
    plan("en-x-5000");
    const again = plan("nl");
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
    for (let index = 1; index < 4999; index++) plan(`de-x-${index}`);
    expect(plan("nl")).toBe(again);
  });

  it("reads each item of a list once, and its length", () => {
    let reads = 0;
    const list = ["", "nl"];
    Object.defineProperty(list, 0, { get: () => (reads++ === 0 ? "de" : "en") });
    expect([planner().plan(list)?.requested, reads]).toEqual([["de", "nl"], 1]);
  });
});

/** Two channels: one offered always, with a fallback; one that no more than two languages are asked of. */
function planner() {
  const match = createLanguageMatcher(SERVED, {});
  const planOf = createLanguagePlanner([
    { match, fallback: 1, mostAsked: 1 },
    { match, fallback: -1, mostAsked: 2 },
  ]);
  const issues: Issue[] = [];
  return { plan: (language: unknown) => planOf(language, issues), issues };
}
