import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { nextChange } from "../../src/runtime/hours/timeline.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";
import { calendars, derivedFrom, NOTABLE_DAYS, scheduleIn, ZONES } from "../arbitraries/schedules.js";
import { naiveSchedule } from "../reference/schedule.js";
import { createTimeline } from "../runtime/hours/timelines-of.js";

const MS_PER_DAY = 86_400_000;

const anyZone = fc.oneof(fc.constantFrom(...ZONES), fc.constantFrom(...Intl.supportedValuesOf("timeZone")));
const scheduleAndZone = fc
  .tuple(anyZone, scheduleIn(fc.constant("customer")), fc.option(derivedFrom("base")), calendars)
  .map(([zone, base, derived, holidays]) => ({
    zone,
    schedule: derived ?? base,
    schedules: { base },
    calendars: holidays,
  }));
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
        fc.property(
          scheduleAndZone,
          fc.oneof(notableDay, anyDay),
          ({ zone, schedule, schedules, calendars: holidays }, day) => {
            const timeline = createTimeline(schedule, holidays, zone, schedules);
            const naive = naiveSchedule(schedule, { calendars: holidays, schedules }, zone);
            const boundaries = naive.instantsWithin(day - 2 * MS_PER_DAY, day + 4 * MS_PER_DAY);
            const instants = boundaries.flatMap((instant) => [instant - 1, instant, instant + 1]);
            const states = (hoursAt: (instant: number) => object) =>
              instants.map((instant) => [iso(instant), { ...hoursAt(instant) }]);
            expect(states((instant) => timeline.segmentAt(instant).state)).toEqual(
              states((instant) => naive.hoursAt(instant)),
            );
          },
        ),
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
          ({ zone, schedule, schedules, calendars: holidays }, day, daysAhead) => {
            const until = day + daysAhead * MS_PER_DAY;
            const naive = naiveSchedule(schedule, { calendars: holidays, schedules }, zone);
            const before = naive.hoursAt(day);
            const change = naive.instantsWithin(day + 1, until).find((instant) => {
              const hours = naive.hoursAt(instant);
              return hours.open !== before.open || hours.closedBy !== before.closedBy;
            });
            const found = nextChange(createTimeline(schedule, holidays, zone, schedules), day, until);
            expect(found === null ? null : iso(found)).toBe(change === undefined ? null : iso(change));
          },
        ),
        runs(150),
      );
    },
    PATIENCE,
  );

  it(
    "minute by minute, the hours are those at the latest time that the local clock has shown",
    () => {
      const zones = fc.constantFrom(...ZONES).filter((zone) => zone !== "Pacific/Apia");
      fc.assert(
        fc.property(
          zones,
          scheduleIn(fc.constant("customer")),
          calendars,
          notableDay,
          (zone, schedule, holidays, day) => {
            const timeline = createTimeline(schedule, holidays, zone);
            const onClock = naiveSchedule(schedule, { calendars: holidays }, "UTC");
            const wrong: string[] = [];
            let latest = Number.NEGATIVE_INFINITY;
            // Clocks are turned back by three hours at most.
            for (let at = day - 3 * MS_PER_HOUR; at < day + MS_PER_DAY + 3 * MS_PER_HOUR; at += MS_PER_MINUTE) {
              latest = Math.max(latest, wallTime(at, zone));
              if (at < day) continue;
              const { open, closedBy } = timeline.segmentAt(at).state;
              const expected = onClock.hoursAt(latest);
              if (open !== expected.open || closedBy !== expected.closedBy) wrong.push(iso(at));
            }
            expect(wrong).toEqual([]);
          },
        ),
        runs(30),
      );
    },
    PATIENCE,
  );
});

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;

/** What a zone's clock shows, as if the zone were UTC. */
function wallTime(at: number, zone: string): number {
  return at + Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
