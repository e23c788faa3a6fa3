import { MS_PER_DAY, startOfYear } from "../../values/dates.js";
import type { HoursState, LocalHours } from "./local-hours.js";
import type { ZoneClock, ZoneOffsets } from "./zone-offsets.js";

/** The states of a schedule in a period, and when each starts, in epoch milliseconds. */
export interface PeriodHours {
  // INVARIANT: as many `starts` as `states`, at least one; `starts` ascend, the first is the period's; neighbouring states differ.
  readonly starts: readonly number[];
  readonly states: readonly HoursState[];
}

/** The states of a schedule through one UTC year. */
export interface TimelineYear {
  readonly year: number;
  /** Epoch milliseconds; the end is the start of the next year. */
  readonly from: number;
  readonly until: number;
  // INVARIANT: as many `starts` as `states`, at least one; `starts` ascend, the first is `from`; neighbouring states differ.
  readonly starts: Float64Array;
  readonly states: readonly HoursState[];
  /** The index of the state at the start of each 24 hours from `from` on. */
  readonly indexOfDay: Uint16Array;
  /** By the index of their start; made when first needed. */
  readonly segments: (Segment | undefined)[];
}

/** A part of a timeline with one state. */
export interface Segment {
  readonly state: HoursState;
  /** When the next segment starts, epoch ms. Its state differs, except that a new year always starts a segment. */
  readonly until: number;
  /** The timeline has no end. */
  next(): Segment;
}

/** Compiles the hours of one UTC year. */
export function compileYear(hours: LocalHours, zone: ZoneOffsets, year: number): TimelineYear {
  const from = startOfYear(year) * MS_PER_DAY;
  const until = startOfYear(year + 1) * MS_PER_DAY;
  const { starts, states } = compilePeriod(hours, zone.inYear(year), from, until);
  return {
    year,
    from,
    until,
    starts: Float64Array.from(starts),
    states,
    indexOfDay: indexDays(starts, until),
    segments: [],
  };
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

function indexDays(starts: readonly number[], until: number): Uint16Array {
  const from = starts[0] as number;
  const indices = new Uint16Array(Math.ceil((until - from) / MS_PER_DAY));
  let index = 0;
  for (const day of indices.keys()) {
    while ((starts[index + 1] ?? until) <= from + day * MS_PER_DAY) index++;
    indices[day] = index;
  }
  return indices;
}

const MS_PER_MINUTE = 60_000;
