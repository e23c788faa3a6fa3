import { MS_PER_DAY, startOfYear } from "../../values/dates.js";
import type { HoursState } from "./hours-state.js";
import type { LocalHours } from "./local-hours.js";
import type { ZoneOffsets } from "./zone-offsets.js";

/** The states of a schedule through one UTC year. */
export interface TimelineYear {
  readonly year: number;
  /** Epoch milliseconds; the end is the start of the next year. */
  readonly from: number;
  readonly until: number;
  // INVARIANT: as many `starts` as `states`, at least one; `starts` ascend, the first is `from`; neighbouring states differ.
  readonly starts: Float64Array;
  readonly states: readonly HoursState[];
  /** By the day from `from` on, 24 hours each: the index of the state at its start. */
  readonly indexOfDay: Uint16Array;
  /** By the index of their start; made when they are first asked for. */
  readonly segments: (Segment | undefined)[];
}

/** A part of a timeline with one state. */
export interface Segment {
  readonly state: HoursState;
  /** When the next one starts, most often in another state: with a new year starts a new segment too. Epoch ms. */
  readonly until: number;
  /** The timeline has no end. */
  next(): Segment;
}

/**
 * Turns the local hours of a year into instants.
 *
 * Instants never run backwards as wall time goes on, so painting a day in wall time and then moving its boundaries to instants gives the
 * same as working with instants all along. What falls in a skipped hour comes to no time at all, and goes.
 */
export function compileYear(hours: LocalHours, zone: ZoneOffsets, year: number): TimelineYear {
  const offsets = zone.inYear(year);
  const from = startOfYear(year) * MS_PER_DAY;
  const until = startOfYear(year + 1) * MS_PER_DAY;
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

  // No zone is two days from UTC, so the first of these days begins before the year does.
  let day = startOfYear(year) - 2;
  let midnight = offsets.instantOf(day * MS_PER_DAY);
  let skippedBefore = false;
  while (midnight < until) {
    const nextMidnight = offsets.instantOf((day + 1) * MS_PER_DAY);
    for (const { minute, state } of hours(day, skippedBefore)) {
      add(offsets.instantOf(day * MS_PER_DAY + minute * MS_PER_MINUTE), state);
    }
    skippedBefore = nextMidnight === midnight;
    midnight = nextMidnight;
    day++;
  }
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
