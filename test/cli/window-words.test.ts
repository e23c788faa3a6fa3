import { describe, expect, test } from "vitest";
import type { ChangeWindow } from "../../src/analysis.js";
import { windowWords } from "../../src/cli/window-words.js";

const AMSTERDAM = "Europe/Amsterdam";
/** Two weeks in winter, of a Monday to a Monday. */
const FORTNIGHT = { from: "2026-11-23T00:00:00+01:00", until: "2026-12-07T00:00:00+01:00" };

const window = (from: string, until: string, timeZone: string | null = null): ChangeWindow => ({
  from,
  until,
  timeZone,
});

/** The same hours on days of December 2026 or, as negative numbers from its end, November; by Amsterdam's winter clock. */
function on(days: readonly number[], from: string, until: string, timeZone: string | null = null): ChangeWindow[] {
  return days.map((day) => {
    const date = day < 0 ? `2026-11-${31 + day}` : `2026-12-${String(day).padStart(2, "0")}`;
    return window(`${date}T${from}:00+01:00`, `${date}T${until}:00+01:00`, timeZone);
  });
}

const SATURDAYS = [-3, 5];
const WORKDAYS = [-8, -7, -6, -5, -4, -1, 1, 2, 3, 4];
const ALL_DAYS = [...WORKDAYS, ...SATURDAYS, -2, 6];

describe("hours of the desk", () => {
  test.each([
    ["on Saturdays 14:00–18:00 (Amsterdam)", on(SATURDAYS, "14:00", "18:00")],
    ["on Mondays to Fridays 09:00–17:30 (Amsterdam)", on(WORKDAYS, "09:00", "17:30")],
    ["every day 00:00–01:00 (Amsterdam)", on(ALL_DAYS, "00:00", "01:00")],
    ["on Saturdays and Sundays 10:00–12:00 (Amsterdam)", on([...SATURDAYS, -2, 6], "10:00", "12:00")],
    [
      "on Mondays to Fridays 09:00–12:00 and 13:00–17:00 (Amsterdam)",
      [...on(WORKDAYS, "09:00", "12:00"), ...on(WORKDAYS, "13:00", "17:00")],
    ],
    [
      "on Mondays to Fridays 09:00–17:00 and on Saturdays 10:00–12:00 (Amsterdam)",
      [...on(WORKDAYS, "09:00", "17:00"), ...on(SATURDAYS, "10:00", "12:00")],
    ],
    ["on Friday 4 December 2026 09:00–17:00 (Amsterdam)", on([4], "09:00", "17:00")],
    ["on Tuesday 1 December 2026 and Friday 4 December 2026 09:00–17:00 (Amsterdam)", on([1, 4], "09:00", "17:00")],
    [
      "on Tuesday 1 December 2026 09:00–17:00 and on Friday 4 December 2026 10:00–11:00 (Amsterdam)",
      [...on([1], "09:00", "17:00"), ...on([4], "10:00", "11:00")],
    ],
    [
      "on Saturday 5 December 2026 all day (Amsterdam)",
      [window("2026-12-05T00:00:00+01:00", "2026-12-06T00:00:00+01:00")],
    ],
  ])("are told as `%s`", (words, windows) => {
    expect(windowWords(windows, AMSTERDAM, FORTNIGHT)).toBe(words);
  });

  test("that run past midnight belong to the day on which they open", () => {
    const nights = [
      window("2026-11-28T22:00:00+01:00", "2026-11-29T02:00:00+01:00"),
      window("2026-12-05T22:00:00+01:00", "2026-12-06T02:00:00+01:00"),
    ];
    expect(windowWords(nights, AMSTERDAM, FORTNIGHT)).toBe("on Saturdays 22:00–02:00 (Amsterdam)");
  });

  test("that last for days are told day by day", () => {
    const weekend = [window("2026-12-04T18:00:00+01:00", "2026-12-06T12:00:00+01:00")];
    expect(windowWords(weekend, AMSTERDAM, FORTNIGHT)).toBe(
      "on Friday 4 December 2026 18:00–24:00, on Saturday 5 December 2026 all day and on Sunday 6 December 2026 00:00–12:00 (Amsterdam)",
    );
  });

  test("say on which days they are not", () => {
    const fourWeeks = { ...FORTNIGHT, until: "2026-12-21T00:00:00+01:00" };
    const saturdays = on([-3, 5, 19], "14:00", "18:00");
    expect(windowWords(saturdays, AMSTERDAM, fourWeeks)).toBe(
      "on Saturdays 14:00–18:00, but not on Saturday 12 December 2026 (Amsterdam)",
    );
  });

  test("are the same where the period begins and ends within them", () => {
    const period = { from: "2026-11-23T10:00:00+01:00", until: "2026-12-18T12:00:00+01:00" };
    const cut = [
      ...on([-8], "10:00", "17:00"),
      ...on([...WORKDAYS.slice(1), 7, 8, 9, 10, 11, 14, 15, 16, 17], "09:00", "17:00"),
      ...on([18], "09:00", "12:00"),
    ];
    expect(windowWords(cut, AMSTERDAM, period)).toBe("on Mondays to Fridays 09:00–17:00 (Amsterdam)");
  });

  test("keep their time of day where the clock changes", () => {
    const period = { from: "2026-10-19T00:00:00+02:00", until: "2026-11-02T00:00:00+01:00" };
    const saturdays = [
      window("2026-10-24T14:00:00+02:00", "2026-10-24T18:00:00+02:00"),
      window("2026-10-31T14:00:00+01:00", "2026-10-31T18:00:00+01:00"),
    ];
    expect(windowWords(saturdays, AMSTERDAM, period)).toBe("on Saturdays 14:00–18:00 (Amsterdam)");
  });

  test("of more days than a person reads are summed up", () => {
    const windows = WORKDAYS.slice(0, 6).flatMap((day, index) => on([day], `0${index}:00`, `0${index}:30`));
    expect(windowWords(windows, AMSTERDAM, FORTNIGHT)).toBe(
      "on 6 days from Monday 23 November 2026 to Monday 30 November 2026 at hours of their own (Amsterdam)",
    );
  });
});

describe("hours of customers", () => {
  const byOwnClock = (zone: string, offset: string) =>
    SATURDAYS.map((day) => {
      const date = day < 0 ? `2026-11-${31 + day}` : `2026-12-0${day}`;
      return window(`${date}T14:00:00${offset}`, `${date}T18:00:00${offset}`, zone);
    });

  test.each([
    ["on Saturdays 14:00–18:00 for customers in Tokyo", byOwnClock("Asia/Tokyo", "+09:00")],
    [
      "on Saturdays 14:00–18:00 by the customer's own clock",
      [...byOwnClock("Asia/Tokyo", "+09:00"), ...byOwnClock("America/New_York", "-05:00")],
    ],
    [
      "on Saturdays 14:00–18:00 for customers in Tokyo and at hours of their own for those in 1 other time zone",
      [...byOwnClock("Asia/Tokyo", "+09:00"), ...on(SATURDAYS, "09:00", "10:00", "America/New_York")],
    ],
    [
      "on Saturdays 14:00–18:00 for customers in Tokyo and every day 00:00–01:00 (Amsterdam) for customers who do not say their time zone",
      [...byOwnClock("Asia/Tokyo", "+09:00"), ...on(ALL_DAYS, "00:00", "01:00", "unsaid")],
    ],
  ])("are told as `%s`", (words, windows) => {
    expect(windowWords(windows, AMSTERDAM, FORTNIGHT)).toBe(words);
  });
});
