import { expect, test } from "vitest";

/** Minutes that local time was behind UTC at the epoch. */
const OFFSETS: Readonly<Record<string, number>> = {
  UTC: 0,
  "America/New_York": 300,
  "Pacific/Apia": 660,
  "Europe/Amsterdam": -60,
};

test("the process runs in one of the four time zones that the suite is meant for", () => {
  const timeZone = process.env.TZ ?? "";
  expect(Object.keys(OFFSETS)).toContain(timeZone);
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(timeZone);
  expect(new Date(0).getTimezoneOffset()).toBe(OFFSETS[timeZone]);
});
