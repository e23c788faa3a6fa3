import type { AnnualDate, AnnualEaster, AnnualWeekday, DatePattern } from "../../../values/dates.js";
import { type DayNumber, occurrencesIn, parseDate, startOfYear } from "../../../values/dates.js";
import { FIRST_YEAR, LAST_YEAR } from "./date-patterns.js";

/** Both ends included. */
export interface DayRange {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** All days of rulesets. */
export const ALL_DAYS: DayRange = { first: startOfYear(FIRST_YEAR), last: startOfYear(LAST_YEAR + 1) - 1 };

export type AnnualPattern = AnnualDate | AnnualWeekday | AnnualEaster;

export function isAnnual(pattern: DatePattern): pattern is AnnualPattern {
  return "annually" in pattern;
}

/** The days of a dated pattern that was checked. */
export function rangeOf(pattern: Exclude<DatePattern, AnnualPattern>): DayRange {
  const [from, through] = "date" in pattern ? [pattern.date, pattern.date] : [pattern.from, pattern.through];
  return { first: parseDate(from) as DayNumber, last: parseDate(through) as DayNumber };
}

export type DayFinder = (pattern: AnnualPattern) => readonly DayNumber[];

/**
 * Finds the days of annual patterns from 1970 to 2200.
 *
 * Works out a holiday once, however often it is listed: a file holds thousands.
 */
export function createDayFinder(): DayFinder {
  const known = new Map<string, readonly DayNumber[]>();

  function unshiftedDays({ annually }: { readonly annually: AnnualDate["annually"] | object }): readonly DayNumber[] {
    const key = JSON.stringify(annually);
    const days = known.get(key) ?? daysOf({ annually } as DatePattern);
    known.set(key, days);
    return days;
  }

  return (pattern) => {
    const shift = (pattern as AnnualWeekday).plusDays ?? 0;
    return unshiftedDays(pattern)
      .map((day) => day + shift)
      .filter((day) => day >= ALL_DAYS.first && day <= ALL_DAYS.last);
  };
}

/** A shift of days may carry a date into the years from outside. */
function daysOf(pattern: DatePattern): DayNumber[] {
  const days: DayNumber[] = [];
  for (let year = FIRST_YEAR - 2; year <= LAST_YEAR + 2; year++) days.push(...occurrencesIn(pattern, year));
  return days;
}
