import { compileSchedule } from "../../compile/schedule/compile-schedule.js";
import { zoneOffsets } from "../../compile/schedule/zone-offsets.js";
import type { CalendarEntry, RulesetDocument, Schedule } from "../../ruleset/document.js";
import { OPEN } from "../../runtime/conditions/variable.js";
import { createLocalHours, type StateFrom } from "../../runtime/hours/local-hours.js";
import { type DatePattern, formatDate, MS_PER_DAY, occurrencesIn, parseDate, yearOf } from "../../values/dates.js";
import { LAST_INSTANT } from "../../values/instant.js";
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { Space } from "../retiring/model/space.js";
import { type CheckFinding, findingAt } from "./check-finding.js";

/** Schedules that rules or promises read, and that are open at no instant of the period, wherever a customer is. */
export function scheduleFindings({ sides, hours, hasAllHours }: Space): CheckFinding[] {
  const [side] = sides;
  if (side === undefined || !hasAllHours) return [];
  const { conditions } = side.compiled;
  return [...conditions.variables.entries()].flatMap(([axis, { schedule }]) => {
    if (schedule === null) return [];
    if (hours.classes.some(({ onSides }) => onSides[0]?.get(axis) === OPEN)) return [];
    return findingAt(["schedules", schedule], {
      code: "schedule-never-open",
      severity: "warning",
      problem: `schedule ${quote(schedule)} is never open in all the days looked at`,
      hint: "see its weekly hours, holidays and exceptions",
    });
  });
}

export interface DateFindings {
  readonly findings: readonly CheckFinding[];
  /** Schedules with too many exceptions to compare them all. */
  readonly undecided: readonly string[];
}

/**
 * Exceptions whose dates are over, holidays whose year is, exceptions that leave the hours as they would be, and calendars whose dated days run out.
 *
 * An annual exception is looked at until 2200: this year's may fall on a day that is closed anyway, and next year's may not.
 */
export function dateFindings({ schedules = {}, calendars = {} }: RulesetDocument, from: number): DateFindings {
  const findings: CheckFinding[] = [];
  const undecided: string[] = [];
  for (const [id, schedule] of Object.entries(schedules)) {
    const today = dayIn(schedule.timeZone, from);
    const { changesFrom, isComplete } = createExceptionComparison(schedule, calendars);
    for (const [index, exception] of (schedule.exceptions ?? []).entries()) {
      const path = ["schedules", id, "exceptions", index];
      if (isOver(exception, today)) findings.push(over(path, "exception"));
      else if (changesFrom(index, today, LAST_YEAR) === false) findings.push(changesNothing(path));
    }
    if (!isComplete()) undecided.push(id);
  }
  const today = dayIn(CUSTOMER, from);
  for (const [id, entries] of Object.entries(calendars)) {
    for (const [index, entry] of entries.entries()) {
      if (isOfYearBefore(entry, today)) findings.push(over(["calendars", id, index], "holiday"));
    }
    findings.push(...runsOut(id, entries, today));
  }
  return { findings, undecided };
}

const CUSTOMER = "customer";
/** Where a day ends last. */
const LAST_ZONE = "Etc/GMT+12";
const LAST_YEAR = yearOf(LAST_INSTANT / MS_PER_DAY);

/** The date by the clock of a schedule; of one in customer time where it is earliest. */
function dayIn(timeZone: string, at: number): number {
  return Math.floor((at + zoneOffsets(timeZone === CUSTOMER ? LAST_ZONE : timeZone).offsetAt(at)) / MS_PER_DAY);
}

/** Whether the day after its last one has ended, into which its hours may run. */
function isOver(pattern: DatePattern, today: number): boolean {
  const last = lastDay(pattern);
  return last !== null && last + 1 < today;
}

/** The holidays of a year are listed together, and some of them are over long before it is. */
function isOfYearBefore(pattern: DatePattern, today: number): boolean {
  const last = lastDay(pattern);
  return isOver(pattern, today) && yearOf(last ?? today) < yearOf(today);
}

/** Null for a pattern of every year. */
function lastDay(pattern: DatePattern): number | null {
  if ("annually" in pattern) return null;
  return parseDate("date" in pattern ? pattern.date : pattern.through);
}

/** Of a calendar with annual days too, dated ones may be for once: those that are over are told of by themselves. */
function runsOut(id: string, entries: readonly CalendarEntry[], today: number): CheckFinding[] {
  const dated = entries.flatMap((entry, index) => {
    const last = lastDay(entry);
    return last === null ? [] : { index, last };
  });
  const [latest] = dated.toSorted((a, b) => b.last - a.last);
  if (latest === undefined || latest.last >= today + DAYS_AHEAD) return [];
  const isDatedAlone = dated.length === entries.length;
  if (!isDatedAlone && latest.last < today) return [];
  const verb = latest.last < today ? "have run out: the last was" : "run out soon: the last is";
  return [
    findingAt(["calendars", id, latest.index], {
      code: "calendar-runs-out",
      severity: isDatedAlone ? "warning" : "info",
      problem: `the dated days of calendar ${quote(id)} ${verb} ${quote(formatDate(latest.last))}`,
      hint: "add those to come, or write `annually` for a day of every year",
    }),
  ];
}

const DAYS_AHEAD = 90;

function over(path: Path, noun: string): CheckFinding {
  return findingAt(path, {
    code: "date-in-the-past",
    severity: "info",
    problem: `this ${noun} lies in the past, and changes nothing any more`,
    hint: "take it out, or give it a date to come",
  });
}

function changesNothing(path: Path): CheckFinding {
  return findingAt(path, {
    code: "exception-changes-nothing",
    severity: "warning",
    problem: "this exception changes nothing: without it the hours of its days are the same",
    hint: "see whether its date and hours are meant, or take it out",
  });
}

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
