import { describe, expect, it } from "vitest";
import { locateByPointer, locateFindings, sortIssues, whereIs, withPlace } from "../../../src/ruleset/finding.js";
import { createLocator, createLocators } from "../../../src/ruleset/text/positions.js";
import { RequestError, RulesetError } from "../../../src/values/errors.js";
import { type Issue, issueAt, toPointer } from "../../../src/values/issue.js";

const text = '{\n  "rules": [\r\n    { "a": 1,\r      "b/~c":\n [true, {}] }\n  ],\n  "a": 1, "a": 2\n}';
const source = { file: "a.json", text };
const issue: Issue = { code: "x", message: "y", path: "", hint: null, severity: "error" };

describe("a place", () => {
  it.each<[readonly (string | number)[], "key" | "value", line: number, column: number]>([
    [[], "value", 1, 1],
    [["rules"], "value", 2, 12],
    [["rules"], "key", 2, 3],
    [["rules", 0], "value", 3, 5],
    [["rules", "0"], "key", 3, 5],
    [["rules", 0, "a"], "value", 3, 12],
    [["rules", 0, "a"], "key", 3, 7],
    [["rules", 0, "b/~c"], "value", 5, 2],
    [["rules", 0, "b/~c"], "key", 4, 7],
    [["rules", 0, "b/~c", 1], "value", 5, 9],
    // Of what is not there, that which is around it.
    [["rules", 0, "b/~c", 2], "value", 5, 2],
    [["rules", 0, "c"], "key", 3, 5],
    [["rules", 0, "a", "x"], "value", 3, 12],
    [["steps", 0, "id"], "value", 1, 1],
    // Of what is written twice, the first, which is read.
    [["a"], "value", 7, 8],
  ])("of %j, its %s, is line %d column %d", (path, part, line, column) => {
    expect(createLocator(source).ofPath(path, part)).toEqual({ file: "a.json", line, column });
  });

  it.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 2, 1],
    [13, 2, 12],
    [16, 3, 1],
    [text.length, 8, 2],
  ])("of offset %d is line %d column %d, whatever breaks the lines", (offset, line, column) => {
    expect(createLocator(source).ofOffset(offset)).toEqual({ file: "a.json", line, column });
  });

  it("of anything in an empty text is its beginning", () => {
    expect(createLocator({ file: null, text: "" }).ofPath(["a"], "value")).toEqual({ file: null, line: 1, column: 1 });
  });

  it("is told by the file's name where it has one, and by its path where there is no text", () => {
    expect(whereIs(["rules", 0], { file: "a.json", line: 3, column: 1 })).toBe("in `a.json` line 3");
    expect(whereIs(["rules", 0], { file: null, line: 3, column: 1 })).toBe("on line 3");
    expect(whereIs(["rules", 0], null)).toBe("at `/rules/0`");
  });

  it("of a text without a name has no file", () => {
    expect(withPlace(issue, { file: null, line: 3, column: 1 })).toStrictEqual({ ...issue, line: 3, column: 1 });
    expect(withPlace(issue, null)).toBe(issue);
  });

  it("is looked for with one locator for each text", () => {
    const locatorOf = createLocators();
    expect(locatorOf(source)).toBe(locatorOf(source));
    expect(locatorOf(source)).not.toBe(locatorOf({ ...source }));
  });
});

describe("issues", () => {
  const origins = (path: readonly (string | number)[]) => (path[0] === "steps" ? null : { source, path });

  it("are sorted by file, line and column, those without a place first and as they were", () => {
    const at = (file: string | undefined, line?: number, column?: number): Issue => ({
      ...issue,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    });
    const sorted = [
      at(undefined),
      { ...at(undefined), code: "second" },
      at("B.json", 7, 1),
      at("a.json"),
      at("a.json", 2, 1),
      at("a.json", 2, 9),
      at("a.json", 2, 10),
      at("a.json", 10, 1),
      at("a.json", 10, 2),
    ];
    const [first, second, ...rest] = sorted;
    expect(sortIssues([...rest.reverse(), first as Issue, second as Issue])).toEqual(sorted);
    expect(sortIssues([at("a.json", 2, 3), at("a.json", 2), at("a.json", 1, 9)])).toEqual([
      ...[at("a.json", 1, 9), at("a.json", 2), at("a.json", 2, 3)],
    ]);
  });

  it("that were made without a place are given one by their pointer, and others keep theirs", () => {
    const issues = [
      issueAt(["rules", 0, "b/~c", 1], { code: "x", problem: "y" }),
      issueAt(["steps", 0], { code: "x", problem: "y" }),
      { ...issue, path: "/rules", line: 40, column: 2 },
    ];
    expect(locateByPointer(issues, origins)).toEqual([
      { ...issues[0], file: "a.json", line: 5, column: 9 },
      issues[1],
      issues[2],
    ]);
  });

  it("say of what is there twice where the first is", () => {
    const twice = { code: "x", problem: "there twice", hint: "keep one", path: ["rules", 0, "a"] };
    const [here, nowhere] = locateFindings(
      [
        { ...twice, firstAt: ["rules", 0, "b/~c"] },
        { ...twice, on: "key", firstAt: ["steps", 1] },
      ],
      origins,
    );
    expect(here).toMatchObject({
      message: "there twice, first in `a.json` line 5; keep one",
      ...{ line: 3, column: 12 },
    });
    expect(nowhere).toMatchObject({ message: "there twice, first at `/steps/1`; keep one", line: 3, column: 7 });
  });

  it("have a message with and without a hint, on one line", () => {
    expect(issueAt(["a/b", "~", 0], { code: "x", problem: "a\nb", hint: "c\u0007" })).toEqual({
      ...{ code: "x", message: "a\uFFFDb; c\uFFFD", path: "/a~1b/~0/0", hint: "c\uFFFD", severity: "error" },
    });
    expect(issueAt([], { code: "x", problem: "y", severity: "info" })).toEqual({ ...issue, severity: "info" });
    expect(toPointer(["~1", "/"])).toBe("/~01/~1");
  });
});

describe("an error", () => {
  it.each([
    [RulesetError, "RulesetError", "the ruleset cannot be used:"],
    [RequestError, "RequestError", "the request cannot be read:"],
  ])("lists its issues, the first 20, with their places", (Kind, name, title) => {
    const issues = [
      issue,
      { ...issue, path: "/a\n" },
      { ...issue, path: "/a", line: 3 },
      { ...issue, path: "/a", file: "b.json" },
      { ...issue, file: "b.json", line: 3, column: 7 },
    ];
    const error = new Kind(issues);
    expect(error).toMatchObject({ name, issues });
    expect(error.message.split("\n")).toEqual([
      title,
      "  y",
      "  /a\uFFFD: y",
      "  3:1: y",
      "  b.json: y",
      "  b.json:3:7: y",
    ]);
    expect(new Kind(Array(20).fill(issue)).message.split("\n")).toHaveLength(21);
    expect(new Kind(Array(21).fill(issue)).message.split("\n").slice(20)).toEqual(["  y", "  … and 1 more"]);
  });
});
