import { describe, expect, test } from "vitest";
import type { DayHours } from "../../src/analysis.js";
import { changesOf, weeklyText } from "../../src/cli/matrix/matrix-cells.js";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const DAYS = WEEKDAYS.map((weekday, index) => ({ weekday, date: `2026-12-${21 + index}` }));
const NINE_TO_SIX = ["09:00-18:00"];

describe("hours of a week", () => {
  test.each<[string, readonly (readonly string[])[], string]>([
    ["days alike are a range", Array(5).fill(NINE_TO_SIX), "mon-fri 09:00-18:00"],
    ["days alike that do not touch are not", [NINE_TO_SIX, [], NINE_TO_SIX], "mon 09:00-18:00, wed 09:00-18:00"],
    ["a break is told with `and`", [["09:00-12:00", "13:00-18:00"]], "mon 09:00-12:00 and 13:00-18:00"],
    ["all of it is any hour", Array(7).fill(["00:00-24:00"]), "at any hour"],
    ["none of it is nothing", [], ""],
  ])("%s", (_, spans, expected) => {
    const hours = WEEKDAYS.map((__, day) => usual(...(spans[day] ?? [])));
    expect(weeklyText(hours, DAYS).replaceAll("\u00A0", " ")).toBe(expected);
  });

  test("have a star on days that are changed, and tell of those that are closed by it", () => {
    const hours = [
      usual(...NINE_TO_SIX),
      changed([], ...NINE_TO_SIX),
      changed(["Strike"]),
      changed(["Feast"]),
      usual(),
      usual(),
      usual(),
    ];
    expect(weeklyText(hours, DAYS).replaceAll("\u00A0", " ")).toBe(
      "mon 09:00-18:00, tue* 09:00-18:00, wed-thu* closed",
    );
    const week = { servedLanguage: "en", usingFallbackLanguage: false, days: hours };
    const cell = { channel: "phone", hours: [week, week], stretches: [] };
    const tables = [{ requestType: "order", rows: [{ language: "en", cells: [cell] }] }];
    expect(changesOf({ tables, days: DAYS })).toEqual([
      { date: "2026-12-22", names: [] },
      { date: "2026-12-23", names: ["Strike"] },
      { date: "2026-12-24", names: ["Feast"] },
    ]);
  });
});

function usual(...spans: string[]): DayHours {
  return { spans, changed: false, changedBy: [] };
}

function changed(changedBy: string[], ...spans: string[]): DayHours {
  return { spans, changed: true, changedBy };
}
