import { format } from "date-fns-tz";
import { boundedCache } from "../../values/bounded-cache.js";
import { MS_PER_DAY, startOfYear } from "../../values/dates.js";

/** The clock of a time zone. A wall time is what that clock shows, in milliseconds as if the zone were UTC. */
export interface ZoneClock {
  /** What the wall time is ahead of UTC at an instant, in milliseconds. */
  offsetAt(instant: number): number;
  /**
   * The first instant at which the clock shows `wallTime` or later: of a repeated hour the first occurrence, of a skipped one the jump.
   * Never decreases as `wallTime` grows.
   */
  instantOf(wallTime: number): number;
}

export interface ZoneOffsets extends ZoneClock {
  /** The same for one UTC year and three days before and after it, read all at once. */
  inYear(year: number): ZoneClock;
}

/**
 * Reads a zone's offsets, year by year as they are asked for, and keeps them for all who ask for the zone.
 *
 * Expects a name that `isTimeZone` accepts. Offsets are whole minutes: the one zone since 1970 with seconds, Africa/Monrovia until
 * 1972-01-07, is read as -00:44 instead of -00:44:30. The process's own time zone has no part in it.
 */
export function zoneOffsets(timeZone: string): ZoneOffsets {
  return offsetsOfZone(timeZone);
}

/** The stretches of one offset, in order. */
interface OffsetTable {
  // INVARIANT: as many `starts` as `offsets`, at least one; `starts` ascend; neighbouring offsets differ.
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The three days promised, and two more: no clock is that far from UTC, so an instant and its wall time are in one table. */
const MARGIN = 5 * MS_PER_DAY;
/** Two changes of one zone lie at least 7 days apart since 1970 (Recife, October 2000); each sample costs about 6 µs. */
const SAMPLE_EVERY = 5 * MS_PER_DAY;

const offsetsOfZone = boundedCache(1024, (timeZone: string): ZoneOffsets => {
  // date-fns-tz keeps a formatter for every spelling of a name, forever; the runtime's own names are few.
  const name = new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone;
  const inYear = boundedCache(16, (year: number) => clockOf(readOffsetTable(name, year)));
  return {
    inYear,
    offsetAt: (instant) => inYear(yearAt(instant)).offsetAt(instant),
    instantOf: (wallTime) => inYear(yearAt(wallTime)).instantOf(wallTime),
  };
});

function yearAt(time: number): number {
  return new Date(time).getUTCFullYear();
}

function clockOf({ starts, offsets }: OffsetTable): ZoneClock {
  return {
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

function readOffsetTable(timeZone: string, year: number): OffsetTable {
  const last = startOfYear(year + 1) * MS_PER_DAY + MARGIN;
  let time = startOfYear(year) * MS_PER_DAY - MARGIN;
  let offset = readOffset(timeZone, time);
  const starts = [time];
  const offsets = [offset];
  while (time < last) {
    const next = Math.min(time + SAMPLE_EVERY, last);
    const offsetAtNext = readOffset(timeZone, next);
    while (offset !== offsetAtNext) {
      time = firstOtherOffset(timeZone, time, next, offset);
      offset = readOffset(timeZone, time);
      starts.push(time);
      offsets.push(offset);
    }
    time = next;
  }
  return { starts, offsets };
}

/** An instant after `before`, up to `after`, at which the offset has just changed from `offset`; to the second, as all changes are. */
function firstOtherOffset(timeZone: string, before: number, after: number, offset: number): number {
  let same = before;
  let other = after;
  while (other - same > SECOND) {
    const middle = same + Math.floor((other - same) / (2 * SECOND)) * SECOND;
    if (readOffset(timeZone, middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}

// Offsets are all that date-fns-tz 3.2 gets right near a change of offset, whatever the process's own time zone. `format` reads them as
// `formatInTimeZone` does, in half the time.
function readOffset(timeZone: string, instant: number): number {
  const text = format(new Date(instant), "xxx", { timeZone });
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return (text.startsWith("-") ? -minutes : minutes) * MINUTE;
}
