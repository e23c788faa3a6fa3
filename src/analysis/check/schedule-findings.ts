import { compileSchedule } from "../../compile/schedule/compile-schedule.js";
import type { CalendarEntry, RulesetDocument, ScheduleException } from "../../ruleset/document.js";
import { isRangeWithHours, type OwnSchedule } from "../../ruleset/schedules.js";
import { OPEN } from "../../runtime/conditions/variable.js";
import { intlOffsets } from "../../runtime/hours/intl-offsets.js";
import { createLocalHours, type StateFrom } from "../../runtime/hours/local-hours.js";
import { type DatePattern, datedRanges, formatDate, MS_PER_DAY, occurrencesIn, yearOf } from "../../values/dates.js";
import { LAST_INSTANT } from "../../values/instant.js";
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { type CheckFinding, type CheckResult, type CheckSubject, findingAt } from "./check-finding.js";

/** Finds schedules that rules or promises read, but that never open in the period, in any time zone of a customer. */
export function neverOpenFindings({ model, space: { hours, hasAllHours } }: CheckSubject): CheckResult {
  if (!hasAllHours) return { findings: [], undecided: ["whether every schedule is ever open"] };
  const findings = [...model.compiled.conditions.variables.entries()].flatMap(([variable, { schedule }]) => {
    if (schedule === null) return [];
    if (hours.classes.some(({ onSides }) => onSides[0]?.get(variable) === OPEN)) return [];
    return findingAt(["schedules", schedule], {
      code: "schedule-never-open",
      severity: "warning",
      problem: `schedule ${quote(schedule)} is never open in all the days looked at`,
      hint: "see its weekly hours, holidays and exceptions",
    });
  });
  return { findings, undecided: [] };
}

/** Finds exceptions and holidays in the past, exceptions that change nothing, and calendars whose dated days run out. */
export function dateFindings({ model, space }: CheckSubject): CheckResult {
  const { schedules = {}, calendars = {} } = model.compiled.document;
  const { from } = space.period;
  const findings: CheckFinding[] = [];
  const undecided: string[] = [];
  for (const [id, schedule] of Object.entries(schedules)) {
    if ("basedOn" in schedule) continue;
    const today = dayIn(schedule.timeZone, from);
    const { exceptions = [] } = schedule;
    const { mayChange, isComplete } = createExceptionComparison(schedule, exceptions, calendars, today);
    for (const [index, exception] of exceptions.entries()) {
      const path = ["schedules", id, "exceptions", index];
      if (isOver(exception, today)) findings.push(over(path, "exception"));
      else if (!mayChange(index, exception)) findings.push(changesNothing(path, exception));
      else findings.push(...hiddenHoliday(path, exception, schedule, calendars, today));
    }
    if (!isComplete()) undecided.push(`whether every exception of schedule ${quote(id)} changes its hours`);
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
/** The time zone in which a day ends last. */
const LAST_ZONE = "Etc/GMT+12";
const LAST_YEAR = yearOf(LAST_INSTANT / MS_PER_DAY);

/** Returns the date at an instant by a schedule's clock: the earliest possible date for a schedule in customer time. */
function dayIn(timeZone: string, at: number): number {
  return Math.floor((at + intlOffsets(timeZone === CUSTOMER ? LAST_ZONE : timeZone).offsetAt(at)) / MS_PER_DAY);
}

/** Whether the pattern's last day and the next day are over: hours may run past midnight into the next day. */
function isOver(pattern: DatePattern, today: number): boolean {
  const last = lastDay(pattern);
  return last !== null && last + 1 < today;
}

/** Like {@link isOver}, but not before the year ends: people list the holidays of a year together. */
function isOfYearBefore(pattern: DatePattern, today: number): boolean {
  const last = lastDay(pattern);
  return isOver(pattern, today) && yearOf(last ?? today) < yearOf(today);
}

/** Null for an annual pattern. */
function lastDay(pattern: DatePattern): number | null {
  if ("annually" in pattern) return null;
  return Math.max(...datedRanges(pattern).map(({ last }) => last));
}

/**
 * Finds calendars whose last dated day is near or over. In a calendar with annual days too, the dated days may be one-offs: once they are
 * over, only `date-in-the-past` reports them.
 */
function runsOut(id: string, entries: readonly CalendarEntry[], today: number): CheckFinding[] {
  const dated = entries.flatMap((entry, index) => {
    const last = lastDay(entry);
    return last === null ? [] : { index, last };
  });
  const [latest] = dated.toSorted((a, b) => b.last - a.last);
  if (latest === undefined || latest.last >= today + DAYS_AHEAD) return [];
  const hasOnlyDated = dated.length === entries.length;
  if (!hasOnlyDated && latest.last < today) return [];
  const verb = latest.last < today ? "have run out: the last was" : "run out soon: the last is";
  return [
    findingAt(["calendars", id, latest.index], {
      code: "calendar-runs-out",
      severity: hasOnlyDated ? "warning" : "info",
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

function changesNothing(path: Path, exception: ScheduleException): CheckFinding {
  const problem =
    "closed" in exception
      ? "this exception changes nothing: the hours that it removes are closed anyway"
      : "this exception changes nothing: without it the hours of its days are the same";
  const hint = "see whether its date and hours are meant, or take it out";
  return findingAt(path, { code: "exception-changes-nothing", severity: "warning", problem, hint });
}

/** Finds a range of days that goes before a holiday with other hours, with the first such holiday from today on. */
function hiddenHoliday(
  path: Path,
  exception: ScheduleException,
  { holidays = [] }: OwnSchedule,
  calendars: NonNullable<RulesetDocument["calendars"]>,
  today: number,
): CheckFinding[] {
  if (!("hours" in exception) || !isRangeWithHours(exception)) return [];
  const firstYear = yearOf(today);
  for (let year = firstYear; year <= firstYear + YEARS_AHEAD; year++) {
    const days = new Set(occurrencesIn(exception, year).filter((day) => day >= today));
    if (days.size === 0) continue;
    for (const { calendar, hours } of holidays) {
      if (JSON.stringify(hours) === JSON.stringify(exception.hours)) continue;
      for (const entry of calendars[calendar] ?? []) {
        const day = occurrencesIn(entry, year).find((each) => days.has(each));
        if (day === undefined) continue;
        const name = entry.name === undefined ? "a holiday" : quote(entry.name);
        return [
          findingAt(path, {
            code: "range-hides-holiday",
            severity: "warning",
            problem: `this range goes before ${name} on ${quote(formatDate(day))}, which has other hours in calendar ${quote(calendar)}`,
            hint: "write `weekly` for a season, in which holidays count, or leave the holiday out of the range",
          }),
        ];
      }
    }
  }
  return [];
}

/** A range and a holiday of every year meet within a few years, if ever. */
const YEARS_AHEAD = 10;

/** Compares a schedule's local days from `today` on, with and without one exception: the hours, and what closes the schedule. */
function createExceptionComparison(
  schedule: OwnSchedule,
  exceptions: readonly ScheduleException[],
  calendars: NonNullable<RulesetDocument["calendars"]>,
  today: number,
) {
  const entries = (schedule.holidays ?? []).reduce((sum, { calendar }) => sum + (calendars[calendar]?.length ?? 0), 0);
  // The work of reading a year's hours.
  const workPerYear = exceptions.length + entries;
  const hours = createLocalHours(compileSchedule(schedule, { calendars }));
  let left = MAX_WORK;
  return {
    /** Whether an exception changes any local day. True if the work limit is reached. */
    mayChange(index: number, exception: DatePattern): boolean {
      left -= workPerYear;
      if (left < 0) return true;
      const without = createLocalHours(
        compileSchedule({ ...schedule, exceptions: exceptions.toSpliced(index, 1) }, { calendars }),
      );
      const firstYear = "annually" in exception ? yearOf(today) : yearOf(0);
      for (let year = firstYear - 1; year <= LAST_YEAR; year++) {
        const days = occurrencesIn(exception, year).filter((day) => day + 1 >= today);
        if (days.length === 0) continue;
        left -= workPerYear + days.length;
        if (left < 0) return true;
        // An exception also affects the next day: its hours may run past midnight, or cut the previous night short.
        const touched = new Set(days.flatMap((day) => [day, day + 1].filter((each) => each >= today)));
        for (const day of touched) if (!isSame(hours(day, false), without(day, false))) return true;
      }
      return false;
    },
    /** Whether the work limit was never reached. */
    isComplete: () => left >= 0,
  };
}

/** The work limit: exceptions and holidays read, plus days compared. It takes some seconds. */
const MAX_WORK = 2_000_000;

function isSame(left: readonly StateFrom[], right: readonly StateFrom[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ minute, state }, index) => {
      const other = right[index];
      return other?.minute === minute && other.state.open === state.open && other.state.closedBy === state.closedBy;
    })
  );
}
