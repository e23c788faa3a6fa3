import { boundedCache } from "../../values/bounded-cache.js";
import { MS_PER_DAY, startOfYear } from "../../values/dates.js";

/** The clock of a time zone. A wall time is what that clock shows, in milliseconds as if the zone were UTC. */
export interface ZoneClock {
  /** How far the wall time is ahead of UTC at an instant, in milliseconds. */
  offsetAt(instant: number): number;
  /**
   * The first instant at which the clock shows `wallTime` or later: the first occurrence of a repeated hour, the jump for a skipped one.
   * Never decreases as `wallTime` grows.
   */
  instantOf(wallTime: number): number;
}

/** The clock for a period and four days before and after it. */
interface PeriodClock extends ZoneClock {
  readonly table: OffsetTable;
}

export interface ZoneOffsets extends ZoneClock {
  /** The clock for one UTC year. */
  inYear(year: number): PeriodClock;
  /** The clock from one instant to another. Keeps the last one only. */
  within(from: number, until: number): PeriodClock;
}

/** Gives the offsets of a time zone, by IANA name. Expects a name that `isTimeZone` accepts. */
export type OffsetSource = (timeZone: string) => ZoneOffsets;

/** Gives how far a zone's clock is ahead of UTC at an instant. Both in milliseconds. */
type OffsetReader = (instant: number) => number;

/** The stretches of one offset in a period, in order. It begins and ends a day beyond the four days that a clock promises. */
interface OffsetTable {
  // INVARIANT: as many `starts` as `offsets`, at least one; `starts` ascend; neighbouring offsets differ. All in milliseconds.
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** Gives the clock of a zone. Reads its offsets for a year or a period when they are needed. */
export function createZoneOffsets(readOffset: OffsetReader): ZoneOffsets {
  const inYear = boundedCache(16, (year: number) =>
    clockOf(readOffsetTable(readOffset, startOfYear(year) * MS_PER_DAY, startOfYear(year + 1) * MS_PER_DAY)),
  );
  let last: { readonly from: number; readonly until: number; readonly clock: PeriodClock } | undefined;
  return {
    inYear,
    within(from, until) {
      if (last?.from !== from || last.until !== until) {
        last = { from, until, clock: clockOf(readOffsetTable(readOffset, from, until)) };
      }
      return last.clock;
    },
    offsetAt: (instant) => inYear(yearAt(instant)).offsetAt(instant),
    instantOf: (wallTime) => inYear(yearAt(wallTime)).instantOf(wallTime),
  };
}

function readOffsetTable(readOffset: OffsetReader, from: number, until: number): OffsetTable {
  // Whole days, so that changes are found to the whole second.
  let time = Math.floor(from / MS_PER_DAY) * MS_PER_DAY - MARGIN;
  const last = Math.ceil(until / MS_PER_DAY) * MS_PER_DAY + MARGIN;
  let offset = readOffset(time);
  const starts = [time];
  const offsets = [offset];
  while (time < last) {
    const next = Math.min(time + SAMPLE_EVERY, last);
    const offsetAtNext = readOffset(next);
    while (offset !== offsetAtNext) {
      time = firstOtherOffset(readOffset, time, next, offset);
      offset = readOffset(time);
      starts.push(time);
      offsets.push(offset);
    }
    time = next;
  }
  return { starts, offsets };
}

/** Four days that a clock promises, and one more: no clock is that far from UTC, so an instant and its wall time are in one table. */
const MARGIN = 5 * MS_PER_DAY;
const SECOND = 1000;
const QUARTER_HOUR = 900 * SECOND;
/** From 1970 to 2200, two changes of one zone lie at least 6 days and 23 hours apart (Recife in 2000, Gaza in 2040). */
const SAMPLE_EVERY = 6 * MS_PER_DAY;

/** An instant after `before`, up to `after`, at which the offset has just changed from `offset`; to the second, as all changes are. */
function firstOtherOffset(readOffset: OffsetReader, before: number, after: number, offset: number): number {
  let same = before;
  let other = after;
  // Most changes come at a full quarter of an hour, and are found in half the samples.
  for (const unit of [QUARTER_HOUR, SECOND]) {
    while (other - same >= 2 * unit) {
      const middle = same + Math.floor((other - same) / (2 * unit)) * unit;
      if (readOffset(middle) === offset) same = middle;
      else other = middle;
    }
    if (readOffset(other - SECOND) === offset) break;
  }
  return other;
}

function yearAt(time: number): number {
  return new Date(time).getUTCFullYear();
}

function clockOf(table: OffsetTable): PeriodClock {
  const { starts, offsets } = table;
  return {
    table,
    offsetAt(instant) {
      let index = starts.length - 1;
      // The table begins before any instant that it is asked about.
      while (instant < (starts[index] as number)) index--;
      return offsets[index] as number;
    },
    instantOf(wallTime) {
      for (let index = 0; ; index++) {
        const start = starts[index] as number;
        const end = starts[index + 1] ?? Infinity;
        const instant = Math.max(start, wallTime - (offsets[index] as number));
        if (instant < end) return instant;
      }
    },
  };
}
