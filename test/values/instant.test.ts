import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, readInstant } from "../../src/values/instant.js";

const LAST = Date.UTC(2201, 11, 31);
const instant = fc.oneof(
  fc.integer({ min: 0, max: LAST }),
  fc.integer({ min: 0, max: LAST / 60_000 }).map((minute) => minute * 60_000),
  fc
    .integer({ min: 1, max: LAST / 86_400_000 })
    .chain((day) => fc.constantFrom(day * 86_400_000, day * 86_400_000 - 1)),
);

describe("an instant", () => {
  it.each<[string, unknown, number | null]>([
    ["a date", new Date(100_000_000_007), 100_000_000_007],
    ["an invalid date", new Date(Number.NaN), null],
    ["milliseconds", 100_000_000_007, 100_000_000_007],
    ["the first instant", "1973-03-03T09:46:40Z", 100_000_000_000],
    ["an instant before it", 99_999_999_999, null],
    ["lower case", "2026-11-23t10:00:00z", Date.UTC(2026, 10, 23, 10)],
    ["a space", "2026-11-23 10:00:00.5Z", Date.UTC(2026, 10, 23, 10, 0, 0, 500)],
    ["an offset without a colon", "2026-11-23T10:00:00+0130", Date.UTC(2026, 10, 23, 8, 30)],
    ["an offset of hours", "2026-11-23T10:00:00-01", Date.UTC(2026, 10, 23, 11)],
    ["the last instant", "2200-01-01T00:00:00Z", Date.UTC(2200, 0, 1)],
    ["an instant after it", Date.UTC(2200, 0, 1) + 1, null],
    ["half a millisecond", 100_000_000_000.5, null],
    ["milliseconds in a text", "100000000007", null],
    ["milliseconds as a big integer", 100_000_000_007n, null],
    ["a list of a text", ["2026-11-23T10:00:00Z"], null],
    ["an object with a date's value", { getTime: () => 1e11, valueOf: () => 1e11 }, null],
    ["nothing", undefined, null],
    ["null", null, null],
  ])("is read from %s, or is none", (_, value, at) => {
    expect(readInstant(value)).toBe(at);
  });

  it("is written as JavaScript writes it", () => {
    fc.assert(
      fc.property(instant, (at) => {
        expect(formatInstant(at)).toBe(new Date(at).toISOString());
      }),
    );
  });

  it("is read back from what was written, from March 1973 to 2200", () => {
    fc.assert(
      fc.property(instant, (at) => {
        expect(readInstant(formatInstant(at))).toBe(at >= 100_000_000_000 && at <= Date.UTC(2200, 0, 1) ? at : null);
      }),
    );
  });

  it.each([
    ["2026-02-28T10:00:00Z", true],
    ["2026-02-29T10:00:00Z", false],
    ["2028-02-29T10:00:00Z", true],
    ["2026-04-30T10:00:00+14:00", true],
    ["2026-04-31T10:00:00Z", false],
    ["2026-12-31T23:59:59.999999999Z", true],
    ["2026-12-32T10:00:00Z", false],
    ["2026-11-23T24:00:00Z", false],
    ["2026-11-23T10:00Z", true],
    ["2026-11-23T10:00:00", false],
    ["2026-11-23T10:00:00.1234567890Z", false],
    ["2026-11-23T10:00:00+24:00", false],
    ["2026-11-23T10:00:00+01:60", false],
    ["2026-11-23T10:60:00Z", false],
    ["2026-11-23T10:00:60Z", false],
    ["2026-11-23", false],
    [" 2026-11-23T10:00:00Z", false],
    ["2026-11-23T10:00:00Z ", false],
    ["2026-11-23T10:00:00Z (Monday)", false],
    ["2026-11-23T10:00:00+23:00", true],
    ["+002026-11-23T10:00:00Z", false],
    ["2026-02-28T10:00:00Z", true],
  ])("%s exists: %s", (text, exists) => {
    expect(readInstant(text) !== null).toBe(exists);
  });
});
