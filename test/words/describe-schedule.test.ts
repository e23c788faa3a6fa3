import { expect, test } from "vitest";
import type { CalendarEntry, ScheduleException } from "../../src/index.js";
import { describeException, describeHoliday } from "../../src/words/describe-schedule.js";

test.each<[ScheduleException, string]>([
  [{ date: "2026-12-24", hours: ["09:00-12:00", "13:00-14:00"] }, "2026-12-24 09:00-12:00 and 13:00-14:00"],
  [{ date: "2026-12-24", hours: [], name: "Christmas Eve" }, "2026-12-24 closed (Christmas Eve)"],
  [{ date: "2026-12-24", closed: ["12:00-13:00"] }, "2026-12-24 closed 12:00-13:00"],
  [
    { from: "2027-07-01", through: "2027-08-31", weekly: { mon: ["09:00-10:00"] } },
    "2027-07-01 to 2027-08-31 mon 09:00-10:00",
  ],
  [{ annually: { from: "12-24", through: "01-02" }, weekly: {} }, "12-24 to 01-02 every year closed"],
])("the exception %j reads %s", (exception, words) => {
  expect(describeException(exception)).toBe(words);
});

test.each<[CalendarEntry, string]>([
  [
    { annually: "07-04", observed: { sat: "fri", sun: "mon" } },
    "07-04 every year (observed from sat to fri, from sun to mon)",
  ],
  [{ date: "2031-04-27", moved: { sun: "sat" } }, "2031-04-27 (moved from sun to sat)"],
  [{ annually: { easter: -2 }, name: "Good Friday" }, "2 days before Easter (Good Friday)"],
  [{ annually: { easter: 0 } }, "on Easter"],
  [{ annually: { orthodoxEaster: 1 } }, "1 day after Orthodox Easter"],
  [{ annually: { nth: 4, weekday: "thu", month: 11 } }, "the 4th thu of month 11"],
  [{ annually: { nth: -1, weekday: "mon", month: 5 }, plusDays: 1 }, "1 day after the last mon of month 5"],
])("the holiday %j reads %s", (holiday, words) => {
  expect(describeHoliday(holiday)).toBe(words);
});
