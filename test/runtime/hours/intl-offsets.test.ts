import { expect, test } from "vitest";
import { zoneOffsets } from "../../../src/compile/schedule/zone-offsets.js";
import { intlOffsets } from "../../../src/runtime/hours/intl-offsets.js";

/** The process's own zone has no influence. The long comparisons run in one zone only. */
const COMPARE_ALL = process.env.TZ === "UTC";

/** Zones with odd changes: see the years in the tests of `zoneOffsets`. */
const ODD_ZONES = [
  ...["Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Monrovia", "America/Caracas", "America/Nuuk"],
  ...["America/Recife", "America/St_Johns", "America/Vancouver", "Antarctica/Troll", "Asia/Gaza", "Asia/Pyongyang"],
  ...["Asia/Tehran", "Australia/Lord_Howe", "Europe/Dublin", "Europe/Moscow", "Pacific/Apia", "Pacific/Chatham"],
  ...["Pacific/Kiritimati", "Pacific/Kwajalein", "Etc/GMT+12", "UTC"],
];

function differ(zone: string, from: number, until: number): boolean {
  const [left, right] = [intlOffsets, zoneOffsets].map((offsetsOf) => offsetsOf(zone).within(from, until).table);
  return JSON.stringify(left) !== JSON.stringify(right);
}

test("odd zones have the offsets of date-fns-tz in 2026 and in the last year", () => {
  for (const year of [2026, 2200]) {
    const [from, until] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
    expect(ODD_ZONES.filter((zone) => differ(zone, from, until))).toEqual([]);
  }
});

test.runIf(COMPARE_ALL)("odd zones have the offsets of date-fns-tz from 1970 to 2040", () => {
  expect(ODD_ZONES.filter((zone) => differ(zone, 0, Date.UTC(2041, 0, 1)))).toEqual([]);
});

test.runIf(COMPARE_ALL)("every zone of this runtime has the offsets of date-fns-tz in some year", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const differing = zones.filter((zone, index) => {
    const year = 1970 + ((index * 37) % 231);
    return differ(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
  });
  expect(differing).toEqual([]);
});

test("an offset with seconds loses them", () => {
  const { offsetAt } = intlOffsets("Africa/Monrovia");
  expect(offsetAt(0)).toBe(-44 * 60_000);
  expect(offsetAt(Date.UTC(1972, 0, 7, 0, 44, 29))).toBe(-44 * 60_000);
  expect(offsetAt(Date.UTC(1972, 0, 7, 0, 44, 30))).toBe(0);
});

test("a period that starts within a second has the changes of the whole second", () => {
  const change = Date.UTC(2026, 2, 29, 1);
  for (const from of [change - 1, change - 86_400_000 + 1, change + 1]) {
    expect(
      intlOffsets("Europe/Amsterdam")
        .within(from, from + 86_400_000)
        .table.starts.at(-1),
    ).toBe(change);
  }
});
