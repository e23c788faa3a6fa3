import { zoneOffsets } from "../../compile/schedule/zone-offsets.js";
import { type DayNumber, formatDate, MS_PER_DAY, WEEKDAYS, weekdayOf } from "../../values/dates.js";
import { FIRST_INSTANT, LAST_INSTANT } from "../../values/instant.js";
import type { MatrixDay } from "./matrix.js";

/** A week as the clocks of one time zone have it, with the day before and the day after. Instants are epoch ms. */
export interface LocalWeek {
  readonly timeZone: string;
  /** Seven, Monday first. */
  readonly days: readonly MatrixDay[];
  readonly from: number;
  readonly until: number;
  /** From the Sunday before to the end of the Monday after: the nights at both ends are seen whole. */
  readonly surroundings: Range;
  /** When a day begins; 0 is Monday, -1 to 8 are known. A day that the calendar skips begins when the next one does. */
  startOf(day: number): number;
  /** Minutes after the day's midnight that the clock shows; of an instant that ends a stretch of hours, just before the clock is changed. */
  minutesAt(day: number, at: number, end: "opens" | "closes"): number;
  /** First instant after `from`, before `until`, at which the clock is changed; null for none. */
  clockChange(from: number, until: number): number | null;
}

/** `[from, until)`, epoch ms. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

/** The week that holds an instant (epoch ms), in a time zone that is known to be one. */
export function localWeek(at: number, timeZone: string): LocalWeek {
  const { offsetAt, instantOf } = zoneOffsets(timeZone);
  const today = Math.floor((at + offsetAt(at)) / MS_PER_DAY);
  // Where a clock goes back over midnight, it shows the evening again on a day that has begun.
  const monday = mondayOf(at < instantOf((today + 1) * MS_PER_DAY) ? today : today + 1);
  const starts = Array.from({ length: WEEKDAYS.length + 2 }, (_, index) =>
    withinReach(instantOf((monday + index - 1) * MS_PER_DAY)),
  );
  const startOf = (day: number) => starts[day + 1] ?? withinReach(instantOf((monday + day) * MS_PER_DAY));

  function clockChange(from: number, until: number): number | null {
    const offset = offsetAt(from);
    if (offsetAt(until - 1) === offset) return null;
    let same = from;
    let other = until - 1;
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2);
      if (offsetAt(middle) === offset) same = middle;
      else other = middle;
    }
    return other;
  }

  return {
    timeZone,
    days: WEEKDAYS.map((weekday, index) => ({ weekday, date: formatDate(monday + index) })),
    from: startOf(0),
    until: startOf(WEEKDAYS.length),
    surroundings: { from: startOf(-1), until: startOf(WEEKDAYS.length + 1) },
    startOf,
    minutesAt(day, instant, end) {
      const offset = end === "opens" ? offsetAt(instant) : offsetAt(instant - 1);
      return Math.floor((instant + offset - (monday + day) * MS_PER_DAY) / MS_PER_MINUTE);
    },
    clockChange,
  };
}

const MS_PER_MINUTE = 60_000;

function mondayOf(day: DayNumber): DayNumber {
  return day - weekdayOf(day);
}

/** Requests are of 1970 to 2200, and so is what a matrix can tell. */
function withinReach(at: number): number {
  return Math.min(Math.max(at, FIRST_INSTANT), LAST_INSTANT);
}
