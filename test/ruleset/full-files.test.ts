import { describe, expect, it } from "vitest";
import type { RulesetDocument } from "../../src/index.js";
import { createRouter } from "../../src/index.js";
import { checkRulesetDocument } from "../../src/ruleset/read-ruleset.js";
import { PATIENCE } from "../arbitraries/runs.js";
import { validDocument } from "./valid-document.js";

describe("a file that is full of one thing", () => {
  it("is answered with a thousand problems at most, and how many there are besides", () => {
    const schedule = { timeZone: "Europa/Amsterdm", weekly: {} };
    const schedules = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`desk-${index}`, schedule]));
    const { ruleset, issues } = checkRulesetDocument({ ...validDocument(), schedules });
    expect(ruleset).toBeNull();
    expect(issues).toHaveLength(1001);
    expect(issues.at(-1)).toMatchObject({ code: "too-many-issues", severity: "error" });
    expect(issues.at(-1)?.message).toMatch(
      /^at least (\d+) more (?:(?<= 1 more )problem is|(?<! 1 more )problems are) left out; mend these first$/,
    );
  });

  it.each<[string, unknown, number]>([
    ["channels", many(1001, (id) => ({ id, languages: ["en"] })), 1000],
    ["requestTypes", manyById(10_001, {}), 10_000],
    ["facts", manyById(1001, { type: "boolean" }), 1000],
    ["schedules", manyById(1001, { timeZone: "UTC", weekly: {} }), 1000],
    ["calendars", manyById(1001, []), 1000],
    ["steps", many(1001, (id) => ({ id })), 1000],
    ["conditions", manyById(10_001, { condition: "x" }), 10_000],
    ["rules", many(20_001, (name) => ({ name })), 20_000],
    ["promises", many(10_001, (name) => ({ name })), 10_000],
    ["scenarios", many(50_001, (name) => ({ name })), 50_000],
  ])("is refused where there are too many %s, and nothing else is said of them", (section, entries, most) => {
    const { issues } = checkRulesetDocument({ ...validDocument(), [section]: entries });
    expect(issues.filter(({ path }) => path.startsWith(`/${section}`))).toEqual([
      {
        code: "too-many",
        message: `\`${section}\` has ${most + 1} entries; keep ${most} at most`,
        path: `/${section}`,
        hint: `keep ${most} at most`,
        severity: "error",
      },
    ]);
  });

  it.each<[string, object, string]>([
    [
      "a channel's languages",
      { channels: [{ id: "a", languages: fill(1001, () => "en") }] },
      "channel `a`: `languages` is a list of 1001; list 1000 at most",
    ],
    [
      "a request type's tags",
      { requestTypes: { a: { tags: fill(101, (index) => `t${index}`) } } },
      "request type `a`: `tags` is a list of 101; list 100 at most",
    ],
    [
      "a fact's values",
      { facts: { a: { type: "string", values: fill(10_001, (index) => `v${index}`) } } },
      "fact `a`: `values` is a list of 10001; list 10000 at most",
    ],
    [
      "a condition's values",
      { conditions: { a: { fact: "role", operator: "in", value: fill(2001, () => "x") } } },
      "condition `a`: `value` is a list of 2001; list 2000 at most",
    ],
    [
      "a day's spans",
      { schedules: { a: { timeZone: "UTC", weekly: { mon: fill(49, () => "09:00-10:00") } } } },
      "schedule `a`: `mon` is a list of 49; list 48 at most",
    ],
    [
      "dates for all schedules together",
      {
        calendars: { nl: fill(1000, (index) => ({ date: `${2000 + (index % 100)}-01-01` })) },
        schedules: Object.fromEntries(
          fill(31, (index) => [
            `s${index}`,
            { timeZone: "UTC", weekly: {}, holidays: [{ calendar: "nl", hours: [] }] },
          ]),
        ),
      },
      "the schedules have 31000 exceptions and holidays together, more than 30000; have fewer schedules use the long calendars",
    ],
    [
      "openings a week for all schedules together",
      {
        schedules: Object.fromEntries(
          fill(60, (index) => [`s${index}`, { timeZone: "UTC", weekly: { "mon-sun": HALF_HOURS } }]),
        ),
      },
      "the schedules open 20160 times a week together, more than 20000; join schedules that say the same, and spans that touch",
    ],
    [
      "openings a week in customer time, which are kept for many zones",
      {
        schedules: {
          desk: { timeZone: "UTC", weekly: {} },
          a: { timeZone: "customer", weekly: {}, exceptions: [{ date: "2026-01-01", hours: HALF_HOURS }] },
          b: { timeZone: "customer", weekly: {}, holidays: [{ calendar: "nl", hours: HALF_HOURS }] },
          c: { timeZone: "customer", weekly: { "mon-sun": HALF_HOURS } },
        },
      },
      "the schedules open 20160 times a week together, more than 20000; join schedules that say the same, and spans that touch",
    ],
  ])("is refused where there are too many of %s", (_, part, message) => {
    expect(messagesOf(part, "too-many")).toEqual([message]);
  });

  it(
    "is a ruleset like any other where it holds ten thousand rules",
    async () => {
      const rules = fill(10_000, (index) => ({
        name: `rule-${index}`,
        conditions: { fact: "availableAgents", operator: "greaterThan", value: index % 50 },
        event: { type: "offer", params: { channels: ["phone"] } },
      }));
      const document = { ...validDocument(), rules, promises: [], scenarios: [] };
      const router = await createRouter(document as unknown as RulesetDocument);
      expect(
        router.safeRoute({ requestType: "order", at: 1e12, language: "en" }).decision.offered.length,
      ).toBeGreaterThan(0);
    },
    PATIENCE,
  );

  it.each<[string, object, number, number]>([
    ["exceptions", { annually: "12-25", hours: [] }, 1001, 1000],
    ["holidays", { calendar: "nl", hours: [] }, 21, 20],
  ])("is refused where a schedule has too many %s", (key, item, count, most) => {
    const desk = { timeZone: "Europe/Amsterdam", weekly: {}, [key]: fill(count, () => item) };
    expect(messagesOf({ schedules: { desk } }, "too-many")).toEqual([
      `schedule \`desk\`: \`${key}\` is a list of ${count}; list ${most} at most`,
    ]);
  });

  it("is refused where a calendar has too many days", () => {
    const days = fill(1001, () => ({ annually: "12-25" }));
    expect(messagesOf({ calendars: { nl: days } }, "too-many")).toEqual(["`nl` is a list of 1001; list 1000 at most"]);
  });

  it.each<[string, (index: number) => object]>([
    [
      "nth weekdays",
      (index: number) => ({
        annually: { nth: (index % 4) + 1, weekday: "mon", month: (index % 12) + 1 },
        plusDays: (index % 700) - 350,
      }),
    ],
    ["days from Easter", (index: number) => ({ annually: { easter: (index % 700) - 350 } })],
    ["whole ranges", () => ({ from: "1970-01-01", through: "2200-12-31" })],
  ])(
    "is checked where each of ten calendars lists a thousand %s",
    (_, day) => {
      const days = fill(1000, day);
      const calendars = Object.fromEntries(fill(10, (index) => [`c${index}`, days]));
      const holidays = Object.keys(calendars).map((calendar, index) => ({
        calendar,
        hours: index % 2 === 0 ? [] : ["10:00-12:00"],
      }));
      const desk = { timeZone: "Europe/Amsterdam", weekly: {}, holidays };
      expect(messagesOf({ calendars, schedules: { desk } }, "dates-collide")).toHaveLength(9);
    },
    PATIENCE,
  );
});

const HALF_HOURS = Array.from({ length: 48 }, (_, index) => {
  const hour = String(Math.floor(index / 2)).padStart(2, "0");
  return index % 2 === 0 ? `${hour}:00-${hour}:10` : `${hour}:30-${hour}:40`;
});

function many(length: number, make: (id: string) => object): object[] {
  return fill(length, (index) => make(`x${index}`));
}

function manyById(length: number, entry: unknown): object {
  return Object.fromEntries(fill(length, (index) => [`x${index}`, entry]));
}

function fill<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}

function messagesOf(part: object, code: string): string[] {
  const { issues } = checkRulesetDocument({ ...validDocument(), ...part });
  return issues.filter((issue) => issue.code === code).map(({ message }) => message);
}
