import { describe, expect, it } from "vitest";
import { createRangeFinder } from "../../../src/ruleset/check/date-collisions.js";
import { type DatePattern, formatDate } from "../../../src/values/dates.js";

describe("the days of an annual date", () => {
  it.each<[string, DatePattern, number, string, string]>([
    ["the first day of the years", { annually: "01-01" }, 231, "1970-01-01", "2200-01-01"],
    ["their last day", { annually: "12-31" }, 231, "1970-12-31", "2200-12-31"],
    ["a day of leap years", { annually: "02-29" }, 56, "1972-02-29", "2196-02-29"],
    [
      "shifted into the years from the year before",
      { annually: { nth: -1, weekday: "wed", month: 12 }, plusDays: 1 },
      231,
      "1970-01-01",
      "2199-12-26",
    ],
    [
      "shifted into them from two years before",
      { annually: { nth: -1, weekday: "tue", month: 12 }, plusDays: 366 },
      231,
      "1970-01-01",
      "2199-12-26",
    ],
    [
      "shifted into them from two years after",
      { annually: { nth: 1, weekday: "fri", month: 1 }, plusDays: -366 },
      231,
      "1971-01-06",
      "2200-12-31",
    ],
    [
      "shifted into them by more than a year",
      { annually: { nth: 1, weekday: "mon", month: 12 }, plusDays: 366 },
      231,
      "1970-12-02",
      "2200-12-03",
    ],
    [
      "shifted out of them, and into them from the year after",
      { annually: { nth: 1, weekday: "thu", month: 1 }, plusDays: -1 },
      231,
      "1971-01-06",
      "2200-12-31",
    ],
    ["days after Easter", { annually: { easter: 1 } }, 231, "1970-03-30", "2200-04-07"],
  ])("are looked for from 1970 to 2200: %s", (_, pattern, count, first, last) => {
    const days = createRangeFinder()(pattern).map((range) => formatDate(range.first));
    expect([days.length, days[0], days.at(-1)]).toEqual([count, first, last]);
  });

  it("are found again with another shift", () => {
    const rangesOf = createRangeFinder();
    const annually = { nth: 4, weekday: "thu", month: 11 } as const;
    const [thanksgiving] = rangesOf({ annually });
    const [after] = rangesOf({ annually, plusDays: 1 });
    expect([thanksgiving, after].map((range) => formatDate(range?.first ?? 0))).toEqual(["1970-11-26", "1970-11-27"]);
  });
});

it("ranges are cut off at the first and the last of the years", () => {
  const rangesOf = createRangeFinder();
  const written = ({ first, last }: { first: number; last: number }) => [formatDate(first), formatDate(last)];
  const overNewYear = rangesOf({ annually: { from: "12-24", through: "01-02" } }).map(written);
  expect([overNewYear[0], overNewYear[1], overNewYear.at(-1)]).toEqual([
    ["1970-01-01", "1970-01-02"],
    ["1970-12-24", "1971-01-02"],
    ["2200-12-24", "2200-12-31"],
  ]);
  expect(rangesOf({ date: "2026-12-26", observed: { sat: "mon" } }).map(written)).toEqual([
    ["2026-12-26", "2026-12-26"],
    ["2026-12-28", "2026-12-28"],
  ]);
});
