import fc from "fast-check";
import { expect, test } from "vitest";
import type { Schedule } from "../../../src/ruleset/document.js";
import { nextChange } from "../../../src/runtime/hours/timeline.js";
import { createTimeline } from "./timelines-of.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const DESK: Schedule = {
  timeZone: "Europe/Amsterdam",
  weekly: { "mon-fri": ["09:00-18:00"], sat: ["22:00-04:00"] },
  holidays: [{ calendar: "nl", hours: [] }],
  exceptions: [{ from: "2026-07-01", through: "2026-08-31", weekly: { "mon-fri": ["10:00-16:00"] }, name: "Summer" }],
};
const CALENDARS = { nl: [{ annually: "12-25", name: "Christmas Day" }] };

const ZONES = [
  "UTC",
  "Europe/Amsterdam",
  "America/New_York",
  "Pacific/Apia",
  "Pacific/Kiritimati",
  "Australia/Lord_Howe",
];
const instant = fc.integer({ min: 0, max: Date.UTC(2200, 11, 31) });

test("two instants in one state give the identical object, whatever lies between them", () => {
  const timeline = createTimeline(DESK, CALENDARS, "Europe/Amsterdam");
  const states = [Date.UTC(2026, 10, 23, 10), Date.UTC(2031, 1, 3, 10)].map((at) => timeline.segmentAt(at).state);
  expect(states[0]).toBe(states[1]);
  const christmases = [2026, 2029].map((year) => timeline.segmentAt(Date.UTC(year, 11, 25, 10)).state);
  expect(christmases[0]).toEqual({ open: false, closedBy: "Christmas Day" });
  expect(christmases[0]).toBe(christmases[1]);
});

test("a change at `until` counts, one after it does not", () => {
  const timeline = createTimeline(DESK, CALENDARS, "Europe/Amsterdam");
  const morning = Date.UTC(2026, 10, 23, 7);
  const opens = Date.UTC(2026, 10, 23, 8);
  expect(nextChange(timeline, morning, opens)).toBe(opens);
  expect(nextChange(timeline, morning, opens - 1)).toBeNull();
  expect(nextChange(timeline, opens, opens)).toBeNull();
});

test("a change may fall exactly on the seam of two UTC years", () => {
  const newYear = Date.UTC(2027, 0, 1);
  const timeline = createTimeline({ timeZone: "UTC", weekly: { fri: ["00:00-24:00"] } }, undefined, "UTC");
  expect(nextChange(timeline, newYear - HOUR, newYear)).toBe(newYear);
  expect(nextChange(timeline, newYear - HOUR, newYear - 1)).toBeNull();
});

test("a change years away is found, and every year in between passed over", () => {
  const timeline = createTimeline(
    {
      timeZone: "UTC",
      weekly: { "mon-sun": ["00:00-24:00"] },
      exceptions: [{ date: "2050-06-01", hours: [], name: "Far" }],
    },
    undefined,
    "UTC",
  );
  expect(nextChange(timeline, Date.UTC(2026, 0, 1), Date.UTC(2060, 0, 1))).toBe(Date.UTC(2050, 5, 1));
});

test.each([
  ...ZONES.map((zone) => [zone, { "mon-sun": ["04:00-08:00", "20:00-23:00"] }] as const),
  ["UTC", { fri: ["00:00-24:00"] }] as const,
])("segments end where the state changes, and at New Year, wherever midnight is then: %s", (zone, weekly) => {
  const timeline = createTimeline({ timeZone: zone, weekly }, undefined, zone);
  const newYear = Date.UTC(2027, 0, 1);
  let at = Date.UTC(2026, 11, 28, 12);
  for (let segment = timeline.segmentAt(at); at < newYear + 4 * DAY; segment = segment.next()) {
    const change = nextChange(timeline, at, newYear + 10 * DAY) ?? Infinity;
    expect(segment.state).toBe(timeline.segmentAt(at).state);
    expect(segment.until).toBe(at < newYear ? Math.min(change, newYear) : change);
    at = segment.until;
  }
});

test("no state changes before the next change, and one does at it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instant, fc.double({ min: 0, max: 1, noNaN: true }), (zone, at, part) => {
      const timeline = createTimeline(DESK, CALENDARS, zone);
      const change = nextChange(timeline, at, at + 400 * DAY);
      if (change === null) throw new Error("the desk opens every week");
      expect(change).toBeGreaterThan(at);
      expect(timeline.segmentAt(change).state).not.toBe(timeline.segmentAt(at).state);
      expect(timeline.segmentAt(at + Math.floor((change - 1 - at) * part)).state).toBe(timeline.segmentAt(at).state);
    }),
    { numRuns: 40 },
  );
});

test("an answer does not depend on what was asked before, however many years lie between", () => {
  const asked = createTimeline(DESK, CALENDARS, "Pacific/Apia");
  const years = [2026, 2011, 2030, 1971, 2199, 1999, 2012, 2045, 2060, 2100, 2027, 2026, 2011];
  const instants = years.flatMap((year) => [
    ...[Date.UTC(year, 11, 31, 23), Date.UTC(year, 0, 1), Date.UTC(year, 6, 3, 1), Date.UTC(year, 6, 3, 22)],
    Date.UTC(year, 11, 25, 22),
  ]);
  for (const at of instants) {
    const fresh = createTimeline(DESK, CALENDARS, "Pacific/Apia");
    expect([asked.segmentAt(at).state, nextChange(asked, at, at + 30 * DAY)]).toEqual([
      fresh.segmentAt(at).state,
      nextChange(fresh, at, at + 30 * DAY),
    ]);
  }
});

test("the states of a period are those read change by change", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), instant, fc.integer({ min: 1, max: 500 * DAY }), (zone, from, length) => {
      const timeline = createTimeline(DESK, CALENDARS, zone);
      const until = from + length;
      const starts = [from];
      for (let at = nextChange(timeline, from, until - 1); at !== null; at = nextChange(timeline, at, until - 1)) {
        starts.push(at);
      }
      const states = starts.map((at) => timeline.segmentAt(at).state);
      expect(timeline.statesWithin(from, until)).toEqual({ starts, states });
    }),
    { numRuns: 40 },
  );
});
