import { describe, expect, test } from "vitest";
import { clockTime, fullTime, relativeTime } from "../../src/words/local-time.js";
import { duration } from "../../src/words/numbers.js";

describe("an instant", () => {
  test.each([
    ["2026-11-23T17:00:00Z", "today at 18:00"],
    ["2026-11-23T22:59:59Z", "today at 23:59:59"],
    ["2026-11-23T23:00:00Z", "tomorrow at 00:00"],
    ["2026-11-30T08:00:00Z", "Mon 30 Nov at 09:00"],
    ["2026-12-31T23:30:00Z", "Fri 1 Jan 2027 at 00:30"],
  ])("%s is told in Amsterdam, on the evening of 23 November, as `%s`", (at, told) => {
    expect(relativeTime(at, "2026-11-23T16:00:00Z", "Europe/Amsterdam")).toBe(told);
  });

  test("is tomorrow even where the clocks go back overnight", () => {
    expect(relativeTime("2026-10-25T08:00:00Z", "2026-10-24T10:00:00Z", "Europe/Amsterdam")).toBe("tomorrow at 09:00");
  });

  test("is told in full with its weekday, in the zone asked for", () => {
    expect(fullTime("2026-11-23T23:30:00Z", "Europe/Amsterdam")).toBe("Tuesday 24 November 2026, 00:30");
    expect(clockTime("2026-11-23T23:30:00Z", "America/New_York")).toBe("18:30");
  });
});

test.each([
  [0.4, "0 seconds"],
  [1, "1 second"],
  [60, "1 minute"],
  [100, "1 minute 40 seconds"],
  [7_200, "2 hours"],
  [5_430, "1 hour 30 minutes"],
  [216_000, "2 days 12 hours"],
  [86_460, "1 day"],
])("%s seconds last `%s`", (seconds, told) => {
  expect(duration(seconds)).toBe(told);
});
