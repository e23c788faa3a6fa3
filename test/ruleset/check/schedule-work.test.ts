import { describe, expect, it } from "vitest";
import { openingsAWeek } from "../../../src/ruleset/check/schedules.js";
import { checkRulesetDocument } from "../../../src/ruleset/read-ruleset.js";
import type { LooseSchedule } from "../../../src/ruleset/schema/schedules.js";
import { validDocument } from "../valid-document.js";

const A_DAY = ["09:00-12:00", "13:00-17:00"];
const THREE = [...A_DAY, "18:00-20:00"];

describe("the openings of a week", () => {
  it.each<[string, Partial<LooseSchedule>, number]>([
    ["are none without hours", {}, 0],
    ["are those of its days", { weekly: { "mon-fri": A_DAY, sat: ["09:00-12:00"] } }, 11],
    ["are none on what is not a weekday", { weekly: { weekend: A_DAY, mon: A_DAY } }, 2],
    [
      "are as if every day were a holiday",
      { weekly: { mon: A_DAY }, holidays: [{ calendar: "nl", hours: A_DAY }] },
      14,
    ],
    [
      "are as if every day were an exception",
      { weekly: { mon: A_DAY }, exceptions: [{ date: "2026-12-24", hours: THREE }] },
      21,
    ],
    [
      "are those of an exception's own week",
      { weekly: { mon: A_DAY }, exceptions: [{ date: "2026-12-24", weekly: { "mon-sat": THREE } }] },
      18,
    ],
    [
      "are those of the fullest week alone",
      {
        weekly: { "mon-sun": THREE },
        holidays: [{ calendar: "nl", hours: A_DAY }],
        exceptions: [{ date: "2026-12-24", hours: [] }],
      },
      21,
    ],
  ])("%s", (_, schedule, openings) => {
    expect(openingsAWeek(schedule)).toBe(openings);
  });
});

describe("all schedules together", () => {
  const most = "have fewer schedules use the long calendars";
  const calendar = fill(299, (index) => ({
    date: `${2000 + Math.floor(index / 28)}-02-${twoDigits((index % 28) + 1)}`,
  }));
  const holidays = [{ calendar: "long", hours: [] }];
  const exceptions = [{ date: "2026-12-24", hours: [] }];
  const hundred = named("s", 100, { timeZone: "UTC", weekly: {}, holidays, exceptions });

  it.each<[string, object, string[]]>([
    ["may have 30000 exceptions and holidays", hundred, []],
    [
      "may have no more of them",
      { ...hundred, last: { timeZone: "UTC", weekly: {}, exceptions } },
      [`the schedules have 30001 exceptions and holidays together, more than 30000; ${most}`],
    ],
  ])("%s", (_, schedules, messages) => {
    const calendars = { long: calendar, other: [{ annually: "12-25" }] };
    expect(tooMany({ calendars, schedules })).toEqual(messages.map((message) => ["/schedules", message]));
  });

  const join = "join schedules that say the same, and spans that touch";
  const spans = fill(40, (index) => `${clock(index * 10)}-${clock(index * 10 + 5)}`);
  const forCustomers = named("c", 25, { timeZone: "customer", weekly: { mon: spans } });
  const forAll = named("s", 25, { timeZone: "UTC", weekly: { "mon-sun": spans } });

  it.each<[string, object, string[]]>([
    ["may open 20000 times a week, and of those that customers' zones have each twenty times", forCustomers, []],
    [
      "may not open more often",
      { ...forCustomers, last: { timeZone: "UTC", weekly: { mon: ["09:00-17:00"] } } },
      [`the schedules open 20001 times a week together, more than 20000; ${join}`],
    ],
    ["may open as often in more weeks, where they are of one zone", forAll, []],
  ])("%s", (_, schedules, messages) => {
    expect(tooMany({ schedules })).toEqual(messages.map((message) => ["/schedules", message]));
  });
});

function tooMany(part: object): unknown[] {
  const { issues } = checkRulesetDocument({ ...validDocument(), ...part });
  return issues.filter(({ code }) => code === "too-many").map(({ path, message }) => [path, message]);
}

function named(prefix: string, count: number, schedule: object): object {
  return Object.fromEntries(fill(count, (index) => [`${prefix}${index}`, schedule]));
}

function clock(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

function fill<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}
