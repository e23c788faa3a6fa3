import { compileSchedule } from "../../compile/schedule/compile-schedule.js";
import type { RulesetDocument, Schedule } from "../../ruleset/document.js";
import { createLocalHours, type StateFrom } from "../../runtime/hours/local-hours.js";
import { occurrencesIn, yearOf } from "../../values/dates.js";

export interface ExceptionComparison {
  /** Whether a local day from `today` on, up to the end of a year, is other than without the exception; null where that takes too long to tell. */
  changesFrom(index: number, today: number, lastYear: number): boolean | null;
  /** Whether nothing took too long. */
  isComplete(): boolean;
}

/** Compares the hours of a schedule with those without one of its exceptions, by the wall calendar: also which exception closes it. */
export function createExceptionComparison(
  schedule: Schedule,
  calendars: RulesetDocument["calendars"] = {},
): ExceptionComparison {
  const { exceptions = [], holidays = [] } = schedule;
  const entries = holidays.reduce((sum, { calendar }) => sum + (calendars[calendar]?.length ?? 0), 0);
  /** What a year of hours takes to read. */
  const price = exceptions.length + entries;
  const hours = createLocalHours(compileSchedule(schedule, calendars));
  let left = MOST_WORK;
  return {
    changesFrom(index, today, lastYear) {
      const exception = exceptions[index];
      if (exception === undefined) return false;
      left -= price;
      if (left < 0) return null;
      const without = createLocalHours(
        compileSchedule({ ...schedule, exceptions: exceptions.toSpliced(index, 1) }, calendars),
      );
      const firstYear = "annually" in exception ? yearOf(today) : yearOf(0);
      for (let year = firstYear - 1; year <= lastYear; year++) {
        const days = occurrencesIn(exception, year).filter((day) => day + 1 >= today);
        if (days.length === 0) continue;
        left -= price + days.length;
        if (left < 0) return null;
        // What its hours run into the next day, or leave of the night before, is its doing too.
        const touched = new Set(days.flatMap((day) => [day, day + 1].filter((each) => each >= today)));
        for (const day of touched) if (!isSame(hours(day, false), without(day, false))) return true;
      }
      return false;
    },
    isComplete: () => left >= 0,
  };
}

/** Exceptions and holidays read, and days compared: some seconds. */
const MOST_WORK = 2_000_000;

function isSame(left: readonly StateFrom[], right: readonly StateFrom[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ minute, state }, index) => {
      const other = right[index];
      return other?.minute === minute && other.state.open === state.open && other.state.closedBy === state.closedBy;
    })
  );
}
