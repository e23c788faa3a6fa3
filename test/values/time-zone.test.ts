import fc from "fast-check";
import { expect, test } from "vitest";
import { isTimeZone } from "../../src/values/time-zone.js";
import { anyCharacter } from "../arbitraries/any-character.js";

test.each([
  "Europe/Amsterdam",
  "America/Argentina/ComodRivadavia",
  "America/Port-au-Prince",
  "Asia/Calcutta",
  "Asia/Kolkata",
  "Europe/Kyiv",
  "UTC",
  "GMT",
  "GMT0",
  "CET",
  "EST",
  "EST5EDT",
  "PRC",
  "W-SU",
  "Zulu",
  "Etc/UTC",
  "Etc/GMT-1",
  "Etc/GMT+12",
  "europe/amsterdam",
])("%s is a time zone", (name) => {
  expect(isTimeZone(name)).toBe(true);
});

test("every zone that the runtime lists is a time zone", () => {
  expect(Intl.supportedValuesOf("timeZone").filter((name) => !isTimeZone(name))).toEqual([]);
});

test.each([
  ["a fixed offset", "+02:00"],
  ["a fixed offset", "-0500"],
  ["a fixed offset", "+01"],
  ["a fixed offset", "UTC+1"],
  ["a fixed offset", "UTC+01:00"],
  ["a fixed offset", "GMT+1"],
  ["a fixed offset", "GMT+01:00"],
  ["a fixed offset", "Z"],
  ["no name", ""],
  ["no name", " "],
  ["white space around it", " Europe/Amsterdam"],
  ["white space around it", "Europe/Amsterdam\n"],
  ["a city alone", "Amsterdam"],
  ["an unknown city", "Europe/Atlantis"],
  ["a half name", "Europe/"],
  ["a half name", "/Amsterdam"],
  ["a backslash", "Europe\\Amsterdam"],
  ["a name of every object", "constructor"],
  ["a name of every object", "__proto__"],
  ["a name of every object", "toString"],
  ["our own word for the request's zone", "customer"],
  ["ICU's abbreviation for Los Angeles", "PST"],
  ["ICU's abbreviation for Dhaka", "BST"],
  ["ICU's abbreviation for Kolkata", "ist"],
  ["ICU's own zone", "SystemV/PST8"],
  ["a known name within another", "xUTC"],
  ["a known name within another", "UTCx"],
  ["the zone of no place", "Etc/Unknown"],
  ["a name of a million letters", "A".repeat(1_000_000)],
])("refuses %s", (_, name) => {
  expect(isTimeZone(name)).toBe(false);
});

test("whatever the text, the answer is yes or no", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: anyCharacter }), fc.stringMatching(/^[A-Za-z/_+-]{0,12}$/)), (text) => {
      expect([true, false]).toContain(isTimeZone(text));
    }),
    { numRuns: 100 },
  );
});
