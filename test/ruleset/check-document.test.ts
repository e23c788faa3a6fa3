import { describe, expect, it } from "vitest";
import { locateIssues } from "../../src/ruleset/checked-rulesets.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { RulesetError } from "../../src/ruleset/errors.js";
import { issueAt } from "../../src/ruleset/issue.js";
import { parseRuleset } from "../../src/ruleset/parse-ruleset.js";
import { checkRulesetDocument } from "../../src/ruleset/read-ruleset.js";
import { toRuleset } from "../../src/ruleset/to-ruleset.js";
import { validDocument } from "./valid-document.js";

describe("a plain document", () => {
  it("becomes a ruleset that later changes to the document do not reach", () => {
    const document = validDocument();
    const ruleset = toRuleset(document as unknown as RulesetDocument);
    (document.steps as unknown[]).length = 0;
    expect(ruleset.steps).toHaveLength(2);
  });

  it("that was checked before is passed through as it is, while a copy of it is checked anew", () => {
    const ruleset = toRuleset(validDocument() as unknown as RulesetDocument);
    expect(toRuleset(ruleset)).toBe(ruleset);
    expect(toRuleset({ ...ruleset })).not.toBe(ruleset);
    expect(() => toRuleset({ ...ruleset, channels: [] })).toThrow(RulesetError);
  });

  it("has the same issues as its text, at the same paths, without lines", () => {
    const document = { ...validDocument(), rules: [{ name: "a", event: { type: "ofer" } }], steps: {} };
    const { issues } = checkRulesetDocument(document);
    expect(issues.map(({ path }) => path)).toContain("/rules/0/event/type");
    expect(issues.map(({ path }) => path)).toContain("/steps");
    expect(issues.every(({ file, line, column }) => file ?? line ?? column === undefined)).toBe(true);
  });

  it("says where the first of two is by its path", () => {
    const { issues } = checkRulesetDocument({
      ...validDocument(),
      steps: [{ id: "sign-in" }, { id: "ai-answer" }, { id: "sign-in" }],
    });
    expect(issues).toMatchObject([
      { message: "step `sign-in` is there twice, first at `/steps/0/id`; rename or delete one" },
    ]);
  });

  it("may have keys whose value is undefined, as JavaScript writes what is not there", () => {
    expect(checkRulesetDocument({ ...validDocument(), promises: undefined }).issues).toEqual([]);
  });

  it("may come from another realm, or have no prototype at all", () => {
    expect(checkRulesetDocument(Object.assign(Object.create(null), validDocument())).issues).toEqual([]);
  });

  it("may use one object in two places", () => {
    const event = { type: "advise", params: { steps: ["sign-in"] } };
    const rules = [
      { name: "a", event },
      { name: "b", event },
    ];
    expect(checkRulesetDocument({ ...validDocument(), rules, scenarios: [] }).issues).toEqual([]);
  });
});

describe("what is passed for a document", () => {
  const circle: Record<string, unknown> = { not: null };
  circle.not = circle;
  let asked = 0;
  const unfolding = Array.from({ length: 3 }).reduce<unknown>((inner) => Array(1000).fill(inner), "leaf");

  it.each<[string, () => unknown, string, string]>([
    ["nothing", () => undefined, "wrong-type", ""],
    ["null", () => null, "wrong-type", ""],
    ["a text", () => "{}", "wrong-type", ""],
    ["a list", () => [], "wrong-type", ""],
    ["a function", () => () => ({}), "not-plain-data", ""],
    ["a date", () => new Date(0), "not-plain-data", ""],
    ["a map", () => new Map(), "not-plain-data", ""],
    [
      "a big integer",
      () => ({ ...validDocument(), availability: { maxAgeSeconds: 1n } }),
      "not-plain-data",
      "/availability/maxAgeSeconds",
    ],
    [
      "an infinite number",
      () => ({ ...validDocument(), availability: { maxAgeSeconds: Infinity } }),
      "number-out-of-range",
      "/availability/maxAgeSeconds",
    ],
    [
      "no number at all",
      () => ({ ...validDocument(), availability: { maxAgeSeconds: Number.NaN } }),
      "number-out-of-range",
      "/availability/maxAgeSeconds",
    ],
    [
      "a circle",
      () => ({ ...validDocument(), conditions: { a: circle } }),
      "too-deep",
      `/conditions/a${"/not".repeat(30)}`,
    ],
    [
      "an instance of a class",
      () => ({ ...validDocument(), availability: new (class Settings {})() }),
      "not-plain-data",
      "/availability",
    ],
    ["an array with holes", () => ({ ...validDocument(), steps: new Array(3) }), "wrong-type", "/steps/0"],
    ["a huge empty array", () => ({ ...validDocument(), steps: new Array(4_000_000_000) }), "too-large", "/steps"],
    [
      "a getter",
      () => ({
        ...validDocument(),
        get availability() {
          return { maxAgeSeconds: ++asked };
        },
      }),
      "not-plain-data",
      "/availability",
    ],
    [
      "a proxy that throws",
      () =>
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error("no");
            },
          },
        ),
      "not-plain-data",
      "",
    ],
    [
      "an own key `__proto__`",
      () => ({ ...validDocument(), requestTypes: JSON.parse('{ "__proto__": {} }') }),
      "reserved-key",
      "/requestTypes/__proto__",
    ],
    [
      "a few objects that unfold to billions",
      () => ({ ...validDocument(), steps: unfolding }),
      "too-large",
      expect.stringMatching(/^\/steps\//),
    ],
  ])("may be %s, and gives an issue", (_, make, code, path) => {
    const { ruleset, issues } = checkRulesetDocument(make());
    expect(ruleset).toBeNull();
    expect(issues).toContainEqual(expect.objectContaining({ code, path, severity: "error" }));
    expect(() => toRuleset(make() as RulesetDocument)).toThrow(RulesetError);
  });

  it("is never run", () => {
    expect(asked).toBe(0);
  });
});

describe("issues found later in a checked ruleset", () => {
  it("are given their places in the files", () => {
    const { rules, ...rest } = validDocument();
    const [first, ...others] = rules as unknown[];
    const ruleset = parseRuleset([
      { file: "a.json", text: JSON.stringify({ ...rest, rules: [first] }) },
      {
        file: "b.json",
        text: `{\n  "rules": [\n    ${others.map((rule) => JSON.stringify(rule)).join(",\n    ")}\n  ]\n}`,
      },
    ]);
    const issue = issueAt(["rules", 2, "event", "params"], { code: "x", problem: "y" });
    expect(locateIssues(ruleset, [issue])).toMatchObject([{ ...issue, file: "b.json", line: 4 }]);
  });

  it("stay as they are where there is no text", () => {
    const issue = issueAt(["rules", 0], { code: "x", problem: "y" });
    expect(locateIssues(toRuleset(validDocument() as unknown as RulesetDocument), [issue])).toEqual([issue]);
  });
});
