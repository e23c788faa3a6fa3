import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextChange } from "../../src/runtime/hours/timeline.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { calendars, NOTABLE_DAYS, scheduleIn, ZONES } from "../arbitraries/schedules.js";
import { naiveSchedule } from "../reference/schedule.js";
import { createTimeline } from "../runtime/hours/timelines-of.js";

const MS_PER_DAY = 86_400_000;

const anyZone = fc.oneof(fc.constantFrom(...ZONES), fc.constantFrom(...Intl.supportedValuesOf("timeZone")));
const scheduleAndZone = fc
  .tuple(anyZone, scheduleIn(fc.constant("customer")), calendars)
  .map(([zone, schedule, holidays]) => ({ zone, schedule, calendars: holidays }));
const notableDay = fc.constantFrom(...NOTABLE_DAYS).map((day) => Date.parse(`${day}T00:00:00Z`));
// Before 1972 Africa/Monrovia was 44 minutes and 30 seconds behind UTC, and the offset table reads whole minutes.
const anyDay = fc
  .integer({ min: Date.UTC(1973, 0, 1) / MS_PER_DAY, max: Date.UTC(2199, 0, 1) / MS_PER_DAY })
  .map((day) => day * MS_PER_DAY);

describe("hours compiled to instants, held against Temporal", () => {
  it(
    "a schedule is as open, and closed by the same holiday, at and around every boundary",
    () => {
      fc.assert(
        fc.property(scheduleAndZone, fc.oneof(notableDay, anyDay), ({ zone, schedule, calendars: holidays }, day) => {
          const timeline = createTimeline(schedule, holidays, zone);
          const naive = naiveSchedule(schedule, holidays, zone);
          const boundaries = naive.instantsWithin(day - 2 * MS_PER_DAY, day + 4 * MS_PER_DAY);
          const instants = boundaries.flatMap((instant) => [instant - 1, instant, instant + 1]);
          const states = (hoursAt: (instant: number) => object) =>
            instants.map((instant) => [iso(instant), { ...hoursAt(instant) }]);
          expect(states((instant) => timeline.segmentAt(instant).state)).toEqual(
            states((instant) => naive.hoursAt(instant)),
          );
        }),
        runs(400),
      );
    },
    PATIENCE,
  );

  it(
    "nothing changes before the next change, and something changes at it",
    () => {
      fc.assert(
        fc.property(
          scheduleAndZone,
          fc.oneof(notableDay, anyDay),
          fc.nat(30),
          ({ zone, schedule, calendars: holidays }, day, daysAhead) => {
            const until = day + daysAhead * MS_PER_DAY;
            const naive = naiveSchedule(schedule, holidays, zone);
            const before = naive.hoursAt(day);
            const change = naive.instantsWithin(day + 1, until).find((instant) => {
              const hours = naive.hoursAt(instant);
              return hours.open !== before.open || hours.closedBy !== before.closedBy;
            });
            const found = nextChange(createTimeline(schedule, holidays, zone), day, until);
            expect(found === null ? null : iso(found)).toBe(change === undefined ? null : iso(change));
          },
        ),
        runs(150),
      );
    },
    PATIENCE,
  );
});

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
