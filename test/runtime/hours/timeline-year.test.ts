import { describe, expect, it } from "vitest";
import { zoneOffsets } from "../../../src/compile/schedule/zone-offsets.js";
import type { Schedule } from "../../../src/ruleset/document.js";
import { compileYear, type TimelineYear } from "../../../src/runtime/hours/timeline-year.js";
import { createTimeline, localHoursOf } from "./timelines-of.js";

const DAY = 86_400_000;

describe("a year of hours", () => {
  it.each(["UTC", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"])(
    "starts with the year, ends with it, and has a start wherever the state changes in between: %s",
    (zone) => {
      const { from, until, starts, states } = yearOf({ weekly: { "mon-sun": ["00:00-08:00", "19:00-24:00"] } }, zone);
      expect([from, until]).toEqual([Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)]);
      expect(starts[0]).toBe(from);
      expect([...starts].every((start, index) => start < until && start > (starts[index - 1] ?? from - 1))).toBe(true);
      expect(states).toHaveLength(starts.length);
      expect(states.every((state, index) => state !== states[index - 1])).toBe(true);
    },
  );

  it.each<[string, Schedule["weekly"]]>([
    ["two spans a day", { "mon-sun": ["04:00-08:00", "20:00-23:00"] }],
    ["a change at midnight", { mon: ["00:00-24:00"] }],
    ["a night", { fri: ["22:00-02:00"] }],
    ["no hours", {}],
  ])("knows for each day the last start that is not after its beginning: %s", (_, weekly) => {
    const { from, starts, indexOfDay } = yearOf({ weekly }, "UTC");
    expect(indexOfDay).toHaveLength(365);
    const last = [...indexOfDay.keys()].map(
      (day) => [...starts].filter((start) => start <= from + day * DAY).length - 1,
    );
    expect([...indexOfDay]).toEqual(last);
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

function yearOf(schedule: Pick<Schedule, "weekly">, zone: string): TimelineYear {
  return compileYear(localHoursOf({ timeZone: zone, ...schedule }, {}), zoneOffsets(zone), 2026);
}
