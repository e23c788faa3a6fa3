import { describe, expect, test } from "vitest";
import { type Change, compareRulesets } from "../../src/analysis.js";
import {
  type Condition,
  createRouter,
  type DeclaredFact,
  RequestError,
  type Rule,
  type RulesetDocument,
  RulesetError,
} from "../../src/index.js";
import { desk } from "../cli/desk.js";

const BOOLEAN = { type: "boolean" } as const;
const VIP: Condition = { fact: "vip", operator: "equal", value: true };

const PERIOD = { from: "2026-11-23T00:00:00+01:00", days: 7 };

const compare = (after: RulesetDocument, before: RulesetDocument = desk) => compareRulesets(before, after, PERIOD);

/** Without the example and the causes, in as few words as it takes. */
function brief({ example: _, causes: __, windows, when, inSome, ...rest }: Change): object {
  const conditions = when.map((condition) =>
    "schedules" in condition
      ? condition.schedules.map(({ schedule, state }) => `${schedule} ${state}`).join()
      : `${condition.fact}: ${condition.values.join(" or ")}${"isAllServed" in condition && condition.isAllServed ? " (all)" : ""}${"orNoReport" in condition && condition.orNoReport ? " or no report" : ""}`,
  );
  return {
    ...rest,
    when: conditions,
    ...(windows === null ? {} : { windows: `${windows[0]?.from} to ${windows[0]?.until}, ${windows.length} in all` }),
    ...(inSome ? { inSome } : {}),
  };
}

function withRule(name: string, edit: (rule: Rule) => Rule | null): RulesetDocument {
  return { ...desk, rules: (desk.rules ?? []).flatMap((rule) => (rule.name === name ? (edit(rule) ?? []) : rule)) };
}

const schedules = (hours: string, more: object = {}): RulesetDocument => ({
  ...desk,
  schedules: { desk: { timeZone: "Europe/Amsterdam", weekly: { "mon-fri": [hours] }, ...more } },
});

describe("two rulesets", () => {
  test.each([
    ["itself", desk],
    ["the same under another name", { ...desk, ruleset: { id: "other", version: "2", description: "Words." } }],
    ["the same in another order", { ...desk, rules: [...(desk.rules ?? [])].reverse() }],
    ["the same without scenarios", { ...desk, scenarios: [] }],
    [
      "a rule said by De Morgan",
      withRule("phone-in-hours", (rule) => ({
        ...rule,
        conditions: {
          not: {
            any: [
              { not: { condition: "open" } },
              { not: { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 } },
            ],
          },
        },
      })),
    ],
    ["hours spelled as two", schedules("09:00-12:00", { weekly: { "mon-fri": ["09:00-12:00", "12:00-18:00"] } })],
    ["hours spelled day by day", schedules("", { weekly: { mon: ["09:00-18:00"], "tue-fri": ["09:00-18:00"] } })],
    ["a holiday that falls on a Sunday", schedules("09:00-18:00", { exceptions: [{ date: "2026-11-29", hours: [] }] })],
    ["a rule that another rule makes needless", { ...desk, rules: [...(desk.rules ?? []), again("chat-in-hours")] }],
  ])("are equivalent: %s", async (_, after) => {
    for (const [one, other] of [
      [desk, after],
      [after, desk],
    ] as const) {
      const { equivalent, verdict, changes, notCompared } = await compareRulesets(one, other, PERIOD);
      expect({ equivalent, verdict, changes, notCompared }).toEqual({
        ...{ equivalent: true, verdict: "nothing" },
        ...{ changes: [], notCompared: [] },
      });
    }
  });

  test("are equivalent if they spell the same letters in one character or in two", async () => {
    const [composed, apart] = ["Orl\u00e9ans", "Orle\u0301ans"].map((city): RulesetDocument => {
      const offer = { type: "offer", params: { channels: ["phone"] } } as const;
      const inCity = { fact: "city", operator: "equal", value: city };
      const free = { fact: "town", operator: "notIn", value: [city, "Paris"] };
      return {
        ...desk,
        facts: {
          ...desk.facts,
          city: { type: "string", values: [city, "Paris"] },
          town: { type: "string", default: city },
        },
        rules: [{ name: `phone-in-${city}`, conditions: { any: [inCity, free] }, event: offer }],
      };
    });
    expect(await compare(composed as RulesetDocument, apart)).toMatchObject({ equivalent: true, changes: [] });
  });

  test("whose rules read a schedule that is based on another differ by the hours of the other", async () => {
    const based = (hours: string): RulesetDocument => ({
      ...schedules("09:00-18:00"),
      schedules: {
        base: { timeZone: "Europe/Amsterdam", weekly: { "mon-fri": [hours] } },
        desk: { basedOn: "base", closeEarlierMinutes: 10 },
      },
    });
    const { verdict, changes } = await compare(based("09:00-18:00"), based("09:00-17:00"));
    expect([verdict, changes.some(({ kind }) => kind === "gained")]).toEqual(["more", true]);
  });

  test("that offer a channel for longer differ in just these hours", async () => {
    const { verdict, changes } = await compare(schedules("09:00-19:00"));
    expect(verdict).toBe("more");
    expect(changes.filter(({ kind }) => kind === "gained").map(brief)).toMatchInlineSnapshot(`
      [
        {
          "channel": "phone",
          "kind": "gained",
          "when": [
            "requestType: order",
            "language: en or nl (all)",
            "availableAgents: 1 or more",
          ],
          "windows": "2026-11-23T17:00:00.000Z to 2026-11-23T18:00:00.000Z, 5 in all",
        },
        {
          "channel": "chat",
          "kind": "gained",
          "when": [
            "language: en or nl (all)",
            "estimatedWaitSeconds: 600 or less",
          ],
          "windows": "2026-11-23T17:00:00.000Z to 2026-11-23T18:00:00.000Z, 5 in all",
        },
      ]
    `);
  });

  test("that hold no hours in common are told so by their schedules", async () => {
    const after = withRule("chat-in-hours", (rule) => ({
      ...rule,
      conditions: { fact: "estimatedWaitSeconds", operator: "lessThanInclusive", value: 600 },
    }));
    const { verdict, changes } = await compare(after);
    expect(verdict).toBe("more");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "channel": "chat",
          "kind": "gained",
          "when": [
            "language: en or nl (all)",
            "desk closed",
            "estimatedWaitSeconds: 600 or less",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "availability-unknown",
          ],
          "codesBefore": [
            "availability-unknown",
            "outside-hours",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk closed",
            "estimatedWaitSeconds: unknown or no report",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "over-capacity",
          ],
          "codesBefore": [
            "outside-hours",
            "over-capacity",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk closed",
            "estimatedWaitSeconds: more than 600",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
      ]
    `);
  });

  test("differ in a language that one channel no longer serves", async () => {
    const channels = desk.channels.map((channel) =>
      channel.id === "chat" ? { ...channel, languages: ["en"] } : channel,
    );
    const { verdict, changes } = await compare({ ...desk, channels });
    expect(verdict).toBe("less");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "channel": "chat",
          "kind": "lost",
          "when": [
            "language: nl",
            "desk open",
            "estimatedWaitSeconds: 600 or less",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "language-not-served",
          ],
          "codesBefore": [
            "availability-unknown",
            "outside-hours",
          ],
          "kind": "reasons",
          "when": [
            "language: nl",
            "desk closed",
            "estimatedWaitSeconds: unknown or no report",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "language-not-served",
          ],
          "codesBefore": [
            "outside-hours",
          ],
          "kind": "reasons",
          "when": [
            "language: nl",
            "desk closed",
            "estimatedWaitSeconds: 600 or less",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "language-not-served",
          ],
          "codesBefore": [
            "outside-hours",
            "over-capacity",
          ],
          "kind": "reasons",
          "when": [
            "language: nl",
            "desk closed",
            "estimatedWaitSeconds: more than 600",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "language-not-served",
          ],
          "codesBefore": [
            "availability-unknown",
          ],
          "kind": "reasons",
          "when": [
            "language: nl",
            "desk open",
            "estimatedWaitSeconds: unknown or no report",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "language-not-served",
          ],
          "codesBefore": [
            "over-capacity",
          ],
          "kind": "reasons",
          "when": [
            "language: nl",
            "desk open",
            "estimatedWaitSeconds: more than 600",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
      ]
    `);
  });

  test("differ in the language that someone is served in", async () => {
    const { verdict, changes } = await compare({ ...desk, languages: { fallback: "nl" } });
    expect(verdict).toBe("other");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "channel": "email",
          "kind": "language",
          "languageAfter": "nl",
          "languageBefore": "en",
          "when": [
            "language: other",
          ],
        },
      ]
    `);
  });

  test("differ in order", async () => {
    const { verdict, changes } = await compare(withRule("chat-first", () => null));
    expect(verdict).toBe("other");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "aheadOf": "chat",
          "channel": "phone",
          "kind": "moved-up",
          "when": [
            "requestType: order",
            "language: en or nl (all)",
            "desk open",
            "availableAgents: 1 or more",
            "estimatedWaitSeconds: 600 or less",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
      ]
    `);
  });

  test("differ in the reason that is told", async () => {
    const after = withRule("fraud-in-writing", (rule) => ({
      ...rule,
      event: { type: "withhold", params: { channels: ["phone"], reason: "write-to-us" } },
    }));
    const { verdict, changes } = await compare(after);
    expect(verdict).toBe("other");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "channel": "phone",
          "codesAfter": [
            "write-to-us",
          ],
          "codesBefore": [
            "needs-evidence",
          ],
          "kind": "reasons",
          "when": [
            "requestType: fraud",
            "language: en or nl (all)",
            "desk open",
            "availableAgents: 1 or more",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
      ]
    `);
  });

  test("differ in a step", async () => {
    const after = withRule("sign-in-first", (rule) => ({
      ...rule,
      conditions: {
        all: [
          { fact: "signedIn", operator: "equal", value: false },
          { fact: "items", operator: "greaterThan", value: 2 },
        ],
      },
    }));
    const { verdict, changes } = await compare(after);
    expect(verdict).toBe("other");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "kind": "step-removed",
          "step": "sign-in",
          "when": [
            "signedIn: \`false\`",
            "items: 2 or less",
          ],
        },
      ]
    `);
  });

  test("differ in the requests that they can read", async () => {
    const { fraud: _, ...requestTypes } = desk.requestTypes;
    const after: RulesetDocument = {
      ...desk,
      requestTypes: { ...requestTypes, refund: {} },
      rules: (desk.rules ?? []).filter(({ name }) => name !== "fraud-in-writing"),
    };
    const { verdict, changes } = await compare(after);
    expect(verdict).toBe("both");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "kind": "refused",
          "when": [
            "requestType: fraud",
          ],
        },
        {
          "kind": "accepted",
          "when": [
            "requestType: refund",
          ],
        },
      ]
    `);
    expect(changes.map(({ example: { before, after } }) => [before === null, after === null])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  const withVip = (vip: DeclaredFact | null, conditions: Condition = VIP): RulesetDocument => ({
    ...desk,
    facts: { ...desk.facts, ...(vip !== null && { vip }) },
    rules: [{ name: "phone", conditions, event: { type: "offer", params: { channels: ["phone"] } } }],
  });
  const [required, usual, optional] = [BOOLEAN, { ...BOOLEAN, default: false }, { ...BOOLEAN, optional: true }];

  test.each<[string, DeclaredFact, DeclaredFact, object[]]>([
    ["loses its default", usual, required, [{ kind: "refused", when: ["vip: left out"] }]],
    ["is no longer optional", optional, required, [{ kind: "refused", when: ["vip: left out"] }]],
    ["becomes optional", required, optional, [{ kind: "accepted", when: ["vip: left out"] }]],
    ["gets a default", required, usual, [{ kind: "accepted", when: ["vip: left out"] }]],
    [
      "becomes a fact of every request by `optional` false",
      optional,
      { ...BOOLEAN, optional: false },
      [{ kind: "refused", when: ["vip: left out"] }],
    ],
  ])("differ in requests without a fact that %s", async (_, before, after, changes) => {
    const compared = await compare(withVip(after), withVip(before));
    expect(compared.changes.map(brief)).toEqual(changes);
    expect(compared.changes[0]?.example.request.facts).toBeUndefined();
  });

  test("differ in the reason if a fact has no default any more and is optional instead", async () => {
    const { changes } = await compare(withVip(optional), withVip(usual));
    expect(changes.map(brief)).toMatchObject([
      {
        kind: "reasons",
        codesBefore: ["not-eligible"],
        codesAfter: ["fact-unknown"],
        when: ["vip: left out", "language: en or nl (all)"],
      },
    ]);
  });

  test("differ for customers whose optional fact is known, or is not known", async () => {
    const asks = (value: boolean): Condition => ({ fact: "vip", operator: "isKnown", value });
    const [either, ...more] = (await compare(withVip(optional, asks(true)), withVip(optional))).changes.map(brief);
    expect([either, more]).toMatchObject([{ kind: "gained", when: ["vip: `false`", "language: en or nl (all)"] }, []]);
    const { changes } = await compare(withVip(optional, asks(false)), withVip(optional, asks(true)));
    expect(changes.map(brief)).toMatchObject([
      { kind: "lost", when: ["vip: known", "language: en or nl (all)"] },
      { kind: "gained", when: ["vip: not known", "language: en or nl (all)"] },
    ]);
  });

  test("differ in requests that give an optional fact that one of them declares and no rule reads", async () => {
    const { facts = {} } = withVip(optional);
    const changes = (await compare({ ...desk, facts })).changes;
    expect(changes.map(brief)).toEqual([{ kind: "accepted", when: ["vip: given"] }]);
    expect(changes[0]?.example.request.facts).toHaveProperty("vip", false);
  });

  test.each([
    ["any text", { type: "string", default: "x" }],
    ["one of a list", { type: "string", values: ["buyer"], default: "buyer" }],
    ["any number", { type: "number", default: 0.5 }],
    ["whole numbers", { type: "integer", minimum: 2, default: 3 }],
  ] as const)("differ in a fact of %s that one of them declares and no rule reads", async (_, unread) => {
    const after = { ...desk, facts: { ...desk.facts, unread } };
    const [there, back] = [await compare(after), await compare(desk, after)];
    expect([there, back].map(({ changes }) => changes.map(brief))).toEqual([
      [{ kind: "accepted", when: ["unread: given"] }],
      [{ kind: "refused", when: ["unread: given"] }],
    ]);
    expect([there, back].map(({ changes }) => changes[0]?.example.request.facts)).toEqual([
      expect.objectContaining({ unread: unread.default }),
      expect.objectContaining({ unread: unread.default }),
    ]);
  });

  test("do not take no wait at all for any wait", async () => {
    const after = withRule("chat-in-hours", (rule) => ({
      ...rule,
      conditions: { all: [{ condition: "open" }, { fact: "estimatedWaitSeconds", operator: "equal", value: 0 }] },
    }));
    const { changes } = await compare(after);
    const waits = changes.filter(({ kind }) => kind === "lost").flatMap(({ when }) => when);
    expect(waits.filter(({ fact }) => fact === "estimatedWaitSeconds")).toMatchObject([
      { values: ["more than 0 and at most 600"] },
    ]);
    const never = await compare(
      withRule("chat-in-hours", () => null),
      after,
    );
    const lost = never.changes.filter(({ kind }) => kind === "lost").flatMap(({ when }) => when);
    expect(lost.filter(({ fact }) => fact === "estimatedWaitSeconds")).toMatchObject([{ values: ["0"] }]);
    const positive = withRule("chat-in-hours", (rule) => ({
      ...rule,
      conditions: { all: [{ condition: "open" }, { fact: "estimatedWaitSeconds", operator: "greaterThan", value: 0 }] },
    }));
    const gone = await compare(
      withRule("chat-in-hours", () => null),
      positive,
    );
    const gonePart = gone.changes.filter(({ kind }) => kind === "lost").flatMap(({ when }) => when);
    expect(gonePart.filter(({ fact }) => fact === "estimatedWaitSeconds")).toMatchObject([{ values: ["more than 0"] }]);
  });

  test("differ in how old a report may be", async () => {
    const { verdict, changes } = await compare({ ...desk, availability: { maxAgeSeconds: 60 } });
    expect(verdict).toBe("less");
    expect(changes.map(brief)).toMatchInlineSnapshot(`
      [
        {
          "channel": "phone",
          "kind": "lost",
          "when": [
            "requestType: order",
            "language: en or nl (all)",
            "desk open",
            "agentReport: aged",
            "availableAgents: 1 or more",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
        {
          "channel": "chat",
          "kind": "lost",
          "when": [
            "language: en or nl (all)",
            "desk open",
            "agentReport: aged",
            "estimatedWaitSeconds: 600 or less",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
        {
          "channel": "phone",
          "codesAfter": [
            "availability-unknown",
            "outside-hours",
          ],
          "codesBefore": [
            "outside-hours",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk closed",
            "agentReport: aged",
            "availableAgents: 1 or more",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "phone",
          "codesAfter": [
            "availability-unknown",
            "outside-hours",
          ],
          "codesBefore": [
            "no-agents",
            "outside-hours",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk closed",
            "agentReport: aged",
            "availableAgents: 0",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "phone",
          "codesAfter": [
            "availability-unknown",
          ],
          "codesBefore": [
            "no-agents",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk open",
            "agentReport: aged",
            "availableAgents: 0",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
        {
          "channel": "phone",
          "codesAfter": [
            "availability-unknown",
          ],
          "codesBefore": [
            "needs-evidence",
          ],
          "kind": "reasons",
          "when": [
            "requestType: fraud",
            "language: en or nl (all)",
            "desk open",
            "agentReport: aged",
            "availableAgents: 1 or more",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "availability-unknown",
            "outside-hours",
          ],
          "codesBefore": [
            "outside-hours",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk closed",
            "agentReport: aged",
            "estimatedWaitSeconds: 600 or less",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "availability-unknown",
            "outside-hours",
          ],
          "codesBefore": [
            "outside-hours",
            "over-capacity",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk closed",
            "agentReport: aged",
            "estimatedWaitSeconds: more than 600",
          ],
          "windows": "2026-11-22T23:00:00.000Z to 2026-11-23T08:00:00.000Z, 6 in all",
        },
        {
          "channel": "chat",
          "codesAfter": [
            "availability-unknown",
          ],
          "codesBefore": [
            "over-capacity",
          ],
          "kind": "reasons",
          "when": [
            "language: en or nl (all)",
            "desk open",
            "agentReport: aged",
            "estimatedWaitSeconds: more than 600",
          ],
          "windows": "2026-11-23T08:00:00.000Z to 2026-11-23T17:00:00.000Z, 5 in all",
        },
      ]
    `);
  });

  test("differ where the report on one language is too old for one of them, and that on another is not", async () => {
    const before: RulesetDocument = {
      ...desk,
      channels: desk.channels.map((channel) =>
        channel.id === "phone" ? { ...channel, offerInFallbackLanguage: true } : channel,
      ),
    };
    const { changes } = await compare({ ...before, availability: { maxAgeSeconds: 60 } }, before);
    const other = changes.find((change) => change.kind === "language" && change.channel === "phone");
    expect(other?.when.filter(({ fact }) => fact === "agentReport")).toEqual([
      {
        fact: "agentReport",
        values: ["aged"],
        aged: "more than 60 and at most 120 seconds old, or as far ahead",
        channel: "phone",
        language: null,
      },
      { fact: "agentReport", values: ["fresh"], aged: null, channel: "phone", language: "en" },
    ]);
    const { at, agentAvailability, agentAvailabilityAsOf } = other?.example.request ?? {};
    expect(agentAvailabilityAsOf).toBeUndefined();
    const asOf = new Date(Date.parse(String(at)) - 120_000).toISOString();
    expect(agentAvailability).toEqual({ phone: { nl: { available: 1, asOf }, en: 1 } });
  });

  test("come with an example of each change that both routers confirm", async () => {
    const after: RulesetDocument = {
      ...schedules("08:00-16:00"),
      languages: { fallback: "nl" },
      rules: [again("chat-in-hours")],
    };
    const { verdict, changes, situations } = await compare(after);
    const [one, other] = [await createRouter(desk), await createRouter(after)];
    expect([verdict, changes.length > 5, situations > 50]).toEqual(["both", true, true]);
    for (const { example } of changes) {
      expect(one.route(example.request)).toEqual(example.before);
      expect(other.route(example.request)).toEqual(example.after);
    }
  });

  test("are compared as they are, where nothing can be asked of both", async () => {
    const after = { ...desk, requestTypes: { other: {} }, rules: [] };
    const { verdict, changes, situations } = await compare(after);
    expect([verdict, changes.map(({ kind }) => kind), situations]).toEqual(["both", ["refused", "accepted"], 0]);
  });
});

describe("what cannot be compared", () => {
  test("is a broken ruleset, on either side", async () => {
    const broken = { ...desk, channels: [] };
    await expect(compare(broken)).rejects.toThrow(RulesetError);
    await expect(compare(desk, broken)).rejects.toThrow(RulesetError);
  });

  test.each([
    { from: "soon" },
    { from: PERIOD.from, days: 0 },
    { from: PERIOD.from, days: 4000 },
    { from: PERIOD.from, days: 1.5 },
  ])("is %o", async (options) => {
    await expect(compareRulesets(desk, desk, options)).rejects.toThrow(RequestError);
  });
});

function again(name: string): Rule {
  const rule = desk.rules?.find((each) => each.name === name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return { ...rule, name: `${name}-again` };
}
