import { intlOffsets } from "../../runtime/hours/intl-offsets.js";
import { formatDate, MS_PER_DAY, WEEKDAYS, weekdayOf } from "../../values/dates.js";
import { FIRST_INSTANT, LAST_INSTANT } from "../../values/instant.js";
import type { Period } from "../period.js";
import type { MatrixDay } from "./matrix.js";

/** A week by the clock of one time zone, with the day before and the day after. Instants are epoch milliseconds. */
export interface LocalWeek {
  readonly timeZone: string;
  /** Seven days, Monday first. */
  readonly days: readonly MatrixDay[];
  readonly from: number;
  readonly until: number;
  /** From the previous Sunday to the end of the next Monday, so that both nights are whole. */
  readonly surroundings: Period;
  /** Returns the start of a day: 0 is Monday; -1 to 8 are valid. A day that the calendar skips starts with the next day. */
  startOf(day: number): number;
  /** Returns the clock's minutes since the day's midnight. At a clock change, `closes` reads the clock before the change. */
  minutesAt(day: number, at: number, end: "opens" | "closes"): number;
  /** Returns the first clock change after `from` and before `until`, three days later at most; null if there is none. */
  clockChange(from: number, until: number): number | null;
}

/** Returns the week around an instant (epoch milliseconds). Expects a valid time zone. */
export function localWeek(at: number, timeZone: string): LocalWeek {
  const { offsetAt, instantOf, inYear } = intlOffsets(timeZone);
  const today = Math.floor((at + offsetAt(at)) / MS_PER_DAY);
  // A clock that goes back over midnight shows the previous evening again on a day that has begun.
  const day = at < instantOf((today + 1) * MS_PER_DAY) ? today : today + 1;
  const monday = day - weekdayOf(day);
  const starts = Array.from({ length: WEEKDAYS.length + 2 }, (_, index) =>
    withinReach(instantOf((monday + index - 1) * MS_PER_DAY)),
  );
  const startOf = (index: number) => starts[index + 1] ?? withinReach(instantOf((monday + index) * MS_PER_DAY));

  return {
    timeZone,
    days: WEEKDAYS.map((weekday, index) => ({ weekday, date: formatDate(monday + index) })),
    from: startOf(0),
    until: startOf(WEEKDAYS.length),
    surroundings: { from: startOf(-1), until: startOf(WEEKDAYS.length + 1) },
    startOf,
    minutesAt(dayOfWeek, instant, end) {
      const offset = end === "opens" ? offsetAt(instant) : offsetAt(instant - 1);
      return Math.floor((instant + offset - (monday + dayOfWeek) * MS_PER_DAY) / MS_PER_MINUTE);
    },
    clockChange(from, until) {
      const { starts } = inYear(new Date(from).getUTCFullYear()).table;
      return starts.find((start) => start > from && start < until) ?? null;
    },
  };
}

const MS_PER_MINUTE = 60_000;

/** Limits an instant to the years of requests, March 1973 to 2200. */
function withinReach(at: number): number {
  return Math.min(Math.max(at, FIRST_INSTANT), LAST_INSTANT);
}
