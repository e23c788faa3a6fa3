import { describe, expect, test } from "vitest";
import { compareRulesets } from "../../src/analysis.js";
import { parseRuleset, type Rule, type RulesetDocument } from "../../src/index.js";
import { desk } from "../cli/desk.js";

const PERIOD = { from: "2026-11-23T00:00:00+01:00", days: 7 };

async function causesOf(before: RulesetDocument, after: RulesetDocument, kind: string) {
  const { changes } = await compareRulesets(before, after, PERIOD);
  const change = changes.find((each) => each.kind === kind);
  return change?.causes.map(({ edit, section, name }) =>
    [edit, section, name].filter((part) => part !== null).join(" "),
  );
}

const rules = desk.rules ?? [];
const without = (name: string): RulesetDocument => ({ ...desk, rules: rules.filter((rule) => rule.name !== name) });
const free = { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 };
const offerAlways = (name: string, channel: string): Rule => ({
  name,
  conditions: free,
  event: { type: "offer", params: { channels: [channel] } },
});

describe("the causes of a change", () => {
  test.each<[string, RulesetDocument, string, string[]]>([
    ["one removed rule", without("chat-in-hours"), "lost", ["removed rules chat-in-hours"]],
    [
      "one added rule",
      { ...desk, rules: [...rules, offerAlways("free-phone", "phone")] },
      "gained",
      ["added rules free-phone"],
    ],
    [
      "the rule, beside an edit that has no part in it",
      { ...without("chat-in-hours"), facts: { ...desk.facts, vip: { type: "boolean", default: false } } },
      "lost",
      ["removed rules chat-in-hours"],
    ],
    [
      "the fact that may now be given, beside a removed rule",
      { ...without("chat-in-hours"), facts: { ...desk.facts, vip: { type: "boolean", default: false } } },
      "accepted",
      ["added facts vip"],
    ],
    [
      "a schedule, beside a removed rule",
      {
        ...without("chat-in-hours"),
        schedules: { desk: { timeZone: "Europe/Amsterdam", weekly: { "mon-sat": ["09:00-18:00"] } } },
      },
      "gained",
      ["edited schedules desk"],
    ],
    [
      "each of two rules that both offer it",
      { ...desk, rules: [...rules, offerAlways("one", "phone"), offerAlways("other", "phone")] },
      "gained",
      ["added rules one", "added rules other"],
    ],
    [
      "the order of the channels",
      { ...desk, channels: [...desk.channels].reverse(), steps: [...(desk.steps ?? []), { id: "new-step" }] },
      "moved-up",
      ["reordered channels"],
    ],
  ])("are %s", async (_, after, kind, causes) => {
    expect(await causesOf(desk, after, kind)).toEqual(causes);
  });

  test("are the lines of the files: after, or before for a part that was removed", async () => {
    const text = (document: RulesetDocument) => JSON.stringify(document, null, 2);
    const [before, after] = [desk, without("chat-in-hours")].map((document, side) =>
      parseRuleset([{ file: ["before.json", "after.json"][side] ?? "", text: text(document) }]),
    );
    const { changes } = await compareRulesets(before as RulesetDocument, after as RulesetDocument, PERIOD);
    const line = text(desk).slice(0, text(desk).indexOf('"chat-in-hours"')).split("\n").length - 1;
    expect(changes[0]?.causes).toEqual([
      { edit: "removed", section: "rules", name: "chat-in-hours", file: "before.json", line, column: 5 },
    ]);
  });
});
