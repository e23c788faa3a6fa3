import { describe, expect, it } from "vitest";
import { runScenarios } from "../../src/analysis.js";
import type { ScenarioExpectation, ScenarioRequest } from "../../src/ruleset/document.js";
import { shop } from "../runtime/shop.js";

const REQUEST: ScenarioRequest = {
  requestType: "order",
  at: "2026-11-23T10:00:00+01:00",
  language: ["nl", "en"],
  agentAvailability: { phone: { nl: 2 }, chat: { en: 1 } },
};

const RULES = [
  ...(shop().rules ?? []),
  {
    name: "fraud-in-writing",
    conditions: { all: [{ fact: "requestType", operator: "equal", value: "fraud" }] },
    event: { type: "withhold", params: { channels: ["phone"], reason: "in-writing" } },
  },
  {
    name: "many-by-email-first",
    conditions: { all: [{ fact: "objectCount", operator: "greaterThan", value: 3 }] },
    event: { type: "prefer", params: { channels: ["email"] } },
  },
  {
    name: "sign-in-first",
    conditions: {
      all: [
        { fact: "signedIn", operator: "equal", value: false },
        { fact: "role", operator: "equal", value: "buyer" },
      ],
    },
    event: { type: "advise", params: { steps: ["sign-in"] } },
  },
];

const PHONE = { kind: "offered", channel: "phone", servedLanguage: "nl", rule: "phone-desk", preferredBy: null };
const CHAT = { kind: "offered", channel: "chat", servedLanguage: "en", rule: "chat-staffed", preferredBy: null };
const EMAIL = { kind: "offered", channel: "email", servedLanguage: "nl", rule: null, preferredBy: null };

const NOT_FRAUD = {
  kind: "rule",
  rule: "fraud-in-writing",
  event: "withhold",
  result: "fails",
  channel: "phone",
  language: "nl",
  step: null,
  missing: [
    {
      fact: "requestType",
      operator: "equal",
      value: "fraud",
      actual: "order",
      result: "fails",
      reference: null,
    },
  ],
};

describe("why a scenario fails", () => {
  it.each<[string, ScenarioExpectation, Partial<ScenarioRequest>, readonly unknown[]]>([
    [
      "a channel that should be there: the nearest rule, the condition that failed and what was so",
      { offered: ["phone", "chat", "email"] },
      { at: "2026-11-23T19:00:00+01:00" },
      [
        {
          kind: "withheld",
          channel: "phone",
          reasons: [
            {
              code: "outside-hours",
              rule: "phone-desk",
              condition: { fact: "time", operator: "duringSchedule", value: "desk" },
              actual: "closed",
            },
          ],
        },
      ],
    ],
    ["a channel that should not be there: the rule that offered it", { offered: ["email", "phone"] }, {}, [CHAT]],
    ["an always channel that should not be there: no rule offered it", { offered: ["phone", "chat"] }, {}, [EMAIL]],
    [
      "another language: the rule of the expected one that failed",
      { offered: ["phone", "chat:nl", "email"] },
      {},
      [
        CHAT,
        {
          kind: "rule",
          rule: "chat-staffed",
          event: "offer",
          channel: "chat",
          language: "nl",
          result: "fails",
          missing: [{ fact: "availableAgents", actual: 0 }],
        },
      ],
    ],
    [
      "another language, of which the rules would hold: it comes later",
      { offered: ["phone:en", "chat", "email"] },
      { agentAvailability: { phone: { "*": 1 }, chat: { en: 1 } } },
      [PHONE, { kind: "language", channel: "phone", language: "en", considered: ["nl", "en"] }],
    ],
    [
      "another language of an always channel, which no rule decides",
      { offered: ["phone", "chat", "email:de"] },
      {},
      [EMAIL, { kind: "language", channel: "email", language: "de", considered: ["nl", "en"] }],
    ],
    [
      "another order: what stands ahead, and the rule that moved nothing",
      { offered: ["email", "phone", "chat"] },
      {},
      [
        PHONE,
        EMAIL,
        {
          kind: "rule",
          rule: "many-by-email-first",
          event: "prefer",
          channel: "email",
          missing: [{ fact: "objectCount", operator: "greaterThan", value: 3, actual: 1 }],
        },
      ],
    ],
    [
      "another order: the rule that moved one ahead",
      { offered: ["phone", "chat", "email"] },
      { facts: { objectCount: 4 } },
      [{ ...EMAIL, preferredBy: "many-by-email-first" }, PHONE],
    ],
    [
      "a reason of a rule that should have held: its failed condition",
      { withheld: { phone: ["in-writing"] } },
      {},
      [PHONE, NOT_FRAUD],
    ],
    ["a reason of ours: the rule that offered the channel", { withheld: { phone: ["no-agents"] } }, {}, [PHONE]],
    [
      "a rule that had no say: its failed condition",
      { rules: { phone: ["phone-desk", "fraud-in-writing"] } },
      {},
      [PHONE, NOT_FRAUD],
    ],
    [
      "a rule that does not name the channel",
      { rules: { phone: ["phone-desk", "chat-staffed"] } },
      {},
      [PHONE, { kind: "unrelated-rule", rule: "chat-staffed", channel: "phone" }],
    ],
    [
      "a step that should be advised: the conditions that failed, and no others",
      { steps: ["sign-in"] },
      {},
      [
        {
          kind: "rule",
          rule: "sign-in-first",
          event: "advise",
          step: "sign-in",
          missing: [{ fact: "signedIn", actual: true }],
        },
      ],
    ],
    [
      "a step that should not be advised: the rule that held",
      { steps: [] },
      { facts: { signedIn: false } },
      [{ kind: "rule", rule: "sign-in-first", result: "holds", step: "sign-in", channel: null, missing: [] }],
    ],
    ["a step that no rule advises", { steps: ["ai-answer"] }, {}, [{ kind: "unruled-step", step: "ai-answer" }]],
    ["the closing of a channel that is offered", { closesAt: { phone: null } }, {}, [PHONE]],
    [
      "the end of the decision: what becomes of the channels then, the snapshot standing still",
      { validUntil: null },
      { agentAvailability: { phone: { nl: 1 } } },
      [
        {
          kind: "end",
          at: "2026-11-23T09:02:00.001Z",
          becomes: { kind: "withheld", channel: "phone", reasons: [{ code: "availability-stale" }] },
        },
        { kind: "end", becomes: { kind: "withheld", channel: "chat", reasons: [{ code: "availability-stale" }] } },
      ],
    ],
    [
      "the end of a decision after which no request can be made: nothing",
      { validUntil: null },
      { at: "2199-12-31T23:59:59Z", agentAvailabilityAsOf: "2199-12-31T23:59:59Z" },
      [],
    ],
    [
      "the opening of a channel that nobody considers",
      { nextOpensAt: { phone: "2026-11-24T09:00:00+01:00" } },
      { language: "de" },
      [
        {
          kind: "withheld",
          channel: "phone",
          reasons: [{ code: "language-not-served", rule: null, condition: null, actual: ["de"] }],
        },
      ],
    ],
  ])("%s", async (_, expectation, request, causes) => {
    const scenarios = [{ name: "it", request: { ...REQUEST, ...request }, expect: expectation }];
    const { results } = await runScenarios(shop({ rules: RULES, scenarios }));
    expect(results[0]?.mismatches.map((mismatch) => mismatch.causes)).toMatchObject([causes]);
  });

  it("takes the candidate in which the rule is nearest to holding", async () => {
    const rule = {
      name: "dutch-in-writing",
      conditions: {
        all: [
          { fact: "language", operator: "equal", value: "nl" },
          { fact: "signedIn", operator: "equal", value: false },
        ],
      },
      event: { type: "withhold", params: { channels: ["phone"], reason: "in-writing" } },
    };
    const request = { ...REQUEST, language: ["en", "nl"], agentAvailability: {} };
    const scenarios = [{ name: "it", request, expect: { withheld: { phone: ["in-writing"] } } }];
    const { results } = await runScenarios(shop({ rules: [...(shop().rules ?? []), rule], scenarios }));
    expect(results[0]?.mismatches[0]?.causes[1]).toMatchObject({ language: "nl", missing: [{ fact: "signedIn" }] });
  });
});
