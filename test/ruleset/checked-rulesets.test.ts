import { expect, it } from "vitest";
import { isRuleset, locateIssues, makeRuleset, placeFinderOf, warningsOf } from "../../src/ruleset/checked-rulesets.js";
import type { Ruleset, RulesetDocument } from "../../src/ruleset/document.js";
import { issueAt } from "../../src/values/issue.js";

const source = { file: "a.json", text: '{\n  "rules": [] }' };
const issue = issueAt(["rules"], { code: "x", problem: "y", severity: "warning" });
const make = (document: unknown) =>
  makeRuleset(document as RulesetDocument, { origins: (path) => ({ source, path }), warnings: [issue] });

it("a checked ruleset is the document itself, frozen to the last value, and knows where it stands", () => {
  const document = { ruleset: { id: "a", none: null }, channels: [{ languages: ["en"] }, null, "x"] };
  const ruleset = make(document);
  expect(ruleset).toBe(document);
  const { channels } = document;
  expect(
    [document, document.ruleset, channels, channels[0], Object(channels[0]).languages].map(Object.isFrozen),
  ).toEqual([true, true, true, true, true]);
  expect([isRuleset(ruleset), isRuleset({ ...ruleset })]).toEqual([true, false]);
  expect(warningsOf(ruleset)).toEqual([issue]);
  expect(locateIssues(ruleset, [issue])).toEqual([{ ...issue, file: "a.json", line: 2, column: 12 }]);
  expect(placeFinderOf(ruleset)(["rules"], "key")).toEqual({ file: "a.json", line: 2, column: 3 });
});

it("of what was not checked nothing is known", () => {
  expect([undefined, null, "a", 1, {}, []].some(isRuleset)).toBe(false);
  const unchecked = {} as Ruleset;
  expect(warningsOf(unchecked)).toEqual([]);
  expect(locateIssues(unchecked, [issue])).toEqual([issue]);
  expect(placeFinderOf(unchecked)(["rules"], "value")).toBeNull();
});
