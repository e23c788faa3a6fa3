import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/ruleset/document.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import type { Router } from "../../src/runtime/router.js";
import { buyer, shopRouter } from "./shop.js";

/** Rules that read all there is to read. */
const RULES = [
  offer("phone", "by-day", during("desk"), agents(1), { fact: "requestTags", operator: "contains", value: "purchase" }),
  offer("phone", "in-the-evening", during("evening"), is("role", "seller"), {
    fact: "contactsInQueue",
    operator: "lessThan",
    value: 5,
  }),
  offer("chat", "for-fraud", is("requestType", "fraud"), during("local")),
  offer(
    "chat",
    "in-dutch",
    { any: [is("language", "nl"), is("usingFallbackLanguage", false)] },
    { fact: "staffedAgents", operator: "greaterThanInclusive", value: 1 },
  ),
  offer("chat", "at-once", { fact: "estimatedWaitSeconds", operator: "lessThan", value: 60 }, during("night")),
  rule("abroad", { type: "withhold", params: { channels: ["phone"], reason: "abroad" } }, is("country", "BE")),
  rule(
    "too-many",
    { type: "withhold", params: { channels: ["chat"], reason: "too-many" } },
    { fact: "objectCount", operator: "greaterThan", value: 3 },
    { fact: "time", operator: "outsideSchedule", value: "evening" },
  ),
  rule("sellers-chat", { type: "prefer", params: { channels: ["chat"] } }, is("role", "seller")),
  rule("sign-in-first", { type: "advise", params: { steps: ["sign-in"] } }, is("signedIn", false)),
  rule(
    "after-hours",
    { type: "advise", params: { steps: ["ai-answer"] } },
    {
      fact: "time",
      operator: "outsideSchedule",
      value: "desk",
    },
  ),
  rule("between-them", { type: "advise", params: { steps: ["message-seller"] } }, is("requestType", "other")),
] as const;

const CHANNELS = [
  { id: "phone", languages: ["nl", "en"] },
  { id: "chat", languages: ["en", "nl"], offerInFallbackLanguage: true },
  { id: "email", languages: ["en", "nl", "de"], always: true },
];

const STAFFED = { available: 1, staffed: 2, contactsInQueue: 0, estimatedWaitSeconds: 10 };

const SELLER: Partial<ContactRequest> = {
  at: "2026-11-23T19:00:00+01:00",
  agentAvailability: { phone: { nl: STAFFED }, chat: { nl: STAFFED, en: 1 } },
  agentAvailabilityAsOf: "2026-11-23T18:59:30+01:00",
  facts: { role: "seller" },
};

const SECOND_LANGUAGE: Partial<ContactRequest> = {
  agentAvailability: { phone: { nl: { available: 0, contactsInQueue: 0 }, en: { available: 1, contactsInQueue: 0 } } },
};

/** Each property of a request, in turn as each of these. */
const OTHERS: { readonly [Key in keyof ContactRequest]?: readonly ContactRequest[Key][] } = {
  requestType: ["fraud", "other"],
  at: [
    ...["2026-11-23T08:30:00+01:00", "2026-11-23T17:59:59+01:00", "2026-11-23T19:00:00+01:00"],
    ...["2026-11-27T23:00:00+01:00", "2026-11-30T10:00:00+01:00", "2026-12-24T15:00:00+01:00"],
  ],
  language: ["en", "de", "fi", "*", ["fi", "en"], ["en", "nl"]],
  timeZone: ["Asia/Tokyo", "America/New_York"],
  agentAvailability: [
    {},
    { phone: { nl: 0, en: 1 } },
    { phone: { nl: STAFFED, en: STAFFED } },
    { chat: { nl: STAFFED } },
    { chat: { en: { ...STAFFED, staffed: 0 } } },
    { chat: { "*": { ...STAFFED, estimatedWaitSeconds: 90 } } },
    { phone: { "*": { ...STAFFED, contactsInQueue: 5 } }, chat: { en: 1, nl: 0 } },
  ],
  agentAvailabilityAsOf: ["2026-11-23T08:00:00+01:00"],
  closedChannels: [["phone"], ["chat"], ["phone", "chat"]],
  facts: [
    ...[{ signedIn: false }, { role: "seller" }, { country: "BE" }, { objectCount: 4 }],
    { role: "seller", objectCount: 4, country: "BE" },
  ],
};

describe("a request that is met again and again", () => {
  it("is decided each time as at first, between others that differ from it in one thing", async () => {
    const requests = [buyer(), { ...buyer(), ...SELLER }, { ...buyer(), ...SECOND_LANGUAGE }].flatMap(varied);
    const alone = await Promise.all(requests.map(async (each) => JSON.stringify((await asking()).route(each))));
    const router = await asking();
    for (const order of [requests, requests, [...requests].reverse(), requests, [...requests].reverse()]) {
      const wrong = order.filter((each) => JSON.stringify(router.route(each)) !== alone[requests.indexOf(each)]);
      expect(wrong).toEqual([]);
    }
    for (const [index, each] of requests.entries()) {
      const again = [each, each, each].map((request) => JSON.stringify(router.route(request)));
      expect(again).toEqual([alone[index], alone[index], alone[index]]);
    }
  });

  it("is decided at other hours as it would be then, whatever came between", async () => {
    const inTheEvening = {
      ...buyer(),
      at: "2026-11-23T19:00:00+01:00",
      agentAvailabilityAsOf: "2026-11-23T18:59:30+01:00",
    };
    const facts = { signedIn: false, role: "seller", country: "BE", objectCount: 4 };
    const { route } = await asking();
    for (const request of [buyer(), buyer(), { ...inTheEvening, requestType: "fraud", facts }]) route(request);
    expect(route(inTheEvening)).toEqual((await asking()).route(inTheEvening));
  });

  it("is told from others by the first and the last of many facts", async () => {
    const names = Array.from({ length: 70 }, (_, index) => `fact${index}`);
    const { route } = await shopRouter({
      facts: Object.fromEntries(names.map((name) => [name, { type: "boolean", default: false }])),
      rules: [whenever(), ...names.map((name) => withholdFor(name, true))],
    });
    for (const name of [...names, ...names, ...[...names].reverse(), ...names]) {
      expect(reasonsOf(route({ ...buyer(), facts: { [name]: true } }))).toEqual([`${name}-true`]);
      const both = [...new Set(["fact0", name])];
      const facts = Object.fromEntries(both.map((each) => [each, true]));
      expect(reasonsOf(route({ ...buyer(), facts }))).toEqual(both.map((each) => `${each}-true`));
    }
  });

  it("is decided alike when more others came than are remembered", async () => {
    const values = Array.from({ length: 105 }, (_, index) => index);
    const { route } = await shopRouter({
      facts: { left: { type: "integer" }, right: { type: "integer" } },
      rules: [whenever(), ...values.flatMap((value) => [withholdFor("left", value), withholdFor("right", value)])],
    });
    const wrong: unknown[] = [];
    for (const left of values) {
      for (const right of [...values, left]) {
        const reasons = reasonsOf(route({ ...buyer(), facts: { left, right } }));
        if (reasons.join() !== `left-${left},right-${right}`) wrong.push({ left, right, reasons });
      }
    }
    expect(wrong).toEqual([]);
  });
});

function varied(request: ContactRequest): ContactRequest[] {
  const others = Object.entries(OTHERS).flatMap(([key, values]) =>
    (values as readonly unknown[]).map((value) => ({ ...request, [key]: value })),
  );
  const { timeZone: _, ...anywhere } = request;
  const { agentAvailability: __, ...unreported } = request;
  return [request, anywhere, unreported, ...others];
}

function asking(): Promise<Router> {
  return shopRouter({ channels: CHANNELS, rules: RULES });
}

function reasonsOf({ withheld }: ReturnType<Router["route"]>): string[] {
  return withheld
    .filter(({ channel }) => channel === "phone")
    .flatMap(({ reasons }) => reasons.map(({ code }) => code));
}

function whenever(): Rule {
  return { name: "whenever", event: { type: "offer", params: { channels: ["phone"] } } };
}

function withholdFor(fact: string, value: boolean | number): object {
  const reason = `${fact}-${value}`;
  return rule(reason, { type: "withhold", params: { channels: ["phone"], reason } }, is(fact, value));
}

function offer(channel: string, name: string, ...all: readonly object[]): object {
  return rule(name, { type: "offer", params: { channels: [channel] } }, ...all);
}

function rule(name: string, event: Rule["event"], ...all: readonly object[]): object {
  return { name, conditions: { all }, event };
}

function during(value: string): object {
  return { fact: "time", operator: "duringSchedule", value };
}

function is(fact: string, value: boolean | number | string): object {
  return { fact, operator: "equal", value };
}

function agents(value: number): object {
  return { fact: "availableAgents", operator: "greaterThanInclusive", value };
}
