import { MS_PER_DAY } from "../../values/dates.js";
import type { HoursState, LocalHours } from "./local-hours.js";
import type { ZoneClock } from "./zone-offsets.js";

/** The states of a schedule in a period, and when each starts, in epoch milliseconds. */
export interface PeriodHours {
  // INVARIANT: as many `starts` as `states`, at least one; `starts` ascend, the first is the period's; neighbouring states differ.
  readonly starts: readonly number[];
  readonly states: readonly HoursState[];
}

/**
 * Turns local hours into instants, from `from` on and before `until`. The clock reaches three days further on both sides.
 *
 * Instants never run backwards as wall time advances. So painting a day in wall time and then moving its boundaries to instants gives the
 * same result as working with instants throughout. A span inside a skipped hour shrinks to nothing and disappears.
 */
export function compilePeriod(hours: LocalHours, clock: ZoneClock, from: number, until: number): PeriodHours {
  const starts: number[] = [];
  const states: HoursState[] = [];

  function add(instant: number, state: HoursState): void {
    if (instant >= until) return;
    const start = Math.max(instant, from);
    if (start === starts.at(-1)) {
      starts.pop();
      states.pop();
    }
    if (state === states.at(-1)) return;
    starts.push(start);
    states.push(state);
  }

  // No zone is two days away from UTC, so the first of these days is over before the period begins.
  let day = Math.floor(from / MS_PER_DAY) - 2;
  let midnight = clock.instantOf(day * MS_PER_DAY);
  let skippedBefore = false;
  while (midnight < until) {
    const nextMidnight = clock.instantOf((day + 1) * MS_PER_DAY);
    for (const { minute, state } of hours(day, skippedBefore)) {
      add(clock.instantOf(day * MS_PER_DAY + minute * MS_PER_MINUTE), state);
    }
    skippedBefore = nextMidnight === midnight;
    midnight = nextMidnight;
    day++;
  }
  return { starts, states };
}

const MS_PER_MINUTE = 60_000;
