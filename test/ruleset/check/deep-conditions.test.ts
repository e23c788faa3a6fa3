import { describe, expect, it } from "vitest";
import { checkRulesetDocument } from "../../../src/ruleset/read-ruleset.js";
import { validDocument } from "../valid-document.js";

const LEAF = { fact: "usingFallbackLanguage", operator: "equal", value: true };

/** `c1` is a leaf, `c3` is 3 deep, and so on. */
const CHAIN = Object.fromEntries(
  Array.from({ length: 17 }, (_, index) => [
    `c${2 * index + 1}`,
    index === 0 ? LEAF : { not: { condition: `c${2 * index - 1}` } },
  ]),
);
const { c33, ...to31 } = CHAIN;
const DEEP = "conditions nest more than 32 deep here, those they refer to included; make them flatter";

describe("conditions with those they refer to", () => {
  it.each<[string, object, string[]]>([
    ["may nest 32 deep", { conditions: { ...to31, c32: { condition: "c31" } } }, []],
    ["may nest no deeper", { conditions: CHAIN }, ["/conditions/c33"]],
    [
      "count by the deepest of several",
      { conditions: { ...to31, c33: { any: [{ condition: "c1" }, c33] } } },
      ["/conditions/c33"],
    ],
    [
      "are told of once, however many refer to them",
      { conditions: { ...CHAIN, a: { condition: "c33" }, b: { all: [{ condition: "a" }, { condition: "c33" }] } } },
      ["/conditions/c33"],
    ],
    ["may nest 32 deep in a rule", { conditions: to31, rules: [rule({ condition: "c31" })] }, []],
    ["may nest no deeper in a rule", { conditions: to31, rules: [rule(c33)] }, ["/rules/0/conditions"]],
    ["may nest 32 deep in a promise", { conditions: to31, promises: [promise({ condition: "c31" })] }, []],
    ["may nest no deeper in a promise", { conditions: to31, promises: [promise(c33)] }, ["/promises/0/when"]],
  ])("%s", (_, part, paths) => {
    const sections = { rules: [], promises: [], scenarios: [], ...part };
    const { issues } = checkRulesetDocument({ ...validDocument(), ...sections });
    expect(issues.map(({ path, message }) => [path, message])).toEqual(paths.map((path) => [path, DEEP]));
  });

  it("that are too deep hide no fact of a candidate from an `advise` rule", () => {
    const rules = [
      { name: "r", conditions: { condition: "c33" }, event: { type: "advise", params: { steps: ["sign-in"] } } },
    ];
    const { issues } = checkRulesetDocument({
      ...validDocument(),
      conditions: CHAIN,
      promises: [],
      scenarios: [],
      rules,
    });
    expect(issues.map(({ code }) => code)).toEqual(["too-deep", "candidate-fact"]);
  });
});

function rule(conditions: unknown): object {
  return { name: "r", conditions, event: { type: "offer", params: { channels: ["phone"] } } };
}

function promise(when: unknown): object {
  return { name: "p", when, never: ["phone"] };
}
