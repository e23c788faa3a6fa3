import { describe, expect, it } from "vitest";
import { zoneOffsets } from "../../../src/compile/schedule/zone-offsets.js";
import type { WeeklySchedule } from "../../../src/ruleset/document.js";
import { compilePeriod, type PeriodHours } from "../../../src/runtime/hours/timeline.js";
import { createTimeline, localHoursOf } from "./timelines-of.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2026, 0, 1);
const UNTIL = Date.UTC(2027, 0, 1);

describe("a year of hours", () => {
  it.each(["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"])(
    "starts with the year, ends with it, and has a start wherever the state changes in between: %s",
    (zone) => {
      const { starts, states } = yearOf({ weekly: { "mon-sun": ["00:00-08:00", "19:00-24:00"] } }, zone);
      expect(starts[0]).toBe(FROM);
      expect(starts.every((start, index) => start < UNTIL && start > (starts[index - 1] ?? FROM - 1))).toBe(true);
      expect(states).toHaveLength(starts.length);
      expect(states.every((state, index) => state !== states[index - 1])).toBe(true);
    },
  );

  it.each<[string, WeeklySchedule["weekly"]]>([
    ["two spans a day", { "mon-sun": ["04:00-08:00", "20:00-23:00"] }],
    ["a change at midnight", { mon: ["00:00-24:00"] }],
    ["a night", { fri: ["22:00-02:00"] }],
    ["no hours", {}],
  ])("knows for each hour the last start that is not after it: %s", (_, weekly) => {
    const { starts, states } = yearOf({ weekly }, "UTC");
    const timeline = createTimeline({ timeZone: "UTC", weekly }, undefined, "UTC");
    for (let at = FROM; at < UNTIL; at += HOUR) {
      const index = starts.findLastIndex((start) => start <= at);
      const { from, until, state } = timeline.segmentAt(at);
      expect([from, until, state]).toEqual([starts[index], starts[index + 1] ?? UNTIL, states[index]]);
    }
  });

  it("lets nights run on over every midnight that there was", () => {
    const { starts, states } = yearOf({ weekly: { "mon-sun": ["22:00-02:00"] } }, "UTC");
    const opened = states.flatMap(({ open }, index) => (open ? [starts[index] as number] : []));
    expect(opened).toHaveLength(366);
    expect(states.filter(({ open }) => !open)).toHaveLength(365);
  });
});

describe("the segments of a timeline", () => {
  it("are the identical ones when they are met again", () => {
    const timeline = createTimeline({ timeZone: "UTC", weekly: { mon: ["09:00-17:00"] } }, undefined, "UTC");
    const at = Date.UTC(2026, 10, 23, 10);
    const segment = timeline.segmentAt(at);
    expect(timeline.segmentAt(at + 1)).toBe(segment);
    const later = segment.next().next();
    expect(timeline.segmentAt(at + 7 * DAY)).toBe(later);
  });
});

function yearOf(schedule: Pick<WeeklySchedule, "weekly">, zone: string): PeriodHours {
  return compilePeriod(localHoursOf({ timeZone: zone, ...schedule }, {}), zoneOffsets(zone).inYear(2026), FROM, UNTIL);
}
