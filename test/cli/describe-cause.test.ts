import { describe, expect, test } from "vitest";
import type { MismatchCause } from "../../src/analysis.js";
import { paint } from "../../src/cli/terminal/screen.js";
import { causeContext, describeCause } from "../../src/cli/test/describe-cause.js";
import { createRouter, type FactExplanation, type ScenarioRequest } from "../../src/index.js";
import { desk } from "./desk.js";

const REQUEST: ScenarioRequest = {
  requestType: "order",
  at: "2026-11-23T10:00:00+01:00",
  language: "nl",
  agentAvailability: { phone: { nl: 1 } },
};

const MANY: FactExplanation = {
  fact: "items",
  operator: "greaterThan",
  value: 3,
  actual: 1,
  result: "fails",
  reference: null,
};
const RULE = { kind: "rule", channel: "phone", language: "nl", step: null, missing: [] } as const;
const STALE = {
  code: "availability-stale",
  rule: "phone-in-hours",
  condition: { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 },
  actual: null,
};

describe("a cause is told in words:", () => {
  test.each<[string, MismatchCause, readonly string[]]>([
    [
      "an always channel that was moved ahead",
      { kind: "offered", channel: "email", servedLanguage: "pl", rule: null, preferredBy: "chat-first" },
      ["email is offered in Polish, always", "moved ahead: Chat is quickest. [chat-first]"],
    ],
    [
      "two reasons of one rule, which speaks once",
      {
        kind: "withheld",
        channel: "phone",
        reasons: [
          { ...STALE, code: "no-agents", actual: 0 },
          {
            code: "outside-hours",
            rule: "phone-in-hours",
            condition: { fact: "time", operator: "duringSchedule", value: "desk" },
            actual: "closed",
            exception: "Christmas Day",
          },
        ],
      },
      [
        "phone is withheld",
        "no agent is free [no-agents]",
        "closed for Christmas Day, by desk [outside-hours]",
        "The phone is answered at the desk. [phone-in-hours]",
      ],
    ],
    [
      "a rule that does not hold",
      { ...RULE, rule: "chat-first", event: "prefer", result: "fails", missing: [MANY] },
      ["chat-first does not move phone ahead in Dutch", "✗ items is more than 3; it is 1"],
    ],
    [
      "a rule of which that is not known",
      {
        ...RULE,
        rule: "a",
        event: "offer",
        result: "unknown",
        missing: [{ ...MANY, actual: null, result: "unknown" }],
      },
      ["a does not offer phone in Dutch", "? items is more than 3; it is unknown"],
    ],
    [
      "an offer rule that holds and is not the one reported",
      { ...RULE, rule: "a", event: "offer", result: "holds" },
      [
        "a offers phone in Dutch as well",
        "of several that hold, the one of the highest `priority` counts, then the first by name",
      ],
    ],
    [
      "a withhold rule that holds and is no reason",
      { ...RULE, rule: "a", event: "withhold", result: "holds" },
      ["a withholds phone in Dutch as well", "it counts only if a rule offers the channel"],
    ],
    [
      "a rule that advises",
      { ...RULE, rule: "a", event: "advise", result: "holds", channel: null, language: null, step: "sign-in" },
      ["a advises sign-in"],
    ],
    ["a rule of other channels", { kind: "unrelated-rule", rule: "a", channel: "phone" }, ["a does not name phone"]],
    ["a step without a rule", { kind: "unruled-step", step: "sign-in" }, ["no rule advises sign-in"]],
    [
      "a language that comes later",
      { kind: "language", channel: "phone", language: "en", considered: ["nl", "en"] },
      ["the languages that fit the customer's are Dutch and English, in this order"],
    ],
    [
      "a language that nobody asked for",
      { kind: "language", channel: "phone", language: "en", considered: ["nl"] },
      ["English is none of the languages that fit the customer's: Dutch"],
    ],
    [
      "the end of a decision, the report on agents being as old as it then is",
      {
        kind: "end",
        at: "2026-11-23T09:02:00.001Z",
        becomes: { kind: "withheld", channel: "phone", reasons: [STALE] },
      },
      [
        "at 2026-11-23T10:02:00.001+01:00 phone is withheld",
        "the report on agents is 2 minutes old, and counts for 2 minutes [availability-stale]",
        "The phone is answered at the desk. [phone-in-hours]",
      ],
    ],
    [
      "the end of a decision in which steps alone change",
      { kind: "end", at: "2026-11-23T17:00:00.000Z", becomes: null },
      ["at 2026-11-23T18:00:00+01:00 other steps are advised"],
    ],
  ])("%s", async (_, cause, lines) => {
    const decision = (await createRouter(desk)).route(REQUEST);
    const described = describeCause(cause, causeContext(REQUEST, decision, desk));
    expect(described.map((prose) => paint(prose, { width: 80, color: false }))).toEqual(lines);
  });
});
