import { describe, expect, it } from "vitest";
import type { RoutingExplanation } from "../../src/runtime/explanation.js";
import { buyer, shopRouter } from "./shop.js";

const FREE = { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 };
const DESK = { fact: "time", operator: "duringSchedule", value: "desk" };
const SELLER = { fact: "role", operator: "equal", value: "seller" };

describe("an explanation", () => {
  it("says of every channel, candidate, rule and condition whether it held, and of what", async () => {
    const { explain, route } = await shopRouter({
      rules: [
        {
          name: "phone-desk",
          description: "By day.",
          conditions: { all: [DESK, FREE] },
          event: { type: "offer", params: { channels: ["phone"] } },
        },
        {
          name: "no-sellers",
          conditions: { any: [SELLER] },
          priority: 2,
          event: { type: "withhold", params: { channels: ["phone"], reason: "buyers-first" } },
        },
        { name: "write", event: { type: "prefer", params: { channels: ["email"] } } },
        {
          name: "sign-in-first",
          conditions: { all: [SELLER] },
          event: { type: "advise", params: { steps: ["sign-in"] } },
        },
      ],
    });
    const request = { ...buyer(), language: "nl", closedChannels: ["chat"] };
    const { decision, channels, steps } = explain(request);
    expect(decision).toEqual(route(request));
    expect(channels).toEqual([
      {
        channel: "phone",
        outcome: "offered",
        always: false,
        manuallyClosed: false,
        candidates: [
          {
            language: "nl",
            usingFallbackLanguage: false,
            availableAgents: 2,
            staffedAgents: 5,
            contactsInQueue: null,
            estimatedWaitSeconds: 0,
            rules: [
              {
                rule: "no-sellers",
                description: null,
                event: "withhold",
                result: "fails",
                conditions: {
                  any: [{ ...SELLER, actual: "buyer", result: "fails", reference: null }],
                  result: "fails",
                  reference: null,
                },
              },
              {
                rule: "phone-desk",
                description: "By day.",
                event: "offer",
                result: "holds",
                conditions: {
                  all: [
                    { ...DESK, actual: "open", result: "holds", reference: null },
                    { ...FREE, actual: 2, result: "holds", reference: null },
                  ],
                  result: "holds",
                  reference: null,
                },
              },
            ],
          },
        ],
      },
      {
        channel: "chat",
        outcome: "withheld",
        always: false,
        manuallyClosed: true,
        candidates: [{ language: "nl", usingFallbackLanguage: false, ...NOBODY, rules: [] }],
      },
      {
        channel: "email",
        outcome: "offered",
        always: true,
        manuallyClosed: false,
        candidates: [
          {
            language: "nl",
            usingFallbackLanguage: false,
            ...NOBODY,
            rules: [{ rule: "write", description: null, event: "prefer", result: "holds", conditions: null }],
          },
          {
            language: "en",
            usingFallbackLanguage: true,
            ...NOBODY,
            rules: [{ rule: "write", description: null, event: "prefer", result: "holds", conditions: null }],
          },
        ],
      },
    ]);
    expect(
      steps.map(({ step, advised, rules }) => [step, advised, rules.map(({ rule, result }) => [rule, result])]),
    ).toEqual([
      ["sign-in", false, [["sign-in-first", "fails"]]],
      ["ai-answer", false, []],
      ["message-seller", false, []],
    ]);
  });

  it("shows a `not` as the opposite of what it stands before, and what is unknown as unknown all the same", async () => {
    const { explain } = await shopRouter({
      rules: [offerPhone({ not: { any: [FREE, { ...SELLER, operator: "notEqual" }] } })],
    });
    const { agentAvailability: _, ...request } = buyer();
    expect(conditionsOfPhone(explain({ ...request, facts: { role: "seller" } }))).toEqual({
      all: [
        { fact: "availableAgents", operator: "lessThan", value: 1, actual: null, result: "unknown", reference: null },
        { ...SELLER, actual: "seller", result: "holds", reference: null },
      ],
      result: "unknown",
      reference: null,
    });
  });

  it("names the conditions that were referenced, and says where a `not` turned one round", async () => {
    const { explain } = await shopRouter({
      conditions: { trader: { all: [SELLER, { condition: "staffed" }] }, staffed: FREE },
      rules: [offerPhone({ any: [{ condition: "staffed" }, { not: { condition: "trader" } }] })],
    });
    expect(conditionsOfPhone(explain({ ...buyer(), language: "nl" }))).toEqual({
      any: [
        { ...FREE, actual: 2, result: "holds", reference: { condition: "staffed", negated: false } },
        {
          any: [
            { ...SELLER, operator: "notEqual", actual: "buyer", result: "holds", reference: null },
            {
              fact: "availableAgents",
              operator: "lessThan",
              value: 1,
              actual: 2,
              result: "fails",
              reference: { condition: "staffed", negated: true },
            },
          ],
          result: "holds",
          reference: { condition: "trader", negated: true },
        },
      ],
      result: "holds",
      reference: null,
    });
  });

  it("names the holiday that closed the hours, tags as a list, and hours without a time zone as unknown", async () => {
    const local = { fact: "time", operator: "duringSchedule", value: "local" };
    const tags = { fact: "requestTags", operator: "contains", value: "trust" };
    const { explain } = await shopRouter({ rules: [offerPhone({ any: [DESK, local, tags] })] });
    const { timeZone: _, ...request } = buyer();
    expect(conditionsOfPhone(explain({ ...request, at: "2026-12-25T10:00:00+01:00" }))).toEqual({
      any: [
        { ...DESK, actual: "closed", exception: "Christmas Day", result: "fails", reference: null },
        { ...local, actual: null, result: "unknown", reference: null },
        { ...tags, actual: ["purchase"], result: "fails", reference: null },
      ],
      result: "unknown",
      reference: null,
    });
  });

  it("says what a type, a language and a list were compared with, in the words of the rule", async () => {
    const types = { fact: "requestType", operator: "in", value: ["fraud", "other"] };
    const languages = { fact: "language", operator: "notIn", value: ["nl", "de"] };
    const fallback = { fact: "usingFallbackLanguage", operator: "equal", value: true };
    const outside = { fact: "time", operator: "outsideSchedule", value: "desk" };
    const tags = { fact: "requestTags", operator: "doesNotContain", value: "trust" };
    const { explain } = await shopRouter({ rules: [offerPhone({ all: [types, tags, languages, fallback, outside] })] });
    expect(conditionsOfPhone(explain({ ...buyer(), at: "2026-12-25T10:00:00+01:00", requestType: "other" }))).toEqual({
      all: [
        { ...types, actual: "other", result: "holds", reference: null },
        { ...tags, actual: [], result: "holds", reference: null },
        { ...languages, actual: "nl", result: "fails", reference: null },
        { ...fallback, actual: false, result: "fails", reference: null },
        { ...outside, actual: "closed", result: "holds", reference: null },
      ],
      result: "fails",
      reference: null,
    });
  });

  it("says what optional facts are not known, and asks `isKnown` about them", async () => {
    const vip = { fact: "vip", operator: "equal", value: true };
    const known = { fact: "vip", operator: "isKnown", value: true };
    const { explain } = await shopRouter({
      facts: { vip: { type: "boolean", optional: true } },
      rules: [offerPhone({ any: [{ not: vip }, known, { not: known }] })],
    });
    const conditions = (facts: object) => conditionsOfPhone(explain({ ...buyer(), facts: { ...facts } }));
    const different = { ...vip, operator: "notEqual" };
    expect(conditions({})).toEqual({
      any: [
        { ...different, actual: null, result: "unknown", reference: null },
        { ...known, actual: null, result: "fails", reference: null },
        { ...known, value: false, actual: null, result: "holds", reference: null },
      ],
      result: "holds",
      reference: null,
    });
    expect(conditions({ vip: true })).toMatchObject({
      any: [
        { actual: true, result: "fails" },
        { actual: true, result: "holds" },
        { actual: true, result: "fails" },
      ],
    });
  });

  it("has no candidates where the channel serves none of the customer's languages", async () => {
    const { explain } = await shopRouter();
    const channels = explain({ ...buyer(), language: "de" }).channels;
    expect(channels.map(({ channel, candidates }) => [channel, candidates.map(({ language }) => language)])).toEqual([
      ["phone", []],
      ["chat", []],
      ["email", ["de", "en"]],
    ]);
  });
});

const NOBODY = { availableAgents: 0, staffedAgents: 0, contactsInQueue: null, estimatedWaitSeconds: null };

function offerPhone(conditions: object) {
  return { name: "offer", conditions, event: { type: "offer", params: { channels: ["phone"] } } };
}

function conditionsOfPhone({ channels }: RoutingExplanation): unknown {
  return channels[0]?.candidates[0]?.rules[0]?.conditions;
}
