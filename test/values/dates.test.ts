import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { DatePattern } from "../../src/values/dates.js";
import {
  formatDate,
  occurrencesIn,
  parseAnnualDate,
  parseDate,
  startOfYear,
  WEEKDAYS,
  weekdayOf,
  yearOf,
} from "../../src/values/dates.js";

const year = fc.integer({ min: 1970, max: 2201 });
const dayNumber = fc.integer({ min: -366, max: 84_800 });

describe("a date", () => {
  test.each([
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    ["2000-02-29", 11_016],
    ["2026-11-23", 20_780],
  ])("%s is day %i", (text, day) => {
    expect(parseDate(text)).toBe(day);
  });

  test.each([
    ["31 April", "2026-04-31"],
    ["29 February of a common year", "2026-02-29"],
    ["29 February of 2100", "2100-02-29"],
    ["month 0", "2026-00-10"],
    ["month 13", "2026-13-01"],
    ["day 0", "2026-01-00"],
    ["a year of two digits", "26-11-23"],
    ["a year before 100", "0026-11-23"],
    ["digits left out", "2026-1-5"],
    ["a time with it", "2026-11-23T00:00"],
    ["another order", "23-11-2026"],
    ["slashes", "2026/11/23"],
    ["a new line at the end", "2026-11-23\n"],
    ["a weekday before it", "Mon 2026-11-23"],
    ["a day of three digits", "2026-11-023"],
    ["nothing", ""],
  ])("that does not exist or is written otherwise cannot be read: %s", (_, text) => {
    expect(parseDate(text)).toBeNull();
  });

  test("keeps its text, year and weekday through its number", () => {
    fc.assert(
      fc.property(dayNumber, (day) => {
        const date = Temporal.PlainDate.from("1970-01-01").add({ days: day });
        expect(formatDate(day)).toBe(date.toString());
        expect(parseDate(formatDate(day))).toBe(day);
        expect(yearOf(day)).toBe(date.year);
        expect(weekdayOf(day)).toBe(date.dayOfWeek - 1);
      }),
    );
  });

  test("a year starts on its 1 January", () => {
    expect(formatDate(startOfYear(2026))).toBe("2026-01-01");
    expect(formatDate(startOfYear(1969))).toBe("1969-01-01");
  });
});

describe("an annual date", () => {
  test.each([
    ["12-25", { month: 12, day: 25 }],
    ["02-29", { month: 2, day: 29 }],
  ])("%s is read", (text, date) => {
    expect(parseAnnualDate(text)).toEqual(date);
  });

  test.each(["02-30", "04-31", "13-01", "00-10", "12-00", "1-1", "2026-12-25", "--12-25", "dec-25", "12-250", ""])(
    "%j cannot be read",
    (text) => {
      expect(parseAnnualDate(text)).toBeNull();
    },
  );
});

describe("the days of a year on which a pattern falls", () => {
  const cases: readonly (readonly [title: string, pattern: DatePattern, year: number, days: readonly string[]])[] = [
    ["a date", { date: "2026-12-24" }, 2026, ["2026-12-24"]],
    ["a date of another year", { date: "2026-12-24" }, 2027, []],
    ["a range", { from: "2026-03-30", through: "2026-04-01" }, 2026, ["2026-03-30", "2026-03-31", "2026-04-01"]],
    ["a range of one day", { from: "2026-03-30", through: "2026-03-30" }, 2026, ["2026-03-30"]],
    ["the end of a range over New Year", { from: "2026-12-30", through: "2027-01-01" }, 2027, ["2027-01-01"]],
    [
      "the start of a range over New Year",
      { from: "2026-12-30", through: "2027-01-01" },
      2026,
      ["2026-12-30", "2026-12-31"],
    ],
    ["a range of another year", { from: "2026-12-30", through: "2027-01-01" }, 2028, []],
    ["a day of every year", { annually: "01-01" }, 2031, ["2031-01-01"]],
    ["29 February in a leap year", { annually: "02-29" }, 2028, ["2028-02-29"]],
    ["29 February in a common year", { annually: "02-29" }, 2027, []],
    ["29 February in 2100", { annually: "02-29" }, 2100, []],
    ["the fourth Thursday", { annually: { nth: 4, weekday: "thu", month: 11 } }, 2026, ["2026-11-26"]],
    [
      "the first day of a month as its first weekday",
      { annually: { nth: 1, weekday: "sun", month: 11 } },
      2026,
      ["2026-11-01"],
    ],
    ["the last Monday, the fifth", { annually: { nth: -1, weekday: "mon", month: 8 } }, 2026, ["2026-08-31"]],
    ["the last Monday, the fourth", { annually: { nth: -1, weekday: "mon", month: 8 } }, 2028, ["2028-08-28"]],
    ["the last Friday of December", { annually: { nth: -1, weekday: "fri", month: 12 } }, 2027, ["2027-12-31"]],
    ["a fifth that exists", { annually: { nth: 5, weekday: "mon", month: 3 } }, 2026, ["2026-03-30"]],
    ["a fifth that does not", { annually: { nth: 5, weekday: "mon", month: 4 } }, 2026, []],
    ["days after", { annually: { nth: 4, weekday: "thu", month: 11 }, plusDays: 1 }, 2026, ["2026-11-27"]],
    ["days before", { annually: { nth: 1, weekday: "mon", month: 1 }, plusDays: -5 }, 2026, ["2026-12-30"]],
    [
      "days after, from the year before",
      { annually: { nth: -1, weekday: "sun", month: 12 }, plusDays: 7 },
      2027,
      ["2027-01-03"],
    ],
    [
      "days after, twice in one year",
      { annually: { nth: -1, weekday: "thu", month: 12 }, plusDays: 1 },
      2027,
      ["2027-01-01", "2027-12-31"],
    ],
    ["days after, out of this year", { annually: { nth: -1, weekday: "thu", month: 12 }, plusDays: 1 }, 2026, []],
    ["Good Friday", { annually: { easter: -2 } }, 2026, ["2026-04-03"]],
    ["Whit Monday", { annually: { easter: 50 } }, 2026, ["2026-05-25"]],
  ];

  test.each(cases)("%s", (_, pattern, inYear, days) => {
    expect(occurrencesIn(pattern, inYear).map(formatDate)).toEqual(days);
  });

  // 2285 has the earliest there is, 2038 the latest.
  test.each([
    [1970, "1970-03-29"],
    [1981, "1981-04-19"],
    [2000, "2000-04-23"],
    [2008, "2008-03-23"],
    [2011, "2011-04-24"],
    [2024, "2024-03-31"],
    [2025, "2025-04-20"],
    [2026, "2026-04-05"],
    [2027, "2027-03-28"],
    [2038, "2038-04-25"],
    [2049, "2049-04-18"],
    [2076, "2076-04-19"],
    [2285, "2285-03-22"],
  ])("Easter %i is %s", (inYear, day) => {
    expect(occurrencesIn({ annually: { easter: 0 } }, inYear).map(formatDate)).toEqual([day]);
  });

  test("Easter is a Sunday from 22 March to 25 April", () => {
    fc.assert(
      fc.property(year, (inYear) => {
        const [day = Number.NaN] = occurrencesIn({ annually: { easter: 0 } }, inYear);
        expect(WEEKDAYS[weekdayOf(day)]).toBe("sun");
        expect(formatDate(day) >= `${inYear}-03-22` && formatDate(day) <= `${inYear}-04-25`).toBe(true);
      }),
    );
  });

  test("the nth weekday of a month is one, and in its week of the month", () => {
    const nth = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(
        year,
        nth,
        fc.constantFrom(...WEEKDAYS),
        fc.integer({ min: 1, max: 12 }),
        (inYear, n, weekday, month) => {
          for (const day of occurrencesIn({ annually: { nth: n, weekday, month } }, inYear)) {
            const date = Temporal.PlainDate.from(formatDate(day));
            expect([date.year, date.month, WEEKDAYS[weekdayOf(day)], Math.ceil(date.day / 7)]).toEqual([
              inYear,
              month,
              weekday,
              n,
            ]);
          }
        },
      ),
    );
  });
});
