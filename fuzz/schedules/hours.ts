import { nextChange } from "../../src/runtime/hours/timeline.js";
import { naiveSchedule } from "../../test/reference/schedule.js";
import { createTimeline } from "../../test/runtime/hours/timelines-of.js";
import type { Law } from "../law.js";
import { type ScheduleCase, scheduleCase } from "./schedule-cases.js";

export const hours: Law<ScheduleCase> = {
  name: "hours",
  says: "a schedule is as open, and closed by the same exception, around every boundary, as Temporal and plain code make it",
  share: 4,
  casesPerBatch: 60,
  cases: scheduleCase,
  compare({ zone, schedule, schedules = {}, calendars, day, daysAhead }) {
    const midnight = day * MS_PER_DAY;
    const until = midnight + daysAhead * MS_PER_DAY;
    const naive = naiveSchedule(schedule, { calendars, schedules }, zone);
    const timeline = createTimeline(schedule, calendars, zone, schedules);
    const boundaries = naive.instantsWithin(midnight - 2 * MS_PER_DAY, midnight + 4 * MS_PER_DAY);
    const instants = boundaries.flatMap((instant) => [instant - 1, instant, instant + 1]);

    const before = naive.hoursAt(midnight);
    const change = naive.instantsWithin(midnight + 1, until).find((instant) => {
      const { open, closedBy } = naive.hoursAt(instant);
      return open !== before.open || closedBy !== before.closedBy;
    });
    const found = nextChange(timeline, midnight, until);
    const states = (hoursAt: (instant: number) => object) =>
      instants.map((instant) => ({ at: iso(instant), ...hoursAt(instant) }));
    return {
      expected: { nextChange: iso(change ?? null), states: states((instant) => naive.hoursAt(instant)) },
      actual: { nextChange: iso(found), states: states((instant) => timeline.segmentAt(instant).state) },
    };
  },
};

const MS_PER_DAY = 86_400_000;

function iso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
