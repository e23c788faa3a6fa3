import { describe, expect, test } from "vitest";
import { buildMatrix, type DayHours, type WeekMatrixOptions } from "../../src/analysis.js";
import type { RulesetDocument, Schedule, WeeklySchedule } from "../../src/index.js";
import { desk } from "../cli/desk.js";

const AMSTERDAM = "Europe/Amsterdam";
const WEDNESDAY = "2026-11-25T12:00:00+01:00";
const CHRISTMAS = "2026-12-23T12:00:00+01:00";

describe("a week", () => {
  test("is from Monday to Monday, in the zone of the desk, around the instant asked for", async () => {
    const { from, until, timeZone, days } = await buildMatrix(desk, { at: WEDNESDAY, week: true });
    expect({ from, until, timeZone }).toEqual({
      from: "2026-11-22T23:00:00.000Z",
      until: "2026-11-29T23:00:00.000Z",
      timeZone: AMSTERDAM,
    });
    expect([days[0], days[6]]).toEqual([
      { weekday: "mon", date: "2026-11-23" },
      { weekday: "sun", date: "2026-11-29" },
    ]);
  });

  test.each([
    ["2026-11-22T23:00:00Z", "2026-11-23"],
    ["2026-11-22T22:59:59.999Z", "2026-11-16"],
  ])("that holds %s begins on %s in Amsterdam", async (at, monday) => {
    expect((await buildMatrix(desk, { at, week: true })).days[0]?.date).toBe(monday);
  });

  test.each(["1973-03-03T09:46:40Z", "2199-12-31T23:59:59Z", "2200-01-01T00:00:00Z"])(
    "that holds %s is told as far as requests reach",
    async (at) => {
      const { tables, from, until } = await buildMatrix(desk, { at, week: true });
      const { stretches } = tables[0]?.rows[0]?.cells[2] ?? {};
      expect(stretches).toEqual([
        { from, until, outcome: "offered", servedLanguage: "en", usingFallbackLanguage: false },
      ]);
    },
  );

  test("is told in stretches without a gap, whatever the age at which reports turn stale", async () => {
    const { tables } = await buildMatrix(desk, { at: WEDNESDAY, week: true, channels: ["phone"] });
    const { stretches = [] } = tables[0]?.rows[0]?.cells[0] ?? {};
    expect(stretches).toHaveLength(11);
    expect(stretches[1]).toEqual({
      from: "2026-11-23T08:00:00.000Z",
      until: "2026-11-23T17:00:00.000Z",
      outcome: "offered",
      servedLanguage: "en",
      usingFallbackLanguage: false,
    });
  });
});

describe("the hours of a week", () => {
  test.each<[string, WeeklySchedule["weekly"], string]>([
    ["a day with a break", { mon: ["09:00-12:00", "13:00-18:00"] }, "mon 09:00-12:00 13:00-18:00"],
    ["a night belongs to the day it starts on", { "fri-sat": ["22:00-02:00"] }, "fri 22:00-02:00; sat 22:00-02:00"],
    ["a Sunday night is not told again on Monday", { sun: ["22:00-02:00"] }, "sun 22:00-02:00"],
    ["a stretch over midnight is one", { sat: ["10:00-24:00"], sun: ["00:00-08:00"] }, "sat 10:00-08:00"],
    [
      "a stretch of more than a day is parted at midnight",
      { sat: ["10:00-24:00"], sun: ["00:00-12:00"] },
      "sat 10:00-24:00; sun 00:00-12:00",
    ],
    [
      "a desk that never closes",
      { "mon-sun": ["00:00-24:00"] },
      "mon 00:00-24:00; tue 00:00-24:00; wed 00:00-24:00; thu 00:00-24:00; fri 00:00-24:00; sat 00:00-24:00; sun 00:00-24:00",
    ],
    ["no hours at all", {}, ""],
  ])("%s", async (_, weekly, expected) => {
    expect(await hoursOf({ timeZone: AMSTERDAM, weekly }, { at: WEDNESDAY })).toBe(expected);
  });

  test("are told in the zone asked for", async () => {
    const schedule = { timeZone: "America/New_York", weekly: { "mon-tue": ["09:00-20:00"] } };
    expect(await hoursOf(schedule, { at: WEDNESDAY })).toBe("mon 09:00-20:00; tue 09:00-20:00");
    expect(await hoursOf(schedule, { at: WEDNESDAY, shownTimeZone: AMSTERDAM })).toBe(
      "mon 15:00-02:00; tue 15:00-02:00",
    );
    expect(await hoursOf(schedule, { at: WEDNESDAY, shownTimeZone: "Asia/Tokyo" })).toBe(
      "mon 23:00-10:00; tue 23:00-10:00",
    );
  });

  test("are those of the clock as it is changed", async () => {
    const weekly = { "sat-sun": ["22:00-02:30"] };
    expect(await hoursOf({ timeZone: AMSTERDAM, weekly }, { at: "2026-03-28T12:00:00Z" })).toBe(
      "sat 22:00-02:00; sun 22:00-02:30",
    );
    // Told by a clock that is put back in between, an hour seems to come before another.
    const inUtc = { timeZone: "UTC", weekly: { sun: ["00:50-01:10"] } };
    expect(await hoursOf(inUtc, { at: "2026-10-25T12:00:00Z", shownTimeZone: AMSTERDAM })).toBe(
      "sun 02:50-03:00 02:00-02:10",
    );
  });

  test("on a day that begins at one o'clock are told from midnight", async () => {
    const schedule = { timeZone: "America/Santiago", weekly: { sun: ["00:00-08:00"] } };
    expect(await hoursOf(schedule, { at: "2026-09-06T12:00:00Z" })).toBe("sun 00:00-08:00");
  });

  test("of a channel served in another language at night are told by language", async () => {
    const ruleset: RulesetDocument = {
      ...desk,
      channels: [
        { id: "phone", languages: ["nl", "en"], offerInFallbackLanguage: true },
        { id: "email", languages: ["nl", "en"], always: true },
      ],
      schedules: {
        day: { timeZone: AMSTERDAM, weekly: { mon: ["09:00-18:00"] } },
        night: { timeZone: AMSTERDAM, weekly: { mon: ["18:00-22:00"] } },
      },
      conditions: {},
      rules: [
        {
          name: "dutch-by-day",
          conditions: {
            all: [
              { fact: "time", operator: "duringSchedule", value: "day" },
              { fact: "language", operator: "equal", value: "nl" },
            ],
          },
          event: { type: "offer", params: { channels: ["phone"] } },
        },
        {
          name: "english-at-night",
          conditions: {
            all: [
              { fact: "time", operator: "duringSchedule", value: "night" },
              { fact: "language", operator: "equal", value: "en" },
            ],
          },
          event: { type: "offer", params: { channels: ["phone"] } },
        },
      ],
    };
    const { tables } = await buildMatrix(ruleset, { at: WEDNESDAY, week: true, languages: ["nl"] });
    expect(tables[0]?.rows[0]?.cells[0]?.hours.map((hours) => [hours.servedLanguage, tell(hours.days)])).toEqual([
      ["nl", "mon 09:00-18:00"],
      ["en", "mon 18:00-22:00"],
    ]);
  });
});

describe("a holiday or exception", () => {
  test("marks the days whose hours it changes, with its name", async () => {
    const schedule: Schedule = {
      timeZone: AMSTERDAM,
      weekly: { "mon-sat": ["09:00-18:00"] },
      exceptions: [
        { date: "2026-12-22", hours: ["09:00-18:00"], name: "As usual" },
        { date: "2026-12-24", hours: ["09:00-14:00"], name: "Christmas Eve" },
        { from: "2026-12-25", through: "2026-12-26", hours: [], name: "Christmas" },
        { date: "2026-12-27", hours: ["12:00-17:00"], name: "Extra Sunday" },
      ],
    };
    expect(await hoursOf(schedule, { at: CHRISTMAS })).toBe(
      "mon 09:00-18:00; tue 09:00-18:00; wed 09:00-18:00; thu* 09:00-14:00 (Christmas Eve); fri* (Christmas); sat* (Christmas); sun* 12:00-17:00 (Extra Sunday)",
    );
  });

  test("that cuts a night short marks the day on which that began, too", async () => {
    const schedule: Schedule = {
      timeZone: AMSTERDAM,
      weekly: { "wed-fri": ["22:00-02:00"] },
      holidays: [{ calendar: "nl", hours: [] }],
    };
    const calendars = { nl: [{ annually: "12-25", name: "Christmas Day" }] };
    expect(await hoursOf(schedule, { at: CHRISTMAS }, { calendars })).toBe(
      "wed 22:00-02:00; thu* 22:00-24:00 (Christmas Day); fri* (Christmas Day)",
    );
  });

  test("on last week's Sunday leaves this week's Sunday night as it is, and marks Monday, which it changes", async () => {
    const schedule: Schedule = {
      timeZone: AMSTERDAM,
      weekly: { sun: ["22:00-02:00"] },
      exceptions: [{ date: "2026-12-20", hours: ["22:00-01:00"], name: "Early night" }],
    };
    expect(await hoursOf(schedule, { at: CHRISTMAS })).toBe("mon* 00:00-01:00 (Early night); sun 22:00-02:00");
  });

  test("of a schedule that a channel's rules do not read changes nothing of it", async () => {
    const schedules = {
      desk: { timeZone: AMSTERDAM, weekly: { fri: ["09:00-18:00"] } },
      other: { timeZone: AMSTERDAM, weekly: {}, exceptions: [{ date: "2026-12-25", hours: ["10:00-12:00"] }] },
    };
    const hours = await hoursOf(schedules.desk, { at: CHRISTMAS }, { schedules });
    expect(hours).toBe("fri 09:00-18:00");
  });

  test("that closes a channel all week leaves its days marked", async () => {
    const schedule: Schedule = {
      timeZone: AMSTERDAM,
      weekly: { mon: ["09:00-18:00"] },
      exceptions: [{ date: "2026-12-21", hours: [] }],
    };
    expect(await hoursOf(schedule, { at: CHRISTMAS })).toBe("mon* (2026-12-21)");
  });
});

/** The hours of the phone for an English customer, by a schedule called `desk`. */
async function hoursOf(
  schedule: Schedule,
  options: Omit<WeekMatrixOptions, "week">,
  sections: Partial<RulesetDocument> = {},
): Promise<string> {
  const ruleset = { ...desk, schedules: { desk: schedule }, ...sections };
  const { tables } = await buildMatrix(ruleset, { ...options, week: true, channels: ["phone"], languages: ["en"] });
  return (tables[0]?.rows[0]?.cells[0]?.hours ?? []).map(({ days }) => tell(days)).join(" | ");
}

function tell(days: readonly DayHours[]): string {
  return days
    .map(({ spans, changed, changedBy }, day) => {
      const names = changedBy.length === 0 ? "" : ` (${changedBy.join(", ")})`;
      return `${WEEKDAYS[day]}${changed ? "*" : ""}${spans.map((span) => ` ${span}`).join("")}${names}`;
    })
    .filter((text) => /[ *]/.test(text))
    .join("; ");
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
