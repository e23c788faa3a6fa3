import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneOffsets } from "../../../src/compile/schedule/zone-offsets.js";
import { offsetDifferences } from "../../reference/offset-differences.js";

const HOUR = 3_600_000;
const ZONES = Intl.supportedValuesOf("timeZone");
/** Where Temporal is asked about every zone, in its turn; elsewhere only about the odd ones, the answers being the same. */
const ASK_ALL = process.env.TZ === "UTC";

/** Years in which a clock did something that a simpler table would get wrong. */
const ODD_YEARS: readonly (readonly [zone: string, year: number])[] = [
  ["Pacific/Apia", 2011], // skips a day
  ["Pacific/Kwajalein", 1993], // skips a day
  ["Pacific/Kiritimati", 1994], // skips the last day of a year
  ["Pacific/Enderbury", 1995], // skips New Year, by an older spelling of Kanton
  ["America/Recife", 2000], // two changes seven days apart
  ["America/Argentina/Tucuman", 2004], // two changes twelve days apart
  ["Africa/Cairo", 2010], // four changes
  ["Africa/Casablanca", 2025], // negative summer time, for Ramadan
  ["Africa/El_Aaiun", 2087], // the last year of its announced changes
  ["Asia/Hebron", 2011], // four changes
  ["Asia/Pyongyang", 2015], // half an hour
  ["America/Caracas", 2007], // half an hour
  ["Asia/Kathmandu", 1986], // a quarter of an hour
  ["Antarctica/Troll", 2026], // two hours
  ["Australia/Lord_Howe", 2026], // half an hour of summer time
  ["America/Havana", 2026], // a midnight that comes twice
  ["America/Santiago", 2026], // a midnight that is skipped
  ["Asia/Gaza", 2012],
  ["Europe/Lisbon", 1992],
  ["Europe/Dublin", 1970],
  ["Europe/Volgograd", 2020],
  ["America/New_York", 2199],
];

describe("offsets agree with Temporal", () => {
  test.each(ODD_YEARS)("%s in %i", (zone, year) => {
    expect(offsetDifferences(zone, year)).toEqual([]);
  });

  test.runIf(ASK_ALL)("every zone of this runtime, each in some year from 1970 to 2200", { timeout: 30_000 }, () => {
    expect(ZONES.flatMap((zone, index) => offsetDifferences(zone, yearFor(zone, index)))).toEqual([]);
  });
});

test("an offset with seconds loses them: Africa/Monrovia was 44 minutes and 30 seconds behind until 1972", () => {
  const { offsetAt } = zoneOffsets("Africa/Monrovia");
  expect(offsetAt(Date.UTC(1971, 5, 1))).toBe(-44 * 60_000);
  expect(offsetAt(Date.UTC(1972, 0, 7, 0, 44, 29))).toBe(-44 * 60_000);
  expect(offsetAt(Date.UTC(1972, 0, 7, 0, 44, 30))).toBe(0);
});

test("every spelling of a zone has the same offsets", () => {
  const july = Date.UTC(2026, 6, 1);
  expect(zoneOffsets("europe/AMSTERDAM").offsetAt(july)).toBe(2 * HOUR);
  expect(zoneOffsets("Asia/Calcutta").offsetAt(july)).toBe(zoneOffsets("Asia/Kolkata").offsetAt(july));
  expect(zoneOffsets("Etc/GMT-1").offsetAt(july)).toBe(HOUR);
});

test("the instant 0 is 1970, not now", () => {
  expect(zoneOffsets("Europe/London").offsetAt(0)).toBe(HOUR);
  expect(zoneOffsets("America/New_York").instantOf(0)).toBe(5 * HOUR);
});

test("the table of one year answers for three days on either side of it", () => {
  const zone = zoneOffsets("Pacific/Kiritimati");
  const clock = zone.inYear(1995);
  for (const time of [Date.UTC(1994, 11, 29), Date.UTC(1994, 11, 31, 12), Date.UTC(1996, 0, 3, 23)]) {
    expect(clock.offsetAt(time)).toBe(zone.offsetAt(time));
    expect(clock.instantOf(time)).toBe(zone.instantOf(time));
  }
});

const zoneAndTimes = fc.tuple(
  fc.constantFrom(...ODD_YEARS),
  fc.integer({ min: 0, max: 366 * 1440 }),
  fc.integer({ min: 0, max: 3 * 1440 }),
);

test("instants do not run backwards as wall time goes on", () => {
  fc.assert(
    fc.property(zoneAndTimes, ([[zone, year], minute, later]) => {
      const { instantOf } = zoneOffsets(zone);
      const wallTime = Date.UTC(year, 0, 1) + minute * 60_000;
      expect(instantOf(wallTime)).toBeLessThanOrEqual(instantOf(wallTime + later * 60_000));
    }),
    { numRuns: 500 },
  );
});

test("the wall time of an instant is first shown at that instant, or was shown before the clock went back", () => {
  fc.assert(
    fc.property(zoneAndTimes, ([[zone, year], minute]) => {
      const { instantOf, offsetAt } = zoneOffsets(zone);
      const instant = Date.UTC(year, 0, 1) + minute * 60_000;
      const first = instantOf(instant + offsetAt(instant));
      expect(first + offsetAt(first)).toBe(instant + offsetAt(instant));
      expect(first).toBeLessThanOrEqual(instant);
    }),
    { numRuns: 500 },
  );
});

/** Spreads the zones over the years; Monrovia's seconds are their own test. */
function yearFor(zone: string, index: number): number {
  return zone === "Africa/Monrovia" ? 1980 : 1970 + ((index * 37) % 231);
}
