import { describe, expect, it } from "vitest";
import { locateIssues } from "../../src/ruleset/checked-rulesets.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { checkRulesetDocument, parseRuleset, toRuleset } from "../../src/ruleset/read-ruleset.js";
import { RulesetError } from "../../src/values/errors.js";
import { issueAt } from "../../src/values/issue.js";
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

  it("has one issue for a `reason` that an offer rule gives, whatever it is", () => {
    const rules = [7, "No Code"].map((reason) => ({
      name: `gives ${reason}`,
      event: { type: "offer", params: { channels: ["phone"], reason } },
    }));
    const { issues } = checkRulesetDocument({ ...validDocument(), rules, scenarios: [] });
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "unknown-key /rules/0/event/params/reason",
      "unknown-key /rules/1/event/params/reason",
    ]);
  });

  it("may come from another realm, or have no prototype at all", () => {
    expect(checkRulesetDocument(Object.assign(Object.create(null), validDocument())).issues).toEqual([]);
  });

  it("may have a zero below zero, which is zero", () => {
    const document = {
      ...validDocument(),
      facts: { weight: { type: "number", default: -0 } },
      promises: [],
      rules: [],
    };
    expect(checkRulesetDocument({ ...document, scenarios: [] }).ruleset?.facts?.weight?.default).toBe(0);
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

  const withIn = (section: string, value: unknown) => () => ({ ...validDocument(), [section]: value });
  const NO_RULESET = "pass parsed JSON, or what `loadRuleset` gives";
  const OF_A_CLASS = "this is an object of some class, not plain data; pass parsed JSON";
  const GETTER = "this value is computed by a getter; pass parsed JSON";
  const TOO_LARGE = "the ruleset is too large; pass parsed JSON";
  const TOO_DEEP =
    "lists and objects nest more than 32 deep here, or in a circle; name the inner conditions in `conditions` and refer to them";
  const OUT_OF_RANGE = "this number is too large to be kept exactly; write a smaller one";

  it.each<[string, () => unknown, code: string, path: string, message: string]>([
    ["nothing", () => undefined, "wrong-type", "", `a ruleset must be an object, not nothing; ${NO_RULESET}`],
    ["null", () => null, "wrong-type", "", `a ruleset must be an object, not \`null\`; ${NO_RULESET}`],
    ["a text", () => "{}", "wrong-type", "", `a ruleset must be an object, not the text \`{}\`; ${NO_RULESET}`],
    ["a list", () => [], "wrong-type", "", `a ruleset must be an object, not a list; ${NO_RULESET}`],
    ["a function", () => () => ({}), "not-plain-data", "", "a function is not JSON data; pass parsed JSON"],
    ["a date", () => new Date(0), "not-plain-data", "", OF_A_CLASS],
    ["a map", () => new Map(), "not-plain-data", "", OF_A_CLASS],
    ["a date in a list", withIn("steps", [new Date(0)]), "not-plain-data", "/steps/0", OF_A_CLASS],
    [
      "a big integer",
      withIn("availability", { maxAgeSeconds: 1n }),
      "not-plain-data",
      "/availability/maxAgeSeconds",
      "a bigint is not JSON data; pass parsed JSON",
    ],
    [
      "an infinite number",
      withIn("availability", { maxAgeSeconds: Infinity }),
      "number-out-of-range",
      "/availability/maxAgeSeconds",
      OUT_OF_RANGE,
    ],
    [
      "no number at all",
      withIn("availability", { maxAgeSeconds: Number.NaN }),
      "not-plain-data",
      "/availability/maxAgeSeconds",
      "`NaN` is not JSON data; pass parsed JSON",
    ],
    ["a circle", withIn("conditions", { a: circle }), "too-deep", `/conditions/a${"/not".repeat(30)}`, TOO_DEEP],
    [
      "an instance of a class",
      withIn("availability", new (class Settings {})()),
      "not-plain-data",
      "/availability",
      OF_A_CLASS,
    ],
    [
      "an array with holes",
      withIn("steps", new Array(3)),
      "wrong-type",
      "/steps/0",
      "item 1 of `steps` must be an object, not `null`; delete it from the list",
    ],
    ["a huge empty array", withIn("steps", new Array(4_000_000_000)), "too-large", "/steps", TOO_LARGE],
    [
      "lists of nothing but holes, in one another",
      withIn("steps", Array(1000).fill(Array(1000).fill(new Array(1_000_000)))),
      "too-large",
      expect.stringMatching(/^\/steps\/0\/0\/\d+$/),
      TOO_LARGE,
    ],
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
      GETTER,
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
      "the ruleset cannot be read as plain data; pass parsed JSON",
    ],
    [
      "an own key `__proto__`",
      withIn("requestTypes", JSON.parse('{ "__proto__": {} }')),
      "reserved-key",
      "/requestTypes/__proto__",
      "`__proto__` cannot be a key or an id; choose another name",
    ],
    [
      "a few objects that unfold to billions",
      withIn("steps", unfolding),
      "too-large",
      expect.stringMatching(/^\/steps\//),
      TOO_LARGE,
    ],
  ])("may be %s, and gives an issue", (_, make, code, path, message) => {
    const { ruleset, issues } = checkRulesetDocument(make());
    expect(ruleset).toBeNull();
    expect(issues).toContainEqual(expect.objectContaining({ code, path, message, severity: "error" }));
    expect(issues.filter((issue) => issue.code === code)).toHaveLength(code === "wrong-type" && path !== "" ? 3 : 1);
    // Of what is no ruleset at all, nothing else is said.
    if (path === "") expect(issues).toHaveLength(1);
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
