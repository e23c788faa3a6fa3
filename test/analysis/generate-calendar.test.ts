import { describe, expect, test } from "vitest";
import { generateCalendar } from "../../src/analysis.js";
import { RequestError } from "../../src/index.js";

const on = (...dates: readonly string[]) => dates.map((date) => ({ date }));

describe("`generateCalendar`", () => {
  test("gives no entry for no holiday", () => {
    expect(generateCalendar([])).toEqual([]);
  });

  test("takes the years of the list as complete, unless it is given others", () => {
    const holidays = on("2026-05-01", "2027-05-01", "2028-05-01");
    expect(generateCalendar(holidays)).toEqual([{ annually: "05-01" }]);
    expect(generateCalendar(holidays, { first: 2026, last: 2029 })).toEqual(holidays);
  });

  test("lists entries by their first days, in whatever order the holidays are", () => {
    const holidays = on("2028-05-01", "2026-12-31", "2027-01-02", "2026-05-01", "2027-01-01", "2027-05-01");
    expect(generateCalendar(holidays)).toEqual([{ annually: "05-01" }, { from: "2026-12-31", through: "2027-01-02" }]);
  });

  test("finds days from Orthodox Easter, and does not choose between the two", () => {
    const mondays = on("2026-04-13", "2027-05-03", "2028-04-17");
    expect(generateCalendar(mondays)).toEqual([{ annually: { orthodoxEaster: 1 } }]);
    // Both fell on one day.
    const shared = on("2011-04-24", "2014-04-20", "2017-04-16");
    expect(generateCalendar(shared, { first: 2011, last: 2017 })).toEqual(shared);
  });

  test.each([
    ["2026-02-29", "invalid-date", "`2026-02-29` does not exist; February 2026 has 28 days"],
    ["1969-12-31", "year-out-of-range", "`1969-12-31` is too far away; write a year from 1970 to 2200"],
    ["1 May", "invalid-date", "`1 May` is not a date; write `YYYY-MM-DD`, such as `2026-12-24`"],
  ])("refuses %s with its place", (date, code, message) => {
    const holidays = on("2026-05-01", date);
    expect(() => generateCalendar(holidays)).toThrow(RequestError);
    try {
      generateCalendar(holidays);
    } catch (error) {
      const { issues } = error as RequestError;
      expect(issues).toEqual([expect.objectContaining({ code, path: "/1/date", message })]);
    }
  });
});
