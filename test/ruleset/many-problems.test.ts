import { describe, expect, it } from "vitest";
import { checkRulesetDocument, readRuleset } from "../../src/ruleset/read-ruleset.js";
import { copyPlain } from "../../src/ruleset/text/plain-data.js";
import type { Issue } from "../../src/values/issue.js";
import { validDocument } from "./valid-document.js";

const NAMES = Array.from({ length: 1500 }, (_, index) => `name-${index}`);

describe("of more problems than anyone reads, a thousand are told", () => {
  it.each<[string, string, () => readonly Issue[], left: number]>([
    [
      "keys that are written twice in one file",
      "duplicate-key",
      () => readRuleset(`{ "requestTypes": {${NAMES.map((name) => `"${name}": {}, "${name}": {}`).join()}} }`).issues,
      4,
    ],
    [
      "keys that are in two files",
      "duplicate-key",
      () => {
        const text = JSON.stringify({ requestTypes: Object.fromEntries(NAMES.map((name) => [name, {}])) });
        const files = ["a.json", "b.json"].map((file) => ({ file, text }));
        return readRuleset(files).issues;
      },
      4,
    ],
    [
      "values that are no plain data",
      "not-plain-data",
      () => {
        const requestTypes = {};
        for (const name of NAMES) Object.defineProperty(requestTypes, name, { enumerable: true, get: () => ({}) });
        return checkRulesetDocument({ ...validDocument(), requestTypes }).issues;
      },
      1,
    ],
    [
      "conditions that refer to themselves",
      "circular-condition",
      () => {
        const conditions = Object.fromEntries(NAMES.map((name) => [name, { condition: name }]));
        return checkRulesetDocument({ ...validDocument(), conditions }).issues;
      },
      3,
    ],
  ])("%s", (_, code, issuesOf, left) => {
    const issues = issuesOf();
    expect(issues).toHaveLength(1001);
    expect(issues.filter((issue) => issue.code === code).length).toBeGreaterThan(990);
    expect(issues.at(-1)).toMatchObject({
      code: "too-many-issues",
      severity: "error",
      path: "",
      message: `at least ${left} more problem${left === 1 ? " is" : "s are"} left out; mend these first`,
    });
  });

  it("and where there are just a thousand, nothing is left out", () => {
    const requestTypes = Object.fromEntries(NAMES.slice(0, 1000).map((name) => [name, null]));
    const { issues } = checkRulesetDocument({
      ...validDocument(),
      requestTypes,
      rules: [],
      promises: [],
      scenarios: [],
    });
    expect(issues).toHaveLength(1000);
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(["wrong-type"]));
  });
});

describe("a copy of plain data", () => {
  it("has of many problems one more than are told, from which it is seen that there are more", () => {
    expect(copyPlain(NAMES.map(() => () => null)).problems).toHaveLength(1001);
  });
});

describe("where so much has the wrong shape that the search for it ends early", () => {
  it.each<[string, Record<string, unknown>]>([
    ["entries of one section", { requestTypes: Object.fromEntries(NAMES.map((name) => [name, null])) }],
    ["items of a list", { rules: NAMES.map(() => null) }],
    [
      "sections that come after",
      {
        channels: NAMES.slice(0, 999).map((id) => ({ id, languages: null, fallback: 1, alway: true })),
        facts: { signedIn: null },
        scenarios: [null, { expect: null }],
      },
    ],
  ])("nothing is asked of what may have it too: %s", (_, sections) => {
    const { ruleset, issues } = readRuleset(JSON.stringify({ ...validDocument(), ...sections }));
    expect(ruleset).toBeNull();
    expect(issues).toHaveLength(1001);
  });
});

describe("data that is not plain", () => {
  it("says of a promise what to do", () => {
    const { issues } = checkRulesetDocument({ ...validDocument(), steps: Promise.resolve([]) });
    expect(issues.map(({ path, code, message }) => [path, code, message])).toContainEqual([
      "/steps",
      "not-plain-data",
      "this is a promise, not the data it gives; put `await` before it",
    ]);
  });

  it("says once that it goes round in circles, in however many places", () => {
    const circle: Record<string, unknown> = {};
    circle.not = circle;
    const conditions = { first: circle, second: circle };
    const { issues } = checkRulesetDocument({ ...validDocument(), conditions });
    expect(issues.filter(({ code }) => code === "too-deep")).toHaveLength(1);
  });
});

describe("a text without a name", () => {
  it("is told by its lines where something is written twice", () => {
    const rule = '{ "name": "r", "event": { "type": "prefer", "params": { "channels": ["email"] } } }';
    const { issues } = readRuleset(`{ "rules": [\n${rule},\n${rule}\n] }`);
    expect(issues.find(({ code }) => code === "duplicate-name")).toMatchObject({
      line: 3,
      message: expect.stringContaining("first on line 2"),
    });
  });
});
