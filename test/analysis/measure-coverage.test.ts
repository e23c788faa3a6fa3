import { describe, expect, it } from "vitest";
import { type CoverageReport, measureCoverage, runScenarios, suggestScenarios } from "../../src/analysis.js";
import { parseRuleset, RequestError, type RulesetDocument, RulesetError } from "../../src/index.js";
import type { Rule, ScenarioRequest } from "../../src/ruleset/document.js";
import { shop } from "../runtime/shop.js";

const FROM = "2026-11-23T10:00:00+01:00";

const REQUEST: ScenarioRequest = {
  requestType: "order",
  at: FROM,
  language: "nl",
  agentAvailability: { phone: { nl: 2 } },
};

const BUSY_OR_LATE: Rule = {
  name: "busy-or-late",
  conditions: {
    any: [
      {
        all: [
          { fact: "contactsInQueue", operator: "greaterThan", value: 5 },
          { fact: "role", operator: "equal", value: "buyer" },
        ],
      },
      { fact: "time", operator: "duringSchedule", value: "evening" },
    ],
  },
  event: { type: "withhold", params: { channels: ["chat"], reason: "too-busy" } },
};

describe("a rule", () => {
  it("that holds in more ways than one has a goal for each, and for each condition beside the others of its way", async () => {
    const { gaps } = await measure([BUSY_OR_LATE]);
    const queue = "`contactsInQueue` is more than 5";
    const buyer = "`role` is `buyer`";
    expect(shown(gaps).filter((each) => each.includes("busy-or-late"))).toEqual([
      "rule `busy-or-late` holds",
      "rule `busy-or-late` decides",
      "rule `busy-or-late` does not hold",
      `rule \`busy-or-late\` holds by ${queue} and ${buyer}`,
      `rule \`busy-or-late\` is stopped by this alone: ${queue}, while ${buyer}`,
      `rule \`busy-or-late\` is stopped by this alone: ${buyer}, while ${queue}`,
      "rule `busy-or-late` holds by within `evening`",
      "rule `busy-or-late` is stopped by this alone: within `evening`",
    ]);
  });

  it("that never decides, since another always comes first, does not count for that", async () => {
    const rules = [
      { name: "first", priority: 2, event: { type: "offer", params: { channels: ["chat"] } } },
      { name: "second", event: { type: "offer", params: { channels: ["chat"] } } },
    ];
    const { unreachable, gaps } = await measureCoverage(shop({ rules }), { from: FROM });
    expect(shown(unreachable)).toContain("rule `second` decides");
    expect(shown(gaps)).toContain("rule `second` holds");
  });

  it("is not judged of a channel that was closed by hand", async () => {
    const closed = { ...REQUEST, closedChannels: ["phone"] };
    const [open, shut] = [await measure([], [REQUEST]), await measure([], [closed])];
    expect(shown(open.gaps)).not.toContain("rule `phone-desk` holds");
    expect(shown(shut.gaps)).toContain("rule `phone-desk` holds");
    expect(shown(shut.gaps)).toContain("`phone` is withheld for `order`, `fraud` or `other` in `nl` or `en`");
  });

  it("is stopped by no condition on an unknown value", async () => {
    const { agentAvailability: _, ...unreported } = REQUEST;
    const alone = "rule `chat-staffed` is stopped by this alone: `availableAgents` is at least 1";
    expect(shown((await measure([], [unreported])).gaps)).toContain(alone);
    expect(shown((await measure([], [REQUEST])).gaps)).not.toContain(alone);
  });
});

describe("hours", () => {
  it("that come on no day within 400 days do not count", async () => {
    const past = { timeZone: "UTC", weekly: {}, exceptions: [{ date: "2026-11-20", hours: ["09:00-17:00"] }] };
    const rules = [
      {
        name: "once",
        conditions: { all: [{ fact: "time", operator: "duringSchedule", value: "past" }] },
        event: { type: "offer", params: { channels: ["chat"] } },
      },
    ];
    const document = shop({ rules, schedules: { past } });
    const late = await measureCoverage(document, { from: FROM });
    expect(shown(late.unreachable)).toContain("schedule `past` is open");
    expect(late.unreachable[0]?.reason).toBe("no request within 400 days of 2026-11-23 reaches it");
    const early = await measureCoverage(document, { from: "2026-11-19T00:00:00Z" });
    expect(shown(early.gaps)).toContain("schedule `past` is open");
  });

  it("in customer time count if customers of some time zone ask at them, however few", async () => {
    // Only the clocks of Nepal are 5:45 ahead of UTC.
    const { scenarios, left } = await suggestScenarios(openAtTenInUtc("15:40-15:50"), { from: FROM });
    expect(left).toEqual([]);
    const offering = scenarios.find(({ expect: { offered } }) => offered?.includes("chat:nl"));
    expect(offering?.request.timeZone).toMatch(/^Asia\/Kath?mandu$/);
  });

  it("in customer time do not count if no time zone has them", async () => {
    const { unreachable } = await measureCoverage(openAtTenInUtc("21:10-21:20"), { from: FROM });
    expect(unreachable.find(({ shows }) => shows === "rule `both` holds")?.reason).toBe(
      "no request within 400 days of 2026-11-23 reaches it",
    );
  });
});

describe("the report", () => {
  it("counts each part, and rounds down", async () => {
    const { percent, reached, total, parts, gaps } = await measure([BUSY_OR_LATE], [REQUEST]);
    const sumOf = (count: "reached" | "total") => Object.values(parts).reduce((sum, part) => sum + part[count], 0);
    expect([sumOf("reached"), sumOf("total")]).toEqual([reached, total]);
    expect(gaps).toHaveLength(total - reached);
    expect(percent).toBe(Math.floor((1000 * reached) / total) / 10);
  });

  it("is plain data, with the place of each rule, channel and schedule", async () => {
    const ruleset = parseRuleset([{ file: "rules.json", text: JSON.stringify(shop(), null, 2) }]);
    const report = await measureCoverage(ruleset, { from: FROM });
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    const text = JSON.stringify(shop(), null, 2).split("\n");
    for (const { goal, file, line = 0, column = 0 } of report.gaps) {
      const name = "rule" in goal ? goal.rule : "channel" in goal ? goal.channel : goal.schedule;
      expect([file, text[line - 1]?.slice(column - 1).startsWith(`"${name}"`)]).toEqual(["rules.json", true]);
    }
  });

  it("takes a scenario that cannot be read as none", async () => {
    const unreadable = { ...REQUEST, agentAvailability: { chat: { iw: 1, he: 2 } } };
    expect(await measure([], [unreadable])).toEqual(await measure([], []));
  });

  it.each(["yesterday", "2026-11-23", Number.NaN])("refuses to start from %s", async (from) => {
    await expect(measureCoverage(shop(), { from })).rejects.toThrow(RequestError);
    await expect(suggestScenarios(shop(), { from })).rejects.toThrow(RequestError);
  });

  it("refuses a ruleset with errors", async () => {
    await expect(measureCoverage(shop({ channels: [] }), { from: FROM })).rejects.toThrow(RulesetError);
  });
});

describe("a channel that is withheld in a language", () => {
  it("is reachable by a customer who names the fallback language too, which is then no fallback", async () => {
    const document: RulesetDocument = {
      ruleset: { id: "named-fallback", version: "1" },
      requestTypes: { order: {} },
      languages: { fallback: "en" },
      channels: [
        { id: "sms", languages: ["nl", "en"], offerInFallbackLanguage: true },
        { id: "email", languages: ["en"], always: true },
      ],
      rules: [
        { name: "anyone", event: { type: "offer", params: { channels: ["sms"] } } },
        {
          name: "dutch",
          conditions: { all: [{ fact: "language", operator: "equal", value: "nl" }] },
          event: { type: "offer", params: { channels: ["sms"] } },
        },
        {
          name: "in-writing",
          conditions: { all: [{ fact: "usingFallbackLanguage", operator: "equal", value: false }] },
          event: { type: "withhold", params: { channels: ["sms"], reason: "in-writing" } },
        },
      ],
    };
    const { gaps, unreachable } = await measureCoverage(document, { from: FROM });
    const withheld = (found: typeof gaps) => shown(found).filter((each) => each.startsWith("`sms` is withheld"));
    // Any other language comes to the fallback language, in which nothing stops the channel.
    expect(withheld(unreachable)).toEqual(["`sms` is withheld for `order` in a language that it does not serve"]);
    expect(withheld(gaps)).toContain("`sms` is withheld for `order` in `nl`");
  });
});

describe("suggested scenarios", () => {
  it("are few, have names that nobody else has, and say what they show", async () => {
    const { scenarios } = await suggestScenarios(shop(), { from: FROM });
    const { gaps } = await measureCoverage(shop(), { from: FROM });
    expect(scenarios.length * 3).toBeLessThan(gaps.length);
    expect(scenarios[0]).toMatchObject({ description: expect.stringMatching(/^Shows that /) });
    const [first] = scenarios;
    if (first === undefined) throw new Error("nothing suggested");
    const taken = { ...first, request: { ...first.request, closedChannels: ["phone", "chat"] }, expect: { steps: [] } };
    const again = await suggestScenarios(shop({ scenarios: [taken] }), { from: FROM });
    expect(again.scenarios.map(({ name }) => name)).toContain(`${first.name} (2)`);
  });

  it("leave no gap that one of them reaches, though the search for that gap found nothing", async () => {
    // Customers of `de` are offered the chat in `en` all the same, unless they are sellers: `stop-de` decides for those alone.
    const rules = [
      {
        name: "stop-de",
        conditions: { all: [{ fact: "language", operator: "equal", value: "de" }] },
        event: { type: "withhold", params: { channels: ["chat"], reason: "in-writing" } },
      },
      {
        name: "chat-for-buyers-or-de",
        conditions: {
          any: [
            { fact: "role", operator: "equal", value: "buyer" },
            { fact: "language", operator: "equal", value: "de" },
          ],
        },
        event: { type: "offer", params: { channels: ["chat"] } },
      },
    ];
    const channels = [
      { id: "chat", languages: ["de", "en"], offerInFallbackLanguage: true },
      { id: "email", languages: ["en"], always: true },
    ];
    const document = shop({ channels, rules });
    const { scenarios, left } = await suggestScenarios(document, { from: FROM });
    expect(left).toEqual((await measureCoverage({ ...document, scenarios }, { from: FROM })).gaps);
    expect(shown(left)).not.toContain("rule `stop-de` decides");
  });

  it("load, however much there is to say of them", async () => {
    const countries = Array.from({ length: 40 }, (_, index) => `country-${index}-${"of-many-words-".repeat(3)}`);
    const far = Array.from({ length: 6 }, (_, index) => ({
      id: `${"far-".repeat(15)}${index}`,
      languages: ["en"],
    }));
    const rules = [
      {
        name: "many-countries",
        conditions: { all: [{ fact: "country", operator: "in", value: countries }] },
        event: { type: "offer", params: { channels: far.map(({ id }) => id) } },
      },
    ];
    const facts = { country: { type: "string", default: "NL" } };
    const channels = [...far, { id: "email", languages: ["en"], always: true }];
    const document = shop({ channels, rules, facts });
    const { scenarios } = await suggestScenarios(document, { from: FROM });
    expect((await runScenarios({ ...document, scenarios })).results.flatMap(({ mismatches }) => mismatches)).toEqual(
      [],
    );
    expect(scenarios.map(({ description }) => description)).toContainEqual(expect.stringMatching(/…$/));
    expect(scenarios.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^order in English, .*…$/));
  });
});

function measure(more: readonly Rule[], requests: readonly ScenarioRequest[] = []): Promise<CoverageReport> {
  const scenarios = requests.map((request, index) => ({ name: `${index}`, request, expect: { validUntil: null } }));
  const document: RulesetDocument = shop({ rules: [...(shop().rules ?? []), ...more], scenarios });
  return measureCoverage(document, { from: FROM });
}

function shown(gaps: CoverageReport["gaps"]): string[] {
  return gaps.map(({ shows }) => shows);
}

/** Offers the chat while it is 10 o'clock in UTC and another time by the customer's clock. */
function openAtTenInUtc(local: string): RulesetDocument {
  const daily = (timeZone: string, hours: string) => ({ timeZone, weekly: { "mon-sun": [hours] } });
  const during = (value: string) => ({ fact: "time", operator: "duringSchedule", value });
  return shop({
    schedules: { here: daily("UTC", "10:00-10:10"), there: daily("customer", local) },
    rules: [
      {
        name: "both",
        conditions: { all: [during("here"), during("there")] },
        event: { type: "offer", params: { channels: ["chat"] } },
      },
    ],
  });
}
