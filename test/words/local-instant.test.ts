import { describe, expect, test } from "vitest";
import { readLocalInstant, readRelativeInstant, writeLocalInstant } from "../../src/words/local-time.js";

describe("a time without an offset", () => {
  test.each([
    ["in winter", "2026-11-23 10:00", "Europe/Amsterdam", "2026-11-23T09:00:00.000Z"],
    ["in summer, with seconds", "2026-07-01T10:00:30", "Europe/Amsterdam", "2026-07-01T08:00:30.000Z"],
    ["across the date line", "2026-11-23 10:00", "Pacific/Apia", "2026-11-22T21:00:00.000Z"],
    ["that the clock skips is as much later", "2026-03-29 02:30", "Europe/Amsterdam", "2026-03-29T01:30:00.000Z"],
    ["that the clock repeats is the first", "2026-10-25 02:30", "Europe/Amsterdam", "2026-10-25T00:30:00.000Z"],
    ["an hour before a jump", "2026-03-08 01:59", "America/New_York", "2026-03-08T06:59:00.000Z"],
    ["just after a jump", "2026-03-08 03:00", "America/New_York", "2026-03-08T07:00:00.000Z"],
  ])("is read by the clock of the zone: %s", (_, text, zone, expected) => {
    expect(readLocalInstant(text, zone)).toBe(expected);
  });

  test.each(["2026-11-23", "tomorrow", "2026-04-31 10:00", "2026-11-23 24:30", "2026-11-23T10:00Z", "10:00", ""])(
    "cannot be read: %j",
    (text) => {
      expect(readLocalInstant(text, "Europe/Amsterdam")).toBeNull();
    },
  );
});

test.each([
  ["2026-11-23T09:00:00.000Z", "Europe/Amsterdam", "2026-11-23T10:00:00+01:00"],
  ["2026-07-01T08:00:00.001Z", "Europe/Amsterdam", "2026-07-01T10:00:00.001+02:00"],
  ["2026-01-01T02:00:00.000Z", "America/St_Johns", "2025-12-31T22:30:00-03:30"],
  ["2026-11-23T10:00:00.000Z", "Asia/Kolkata", "2026-11-23T15:30:00+05:30"],
  ["2026-11-23T10:00:00.000Z", "UTC", "2026-11-23T10:00:00+00:00"],
  ["1971-06-01T00:00:00.000Z", "Africa/Monrovia", "1971-06-01T00:00:00Z"],
])("%s is written by the clock of %s: %s", (at, zone, expected) => {
  expect(writeLocalInstant(at, zone)).toBe(expected);
  expect(Date.parse(expected)).toBe(Date.parse(at));
});

describe("a day as seen from now, and a time", () => {
  // A Monday, 11:00 in Amsterdam and 23:00 in Apia.
  const NOW = Date.parse("2026-11-23T10:00:00Z");

  test.each([
    ["today 10:00", "2026-11-23T09:00:00.000Z"],
    ["Yesterday at 17:30", "2026-11-22T16:30:00.000Z"],
    ["tomorrow 9:00:30", "2026-11-24T08:00:30.000Z"],
    ["last saturday 17:30", "2026-11-21T16:30:00.000Z"],
    ["last monday, 17:30", "2026-11-16T16:30:00.000Z"],
    ["sat 17:30", "2026-11-28T16:30:00.000Z"],
    ["monday 11:00", "2026-11-23T10:00:00.000Z"],
    ["monday 10:59", "2026-11-30T09:59:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(readRelativeInstant(text, NOW, "Europe/Amsterdam")).toBe(expected);
  });

  test("is by the clock of the zone", () => {
    expect(readRelativeInstant("tomorrow 00:30", NOW, "Pacific/Apia")).toBe("2026-11-23T11:30:00.000Z");
  });

  test.each(["tomorrow", "last today 10:00", "satur 10:00", "next monday 10:00", "today 24:30", "today 1000", ""])(
    "cannot be read: %j",
    (text) => {
      expect(readRelativeInstant(text, NOW, "Europe/Amsterdam")).toBeNull();
    },
  );
});
