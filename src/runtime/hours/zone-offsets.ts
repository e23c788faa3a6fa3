import { boundedCache } from "../../values/bounded-cache.js";

/** The clock of a time zone. A wall time is what that clock shows, in milliseconds as if the zone were UTC. */
interface ZoneClock {
  /** How far the wall time is ahead of UTC at an instant, in milliseconds. */
  offsetAt(instant: number): number;
  /**
   * The first instant at which the clock shows `wallTime` or later: the first occurrence of a repeated hour, the jump for a skipped one.
   * Never decreases as `wallTime` grows.
   */
  instantOf(wallTime: number): number;
}

export interface ZoneOffsets extends ZoneClock {
  /** The clock for one UTC year and three days before and after it. */
  inYear(year: number): ZoneClock;
}

/** Gives the offsets of a time zone, by IANA name. Expects a name that `isTimeZone` accepts. */
export type OffsetSource = (timeZone: string) => ZoneOffsets;

/** The stretches of one offset around a UTC year, in order. It begins and ends two days beyond the three days promised. */
export interface OffsetTable {
  // INVARIANT: as many `starts` as `offsets`, at least one; `starts` ascend; neighbouring offsets differ. All in milliseconds.
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

/** Reads a zone's offsets year by year, when they are needed. */
export function createZoneOffsets(readTable: (year: number) => OffsetTable): ZoneOffsets {
  const inYear = boundedCache(16, (year: number) => clockOf(readTable(year)));
  return {
    inYear,
    offsetAt: (instant) => inYear(yearAt(instant)).offsetAt(instant),
    instantOf: (wallTime) => inYear(yearAt(wallTime)).instantOf(wallTime),
  };
}

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
