import { describe, expect, it } from "vitest";
import { channelFindings } from "../../src/analysis/check/channel-findings.js";
import { rulesetFindings } from "../../src/analysis/check/check-ruleset.js";
import { type CheckFinding, checkRuleset } from "../../src/analysis.js";
import type { Condition, Rule, RulesetDocument, Schedule } from "../../src/index.js";
import { PATIENCE } from "../arbitraries/runs.js";
import { tidyDesk } from "../cli/desk.js";
import { subjectOf } from "./spaces.js";

/** A Monday, the desk's first hour. */
const FROM = "2026-11-23T09:30:00+01:00";

const OPEN: Condition = { condition: "open" };
const FREE: Condition = { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 };
const FRAUD: Condition = { fact: "requestType", operator: "equal", value: "fraud" };
const SIGNED_IN: Condition = { fact: "signedIn", operator: "equal", value: true };
const WAITING: Condition = { fact: "contactsInQueue", operator: "greaterThan", value: 5 };

const rules = tidyDesk.rules ?? [];
const AT = `/rules/${rules.length}`;

describe("a rule without effect", () => {
  it.each<[string, Omit<Rule, "name">, string, string]>([
    [
      "that asks for two things at once",
      { conditions: { all: [OPEN, { not: OPEN }] }, event: offer("phone") },
      "rule-never-holds",
      "rule `the rule` never holds: its conditions are never met together; change one of them, or take the rule out",
    ],
    [
      "with a threshold that is never reached",
      {
        conditions: { all: [OPEN, { fact: "availableAgents", operator: "lessThan", value: 0 }] },
        event: offer("phone"),
      },
      "rule-never-holds",
      "rule `the rule` never holds: it is never the case that `availableAgents` is less than 0; see which values there are, and change it or take the rule out",
    ],
    [
      "that another offers as well",
      { conditions: { all: [OPEN, FREE, SIGNED_IN] }, event: offer("phone") },
      "rule-changes-nothing",
      "rule `the rule` changes nothing: wherever it holds, `phone-in-hours` offers the same; take it out, or change when it holds",
    ],
    [
      "that withholds for the same reason as another",
      { conditions: { all: [FRAUD, SIGNED_IN] }, event: withhold("phone", "needs-evidence") },
      "rule-changes-nothing",
      "rule `the rule` changes nothing: wherever it holds, `fraud-in-writing` withholds the same; take it out, or change when it holds",
    ],
    [
      "that withholds what nobody offers",
      { conditions: { all: [{ not: OPEN }] }, event: withhold("phone", "closed-now") },
      "rule-changes-nothing",
      "rule `the rule` changes nothing: whenever it holds, no rule offers `phone`; take it out, or change when it holds",
    ],
    [
      "that prefers what comes first anyway",
      { event: { type: "prefer", params: { channels: ["phone"] } }, conditions: FRAUD },
      "rule-changes-nothing",
      "rule `the rule` changes nothing: the channels come in the same order without it; take it out, or change when it holds, or its `priority`",
    ],
    [
      "that advises what another advises",
      {
        conditions: { all: [FRAUD, { not: SIGNED_IN }] },
        event: { type: "advise", params: { steps: ["sign-in"] } },
      },
      "rule-changes-nothing",
      "rule `the rule` changes nothing: wherever it holds, `sign-in-first` advises the same; take it out, or change when it holds",
    ],
  ])("%s is told of", async (_, rule, code, message) => {
    expect(await findingsOf(rule)).toMatchObject([{ code, severity: "warning", path: `${AT}/name`, message }]);
  });

  it.each<[string, Omit<Rule, "name">]>([
    ["withholds for another reason", { conditions: FRAUD, event: withhold("phone", "in-writing") }],
    ["withholds more", { conditions: SIGNED_IN, event: withhold("phone", "needs-evidence") }],
    [
      "moves a channel past one of a lower priority",
      { priority: 2, conditions: SIGNED_IN, event: { type: "prefer", params: { channels: ["phone"] } } },
    ],
    ["moves ahead of an always channel", { event: { type: "prefer", params: { channels: ["email"] } } }],
  ])("is not one that %s", async (_, rule) => {
    expect(await findingsOf(rule)).toEqual([]);
  });

  it("is the last of two that do the same", async () => {
    const copy = { ...(rules[0] as Rule), name: "copy" };
    const first = { ...tidyDesk, rules: [copy, ...rules] };
    const { findings } = await checkRuleset(first, { from: FROM });
    expect(findings).toMatchObject([{ code: "rule-changes-nothing", path: "/rules/1/name" }]);
    expect(findings[0]?.message).toContain("wherever it holds, `copy` offers the same");
  });

  it("is shown by a request in which it holds, and the decision on it", async () => {
    const [finding] = await findingsOf({ conditions: { all: [OPEN, FREE, SIGNED_IN] }, event: offer("phone") });
    expect(finding?.example).toMatchObject({
      request: { at: "2026-11-23T12:00:00+01:00", facts: { signedIn: true }, agentAvailability: { phone: { en: 1 } } },
      decision: { offered: [{ channel: "phone", rule: "phone-in-hours" }, { channel: "email" }] },
    });
  });

  it("is an offer that is always withheld, at the channel", async () => {
    const findings = await findingsOf({ conditions: { all: [FRAUD, SIGNED_IN] }, event: offer("chat", "phone") });
    expect(findings).toMatchObject([
      {
        code: "offer-always-withheld",
        path: `${AT}/event/params/channels/1`,
        message:
          "rule `the rule` offers `phone` in vain: wherever it holds, a `withhold` rule does too; change one of the two, or take the channel out of this one",
        example: { decision: { withheld: [{ channel: "phone", reasons: [{ code: "needs-evidence" }] }] } },
      },
    ]);
  });
});

describe("a withhold rule that rests on the unknown", () => {
  const chatAnyway: Rule = { name: "chat-anyway", conditions: OPEN, event: offer("chat") };
  const rule: Omit<Rule, "name"> = { conditions: WAITING, event: withhold("chat", "too-busy") };

  it("is a warning where nobody reports on the agents", async () => {
    expect(
      await findingsOf(rule, { rules: [...rules.filter(({ name }) => name !== "chat-in-hours"), chatAnyway] }),
    ).toMatchObject([
      {
        code: "withhold-rests-on-unknown",
        severity: "warning",
        message:
          "rule `the rule` does not stop what is unknown: `chat` is offered while nobody reports on the agents; " +
          "let the rule that offers it ask for what has to be known; or if that is meant, add a scenario that expects it, without a report",
        example: { decision: { offered: [{ channel: "chat" }, { channel: "email" }] } },
      },
    ]);
  });

  it("is worth knowing where a report leaves out what it reads", async () => {
    const [finding, ...others] = await findingsOf(rule);
    expect(finding).toMatchObject({ code: "withhold-rests-on-unknown", severity: "info" });
    expect(finding?.message).toContain("`chat` is offered while nobody says how many customers wait");
    expect(others).toEqual([]);
  });

  it("is meant where a scenario expects it", async () => {
    const request = { requestType: "order", at: FROM, language: "en" };
    const reported = { ...request, agentAvailability: { chat: { en: { available: 1, estimatedWaitSeconds: 0 } } } };
    const expected = (of: typeof request) => [{ name: "chat", request: of, expect: { offered: ["chat", "email"] } }];
    expect(await findingsOf(rule, { scenarios: expected(reported) })).toEqual([]);
    expect(await findingsOf(rule, { scenarios: expected(request) })).toHaveLength(1);
    const withoutThought = { ...request, agentAvailability: { chat: { en: 1 } } };
    expect(await findingsOf(rule, { scenarios: expected(withoutThought) })).toHaveLength(1);
  });

  const facts = { ...tidyDesk.facts, blocked: { type: "boolean", optional: true } as const };
  const blocked: Condition = { fact: "blocked", operator: "equal", value: true };

  it("is a warning where a request leaves out an optional fact", async () => {
    const findings = await findingsOf({ conditions: blocked, event: withhold("phone", "blocked") }, { facts });
    expect(findings).toMatchObject([
      {
        code: "withhold-rests-on-unknown",
        severity: "warning",
        path: `${AT}/name`,
        message:
          "rule `the rule` does not stop what is unknown: `phone` is offered to a customer whose `blocked` is not known; to withhold it then too, " +
          'write `{ "any": [ …, { "fact": "blocked", "operator": "isKnown", "value": false } ] }`; ' +
          "or if that is meant, add a scenario that expects it, without `blocked`",
        example: { decision: { offered: [{ channel: "phone" }, { channel: "email" }] } },
      },
    ]);
    expect(findings[0]?.example?.request.facts?.blocked).toBeUndefined();
  });

  it.each<[string, Condition]>([
    ["withholds then too", { any: [blocked, { fact: "blocked", operator: "isKnown", value: false }] }],
    ["holds only if the fact is known", { all: [blocked, { fact: "blocked", operator: "isKnown", value: true }] }],
    ["only asks whether the fact is known", { fact: "blocked", operator: "isKnown", value: true }],
  ])("is none where the rule %s", async (_, conditions) => {
    expect(await findingsOf({ conditions, event: withhold("phone", "blocked") }, { facts })).toEqual([]);
  });

  it("is none where the offer rule asks for the optional fact", async () => {
    const rule = { conditions: { all: [blocked, FRAUD] }, event: withhold("phone", "blocked") };
    const phone: Rule = {
      name: "phone-if-known",
      conditions: { all: [OPEN, FREE, { fact: "blocked", operator: "isKnown", value: true }] },
      event: offer("phone"),
    };
    const others = rules.filter(({ name }) => name !== "phone-in-hours" && name !== "fraud-in-writing");
    expect(await findingsOf(rule, { facts, rules: [...others, phone] })).toEqual([]);
  });

  it("is meant where a scenario without the optional fact expects it", async () => {
    const rule = { conditions: blocked, event: withhold("phone", "blocked") };
    const request = { requestType: "order", at: FROM, language: "en", agentAvailability: { phone: { en: 1 } } };
    const scenario = { name: "phone", expect: { offered: ["phone", "email"] } };
    expect(await findingsOf(rule, { facts, scenarios: [{ ...scenario, request }] })).toEqual([]);
    const told = { ...request, facts: { blocked: false } };
    expect(await findingsOf(rule, { facts, scenarios: [{ ...scenario, request: told }] })).toHaveLength(1);
  });

  // The hours of all time zones are looked at.
  it("is a warning where the customer names no time zone", { timeout: PATIENCE }, async () => {
    const schedules = {
      ...tidyDesk.schedules,
      night: { timeZone: "customer", weekly: { "mon-sun": ["00:00-06:00"] } },
    };
    const asleep: Condition = { fact: "time", operator: "duringSchedule", value: "night" };
    const findings = await findingsOf({ conditions: asleep, event: withhold("phone", "at-night") }, { schedules });
    expect(findings).toMatchObject([{ code: "withhold-rests-on-unknown", severity: "warning" }]);
    expect(findings[0]?.message).toContain("`phone` is offered to a customer who names no time zone");
  });
});

describe("what no offer reaches", () => {
  it("is a channel that no rule names", async () => {
    const channels = [...tidyDesk.channels, { id: "sms", languages: ["en"] }];
    expect(await findings({ channels })).toMatchObject([
      {
        code: "channel-never-offered",
        path: "/channels/3/id",
        hint: "add an `offer` rule that names it, or take the channel out",
      },
    ]);
  });

  it("is a language in which no rule offers the channel", async () => {
    const inEnglish = { fact: "language", operator: "equal", value: "en" };
    const [first, ...others] = rules as [Rule, ...Rule[]];
    const changed = { ...first, conditions: { all: [first.conditions as Condition, inEnglish] } };
    expect(await findings({ rules: [changed, ...others] })).toMatchObject([
      {
        code: "language-never-offered",
        path: "/channels/0/languages/1",
        message:
          "`phone` says that it serves `nl`, in which no rule ever offers it; take the language out, or change the rules that offer the channel",
        example: { request: { language: "nl" } },
      },
    ]);
  });

  it("is a request type that gets the always channels alone, which may be meant", async () => {
    const both: Rule = { name: "in-writing", conditions: FRAUD, event: withhold("chat", "needs-evidence") };
    expect(await findings({ rules: [...rules, both] })).toMatchObject([
      {
        code: "only-always-channels",
        severity: "info",
        path: "/requestTypes/fraud",
        example: { request: { requestType: "fraud" } },
      },
    ]);
  });
});

describe("what is not used", () => {
  it.each<[string, Partial<Record<keyof RulesetDocument, unknown>>, string]>([
    ["fact", { facts: { ...tidyDesk.facts, plan: { type: "boolean" } } }, "/facts/plan"],
    [
      "tag",
      { requestTypes: { ...tidyDesk.requestTypes, other: { tags: ["quick", "slow"] } } },
      "/requestTypes/other/tags/1",
    ],
    ["step", { steps: [...(tidyDesk.steps ?? []), { id: "read" }] }, "/steps/1/id"],
    ["condition", { conditions: { ...tidyDesk.conditions, shut: { not: OPEN } } }, "/conditions/shut"],
    ["schedule", { schedules: { ...tidyDesk.schedules, night: { timeZone: "UTC", weekly: {} } } }, "/schedules/night"],
    ["calendar", { calendars: { nl: [{ annually: "01-01" }] } }, "/calendars/nl"],
  ])("is a %s that no rule and no promise needs", async (noun, sections, path) => {
    expect(await findings(sections)).toMatchObject([{ code: `unused-${noun}`, severity: "warning", path }]);
  });

  it("is what only something unused refers to", async () => {
    const conditions = { ...tidyDesk.conditions, inner: OPEN, outer: { not: { condition: "inner" } } };
    expect((await findings({ conditions })).map(({ path }) => path).sort()).toEqual([
      "/conditions/inner",
      "/conditions/outer",
    ]);
  });

  it("is not what a promise alone needs", async () => {
    const facts = { ...tidyDesk.facts, plan: { type: "boolean", default: false } };
    const when = { all: [{ fact: "plan", operator: "equal", value: true }, { not: OPEN }] };
    expect(await findings({ facts, promises: [{ name: "Shut", when, never: ["phone"] }] })).toEqual([]);
  });
});

describe("an alias", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["to a served language has an effect", { af: "nl" }, []],
    ["for a served tag in some regions has an effect", { "pl-DE": "en" }, []],
    ["that undoes the built-in one has no effect if German is not served", { gsw: "gsw" }, ["alias-not-served"]],
    ["to a language that nobody serves has no effect", { ca: "es" }, ["alias-not-served"]],
    ["for a tag that each channel serves has no effect", { en: "nl" }, ["alias-without-effect"]],
    ["for a tag that one channel does not serve has an effect", { pl: "en" }, []],
    ["to a tag that is nearest anyway has no effect", { "nl-BE": "nl" }, ["alias-without-effect"]],
    ["for a tag has no effect beside the same for its language", { af: "nl", "af-NA": "nl" }, ["alias-without-effect"]],
  ])("%s", async (_, aliases, codes) => {
    const found = await findings({ languages: { fallback: "en", aliases } });
    expect(found.map(({ code }) => code)).toEqual(codes);
    for (const { path, severity } of found)
      expect([path.startsWith("/languages/aliases/"), severity]).toEqual([true, "warning"]);
  });

  it("without effect says so, and what to do", async () => {
    const found = await findings({ languages: { fallback: "en", aliases: { ca: "es", en: "nl" } } });
    expect(found.map(({ message }) => message)).toEqual([
      "the alias from `ca` to `es` changes no customer's language: no channel serves `es`; serve it, or take the alias out",
      "the alias from `en` to `nl` changes no customer's language; take it out",
    ]);
  });
});

describe("hours and dates", () => {
  it.each<[string, Partial<Schedule>, string | null]>([
    ["an exception that is over", { exceptions: [{ date: "2026-11-20", hours: [] }] }, "date-in-the-past"],
    [
      "an exception of yesterday, whose night is not over",
      { exceptions: [{ date: "2026-11-22", hours: ["22:00-02:00"] }] },
      null,
    ],
    [
      "an exception on a day that is closed anyway",
      { exceptions: [{ date: "2026-11-28", hours: [] }] },
      "exception-changes-nothing",
    ],
    [
      "an exception with the hours of every week",
      { exceptions: [{ date: "2026-11-27", hours: ["09:00-18:00"] }] },
      "exception-changes-nothing",
    ],
    ["an exception of every year, on a Saturday this year", { exceptions: [{ annually: "11-28", hours: [] }] }, null],
    [
      "a cut of hours that are closed anyway",
      { exceptions: [{ date: "2026-11-27", closed: ["18:00-20:00"] }] },
      "exception-changes-nothing",
    ],
    ["a cut of open hours", { exceptions: [{ date: "2026-11-27", closed: ["17:00-20:00"] }] }, null],
    [
      "an exception that another one goes before",
      {
        exceptions: [
          { date: "2026-11-27", hours: [] },
          { annually: { from: "11-27", through: "11-27" }, weekly: { fri: ["10:00-12:00"] } },
        ],
      },
      null,
    ],
    [
      "a dated season behind days with hours",
      {
        exceptions: [
          { date: "2026-11-27", hours: [] },
          { from: "2026-11-27", through: "2026-11-27", weekly: { fri: ["10:00-12:00"] } },
        ],
      },
      "exception-changes-nothing",
    ],
    [
      "an exception observed on another day, which is not over",
      { exceptions: [{ date: "2026-11-21", observed: { sat: "mon" }, hours: [] }] },
      null,
    ],
    ["hours that are never open", { weekly: { "mon-fri": [] } }, "schedule-never-open"],
  ])("%s", async (_, part, code) => {
    const desk = { timeZone: "Europe/Amsterdam", weekly: { "mon-fri": ["09:00-18:00"] }, ...part } as Schedule;
    const found = await findings({ schedules: { desk } });
    const codes = found.map((each) => each.code).filter((each) => /date|exception|schedule/.test(each));
    expect(codes).toEqual(code === null ? [] : [code]);
  });

  it.each<[string, readonly object[], string[]]>([
    ["ends soon", [{ date: "2026-12-25" }, { date: "2027-02-19" }], ["calendar-runs-out warning"]],
    ["ends later", [{ date: "2026-12-25" }, { date: "2027-02-20" }], []],
    ["has ended", [{ date: "2026-11-01" }], ["calendar-runs-out warning"]],
    ["has annual days too", [{ annually: "12-25" }, { date: "2026-12-24" }], ["calendar-runs-out info"]],
    ["has a day of last year", [{ annually: "12-25" }, { date: "2025-12-24" }], ["date-in-the-past info"]],
    ["has a day of this year that is over", [{ annually: "12-25" }, { date: "2026-01-02" }], []],
  ])("a calendar that %s", async (_, days, codes) => {
    const desk = {
      timeZone: "Europe/Amsterdam",
      weekly: { "mon-fri": ["09:00-18:00"] },
      holidays: [{ calendar: "nl", hours: [] }],
    };
    const found = await findings({ schedules: { desk }, calendars: { nl: days } });
    expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(codes);
  });
});

describe("a range of days", () => {
  it.each<[string, object, readonly object[], boolean]>([
    ["with hours, over a holiday that is closed", { hours: ["10:00-12:00"] }, [{ date: "2026-12-25" }], true],
    ["with hours, over a holiday of every year", { hours: ["10:00-12:00"] }, [{ annually: "12-26" }], true],
    ["that is closed, as the holiday", { hours: [] }, [{ date: "2026-12-25" }], false],
    ["with hours, beside the holiday", { hours: ["10:00-12:00"] }, [{ date: "2027-01-06" }], false],
    [
      "with `weekly`, in which the holiday counts",
      { weekly: { "mon-sun": ["10:00-12:00"] } },
      [{ date: "2026-12-25" }],
      false,
    ],
  ])("%s", async (_, hours, days, isReported) => {
    for (const range of [
      { from: "2026-12-20", through: "2026-12-31" },
      { annually: { from: "12-20", through: "01-02" } },
    ]) {
      const desk = {
        timeZone: "Europe/Amsterdam",
        weekly: { "mon-sun": ["09:00-18:00"] },
        holidays: [{ calendar: "nl", hours: [] }],
        exceptions: [{ ...range, ...hours }],
      };
      const found = await findings({ schedules: { desk }, calendars: { nl: [...days, { annually: "05-05" }] } });
      const hidden = found.filter(({ code }) => code === "range-hides-holiday");
      expect(hidden.map(({ path }) => path)).toEqual(isReported ? ["/schedules/desk/exceptions/0"] : []);
    }
  });

  it("says which holiday it hides, and what to do", async () => {
    const desk = {
      timeZone: "Europe/Amsterdam",
      weekly: {},
      holidays: [{ calendar: "nl", hours: [] }],
      exceptions: [{ from: "2026-12-20", through: "2026-12-31", hours: ["10:00-12:00"] }],
    };
    const calendars = { nl: [{ annually: "12-25", name: "Christmas Day" }] };
    const found = await findings({ schedules: { desk }, calendars });
    expect(found.filter(({ code }) => code === "range-hides-holiday").map(({ message }) => message)).toEqual([
      "this range goes before `Christmas Day` on `2026-12-25`, which has other hours in calendar `nl`; " +
        "write `weekly` for a season, in which holidays count, or leave the holiday out of the range",
    ]);
  });
});

describe("a schedule that is based on another", () => {
  it("uses it and its calendars", async () => {
    const schedules = {
      base: {
        timeZone: "Europe/Amsterdam",
        weekly: { "mon-fri": ["09:00-18:00"] },
        holidays: [{ calendar: "nl", hours: [] }],
      },
      desk: { basedOn: "base", closeEarlierMinutes: 10 },
    };
    const found = await findings({ schedules, calendars: { nl: [{ annually: "05-05" }] } });
    expect(found.filter(({ code }) => code.startsWith("unused"))).toEqual([]);
  });

  it("may never open, if its margins are as long as the hours", async () => {
    const schedules = {
      base: { timeZone: "Europe/Amsterdam", weekly: { "mon-fri": ["09:00-10:00"] } },
      desk: { basedOn: "base", closeEarlierMinutes: 60 },
    };
    expect((await findings({ schedules })).map(({ code }) => code)).toContain("schedule-never-open");
  });
});

describe("more situations than can be looked at", () => {
  it("leave findings out, and are told of", async () => {
    const subject = await subjectOf(tidyDesk, Date.parse(FROM), 7, 0);
    const { undecided } = channelFindings(subject);
    expect(undecided[0]).toBe("whether `phone` is ever offered");
    const found = rulesetFindings(subject);
    expect(new Set(found.map(({ code, severity }) => `${code} ${severity}`))).toEqual(new Set(["not-decided info"]));
    expect(found.map(({ message }) => message)).toContain(
      "it is not decided whether 4 rules, such as `phone-in-hours`, ever make a difference: there are more situations than can be looked at; " +
        "write fewer rules, or rules on fewer facts, or look fewer days ahead",
    );
  });
});

function offer(...channels: string[]): Rule["event"] {
  return { type: "offer", params: { channels } };
}

function withhold(channel: string, reason: string): Rule["event"] {
  return { type: "withhold", params: { channels: [channel], reason } };
}

/** Of the desk with one more rule. */
function findingsOf(
  rule: Omit<Rule, "name">,
  sections: Partial<RulesetDocument> = {},
): Promise<readonly CheckFinding[]> {
  return findings({ ...sections, rules: [...(sections.rules ?? rules), { name: "the rule", ...rule }] });
}

/** Of the desk with other sections in place of some. */
async function findings(sections: Partial<Record<keyof RulesetDocument, unknown>>): Promise<readonly CheckFinding[]> {
  return (await checkRuleset({ ...tidyDesk, ...sections } as RulesetDocument, { from: FROM })).findings;
}
