import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatInstant, readInstant } from "../../src/ruleset/instant.js";

const LAST = Date.UTC(2201, 11, 31);
const instant = fc.oneof(
  fc.integer({ min: 0, max: LAST }),
  fc.integer({ min: 0, max: LAST / 60_000 }).map((minute) => minute * 60_000),
  fc
    .integer({ min: 1, max: LAST / 86_400_000 })
    .chain((day) => fc.constantFrom(day * 86_400_000, day * 86_400_000 - 1)),
);

describe("an instant", () => {
  it("is written as JavaScript writes it", () => {
    fc.assert(
      fc.property(instant, (at) => {
        expect(formatInstant(at)).toBe(new Date(at).toISOString());
      }),
    );
  });

  it("is read back from what was written, up to 2200", () => {
    fc.assert(
      fc.property(instant, (at) => {
        expect(readInstant(formatInstant(at))).toBe(at <= Date.UTC(2200, 0, 1) ? at : null);
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
  ])("%s exists: %s", (text, exists) => {
    expect(readInstant(text) !== null).toBe(exists);
  });
});
