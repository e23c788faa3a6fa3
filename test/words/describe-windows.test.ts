import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChangeWindow } from "../../src/analysis.js";
import { describeWindows } from "../../src/words/describe-windows.js";
import { runs } from "../arbitraries/runs.js";

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
    expect(describeWindows(windows, AMSTERDAM, FORTNIGHT)).toBe(words);
  });

  test("that run past midnight belong to the day on which they open", () => {
    const nights = [
      window("2026-11-28T22:00:00+01:00", "2026-11-29T02:00:00+01:00"),
      window("2026-12-05T22:00:00+01:00", "2026-12-06T02:00:00+01:00"),
    ];
    expect(describeWindows(nights, AMSTERDAM, FORTNIGHT)).toBe("on Saturdays 22:00–02:00 (Amsterdam)");
  });

  test("that last for days are told day by day", () => {
    const weekend = [window("2026-12-04T18:00:00+01:00", "2026-12-06T12:00:00+01:00")];
    expect(describeWindows(weekend, AMSTERDAM, FORTNIGHT)).toBe(
      "on Friday 4 December 2026 18:00–24:00, on Saturday 5 December 2026 all day and on Sunday 6 December 2026 00:00–12:00 (Amsterdam)",
    );
  });

  test("say on which days they are not", () => {
    const fourWeeks = { ...FORTNIGHT, until: "2026-12-21T00:00:00+01:00" };
    const saturdays = on([-3, 5, 19], "14:00", "18:00");
    expect(describeWindows(saturdays, AMSTERDAM, fourWeeks)).toBe(
      "on Saturdays 14:00–18:00, but not on Saturday 12 December 2026 (Amsterdam)",
    );
  });

  test("say on which days they are others", () => {
    const windows = [
      ...on(WORKDAYS, "09:00", "17:00"),
      ...on([5, 7, 8, 9, 10], "09:00", "17:00"),
      ...on([11], "10:00", "12:00"),
    ];
    expect(describeWindows(windows, AMSTERDAM, { ...FORTNIGHT, until: "2026-12-14T00:00:00+01:00" })).toBe(
      "on Mondays to Fridays 09:00–17:00, and on Saturday 5 December 2026 09:00–17:00, but on Friday 11 December 2026 10:00–12:00 (Amsterdam)",
    );
  });

  test("are the same where the period begins and ends within them", () => {
    const period = { from: "2026-11-23T10:00:00+01:00", until: "2026-12-18T12:00:00+01:00" };
    const cut = [
      ...on([-8], "10:00", "17:00"),
      ...on([...WORKDAYS.slice(1), 7, 8, 9, 10, 11, 14, 15, 16, 17], "09:00", "17:00"),
      ...on([18], "09:00", "12:00"),
    ];
    expect(describeWindows(cut, AMSTERDAM, period)).toBe("on Mondays to Fridays 09:00–17:00 (Amsterdam)");
  });

  test("are the same where the period begins and ends within a night", () => {
    const period = { from: "2026-11-24T01:00:00+01:00", until: "2026-12-10T02:00:00+01:00" };
    const nights = [-7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7, 8].map((day) => {
      const opens = new Date(Date.UTC(2026, 11, day < 0 ? day + 1 : day, 21));
      return window(opens.toISOString(), new Date(opens.getTime() + 8 * 3_600_000).toISOString());
    });
    const first = window(period.from, "2026-11-24T06:00:00+01:00");
    const last = window("2026-12-09T22:00:00+01:00", period.until);
    expect(describeWindows([first, ...nights, last], AMSTERDAM, period)).toBe("every day 22:00–06:00 (Amsterdam)");
  });

  test("name the day before the period if its night hours did not happen", () => {
    const nights = ["2026-11-29", "2026-12-06", "2026-12-13", "2026-12-20"].map((sunday) => {
      const monday = new Date(Date.parse(sunday) + 86_400_000).toISOString().slice(0, 10);
      return window(`${sunday}T22:00:00+01:00`, `${monday}T06:00:00+01:00`);
    });
    const period = { ...FORTNIGHT, until: "2026-12-27T00:00:00+01:00" };
    expect(describeWindows(nights, AMSTERDAM, period)).toBe(
      "on Sundays 22:00–06:00, but not on Sunday 22 November 2026 (Amsterdam)",
    );
  });

  test("keep their time of day where the clock changes", () => {
    const period = { from: "2026-10-19T00:00:00+02:00", until: "2026-11-02T00:00:00+01:00" };
    const saturdays = [
      window("2026-10-24T14:00:00+02:00", "2026-10-24T18:00:00+02:00"),
      window("2026-10-31T14:00:00+01:00", "2026-10-31T18:00:00+01:00"),
    ];
    expect(describeWindows(saturdays, AMSTERDAM, period)).toBe("on Saturdays 14:00–18:00 (Amsterdam)");
  });

  test("of more days than a person reads are summed up", () => {
    const windows = WORKDAYS.slice(0, 6).flatMap((day, index) => on([day], `0${index}:00`, `0${index}:30`));
    expect(describeWindows(windows, AMSTERDAM, FORTNIGHT)).toBe(
      "on 6 days from Monday 23 November 2026 to Monday 30 November 2026 at hours of their own (Amsterdam)",
    );
  });

  test.each([
    [1, "on every Saturday from Saturday 9 January 2027 to Saturday 6 February 2027 14:00–18:00 (Amsterdam)"],
    [2, "on every second Saturday from Saturday 9 January 2027 to Saturday 6 March 2027 14:00–18:00 (Amsterdam)"],
    [4, "on every 4th Saturday from Saturday 9 January 2027 to Saturday 1 May 2027 14:00–18:00 (Amsterdam)"],
  ])("of many days that are %d weeks apart are said as a rule", (weeks, words) => {
    const days = Array.from({ length: 5 }, (_, index) =>
      new Date(Date.UTC(2027, 0, 9 + index * weeks * 7)).toISOString().slice(0, 10),
    );
    const period = { from: "2026-11-01T00:00:00Z", until: "2027-12-01T00:00:00Z" };
    const windows = days.map((day) => ({ from: `${day}T13:00:00Z`, until: `${day}T17:00:00Z`, timeZone: null }));
    const winter = windows.filter(({ from }) => from < "2027-03-28");
    const summer = windows
      .filter(({ from }) => from >= "2027-03-28")
      .map(({ from, until }) => ({
        from: from.replace("T13", "T12"),
        until: until.replace("T17", "T16"),
        timeZone: null,
      }));
    expect(describeWindows([...winter, ...summer], AMSTERDAM, period)).toBe(words);
  });
});

describe("whatever the hours", () => {
  const span = fc
    .tuple(fc.nat(95), fc.integer({ min: 1, max: 60 }))
    .map(([opens, length]) => ({ opens: opens * QUARTER, closes: (opens + length) * QUARTER }));
  const hours = fc.oneof(
    fc.constant([]),
    fc.array(span, { maxLength: 2 }).map((spans) => spans.sort((a, b) => a.opens - b.opens)),
  );

  test("what the words say is so, and all that is so", () => {
    fc.assert(
      fc.property(
        fc.array(hours, { minLength: 7, maxLength: 7 }),
        fc.dictionary(fc.nat(34).map(String), hours, { maxKeys: 3 }),
        fc.nat(95),
        fc.nat(95),
        (week, special, starts, ends) => {
          const [from, until] = [MONDAY + starts * QUARTER, MONDAY + 34 * DAY + ends * QUARTER];
          const isOpen = openMinutes(week, special, from, until);
          const words = describeWindows(windowsOf(isOpen, from, until), "UTC", { from: iso(from), until: iso(until) });
          // What is summed up says less, and nothing that a reader could hold it to.
          fc.pre(!words.includes("days from") && isOpen.size > 0);
          const said = readWords(words);
          const quarters = Array.from({ length: (until - from) / QUARTER }, (_, index) => from + index * QUARTER);
          const wrong = quarters.filter((at) => said(at) !== isOpen.has(at)).map(iso);
          expect({ words, wrong }).toEqual({ words, wrong: [] });
        },
      ),
      runs(200),
    );
  });
});

interface Span {
  readonly opens: number;
  readonly closes: number;
}

const QUARTER = 15 * 60_000;
const DAY = 96 * QUARTER;
const MONDAY = Date.UTC(2026, 10, 23);

const iso = (at: number) => new Date(at).toISOString();

/** The quarters of an hour in which it is open. */
function openMinutes(
  week: readonly (readonly Span[])[],
  special: Readonly<Record<string, readonly Span[]>>,
  from: number,
  until: number,
): Set<number> {
  const open = new Set<number>();
  for (let day = -1; day <= 34; day++) {
    for (const { opens, closes } of special[day] ?? week[(day + 7) % 7] ?? []) {
      for (let at = MONDAY + day * DAY + opens; at < MONDAY + day * DAY + closes; at += QUARTER) {
        if (at >= from && at < until) open.add(at);
      }
    }
  }
  return open;
}

function windowsOf(isOpen: ReadonlySet<number>, from: number, until: number): ChangeWindow[] {
  const windows: ChangeWindow[] = [];
  for (let at = from; at < until; at += QUARTER) {
    if (!isOpen.has(at) || isOpen.has(at - QUARTER)) continue;
    let end = at;
    while (isOpen.has(end)) end += QUARTER;
    windows.push(window(iso(at), iso(end)));
  }
  return windows;
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Reads the words as a person would: hours by weekday, and for a date that is named with hours, or with `not`, these alone. */
function readWords(words: string): (at: number) => boolean {
  const byWeekday = new Map<number, Span[]>();
  const byDate = new Map<number, Span[]>();
  const date = `(?:${DAYS.join("|")}) \\d+ \\w+ \\d{4}`;
  const hours = "(?:all day|\\d\\d:\\d\\d–\\d\\d:\\d\\d)";
  const clause = new RegExp(
    `(not )?(every day|on (?:${date})(?:(?:, | and )${date})*|on \\w+days(?: (?:to|and) \\w+days)?)(?: (${hours}(?: and ${hours})*))?`,
    "g",
  );
  for (const [, , which = "", spans] of words.matchAll(clause)) {
    const read = spans === undefined ? [] : spans.split(" and ").map(readSpan);
    const dates = [...which.matchAll(new RegExp(date, "g"))].map(([text]) =>
      Date.parse(`${text.replace(/^\w+ /, "")} UTC`),
    );
    for (const each of dates) byDate.set(each, read);
    if (dates.length === 0) for (const weekday of weekdaysIn(which)) byWeekday.set(weekday, read);
  }
  const ofDay = (day: number) => byDate.get(day) ?? byWeekday.get(((((day - MONDAY) / DAY) % 7) + 7) % 7) ?? [];
  return (at) => {
    const day = Math.floor(at / DAY) * DAY;
    return [day, day - DAY].some((each) =>
      ofDay(each).some(({ opens, closes }) => at - each >= opens && at - each < closes),
    );
  };
}

function weekdaysIn(which: string): number[] {
  if (which === "every day") return [0, 1, 2, 3, 4, 5, 6];
  const [first = 0, last = first] = [...which.matchAll(/(\w+day)s/g)].map(([, name = ""]) => DAYS.indexOf(name));
  return DAYS.flatMap((_, index) => (index >= first && index <= last ? index : []));
}

function readSpan(text: string): Span {
  if (text === "all day") return { opens: 0, closes: DAY };
  const [opens = 0, closes = 0] = text.split("–").map((clock) => {
    const [hour = 0, minute = 0] = clock.split(":").map(Number);
    return (hour * 60 + minute) * 60_000;
  });
  return { opens, closes: closes <= opens ? closes + DAY : closes };
}

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
    expect(describeWindows(windows, AMSTERDAM, FORTNIGHT)).toBe(words);
  });
});
