import { groupBy } from "../../values/group-by.js";
import type { Path } from "../../values/issue.js";
import { parseWeekdays, type WeeklyHours } from "../../values/spans.js";
import { type Finding, findInEach } from "../finding.js";
import type { LooseException, LooseSchedule } from "../schema/schedules.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkExceptionCollisions, createDayFinder, type DatedException, type DayFinder } from "./date-collisions.js";
import { readDatePattern } from "./date-patterns.js";
import { createHolidayCheck } from "./holiday-collisions.js";
import { checkSpans, checkWeekly } from "./hours.js";
import { checkReference } from "./references.js";
import { checkTimeZone } from "./times.js";

/** Checks time zones, spans and dates, and reports days with two different hours. */
export function checkSchedules(shaped: ShapedRuleset): Finding[] {
  const daysOf = createDayFinder();
  const checkHolidayCollisions = createHolidayCheck(shaped.calendarEntries, daysOf);
  return [
    ...findInEach(shaped.calendarEntries, ({ path, value }) => readDatePattern(value, path).findings),
    ...findInEach(shaped.schedules, ({ path, value }) => [
      ...checkSchedule(shaped, value, path, daysOf),
      ...checkHolidayCollisions(value.holidays ?? [], [...path, "holidays"]),
    ]),
  ];
}

function checkSchedule(
  { known }: ShapedRuleset,
  schedule: Partial<LooseSchedule>,
  path: Path,
  daysOf: DayFinder,
): Finding[] {
  const { timeZone, weekly, holidays = [] } = schedule;
  return [
    ...(timeZone === undefined || timeZone === "customer" ? [] : checkTimeZone(timeZone, [...path, "timeZone"])),
    ...(weekly === undefined ? [] : checkWeekly(weekly, [...path, "weekly"])),
    ...holidays.flatMap(({ calendar, hours }, index) => [
      ...checkReference(known, "calendars", calendar, [...path, "holidays", index, "calendar"]),
      ...checkSpans(hours, [...path, "holidays", index, "hours"]),
    ]),
    ...checkExceptions(schedule.exceptions ?? [], [...path, "exceptions"], daysOf),
  ];
}

function checkExceptions(exceptions: readonly LooseException[], path: Path, daysOf: DayFinder): Finding[] {
  const dated: DatedException[] = [];
  const findings = findInEach(exceptions.entries(), ([index, exception]) => {
    const at = [...path, index];
    const read = readDatePattern(exception, at);
    if (read.pattern !== null) dated.push({ path: at, pattern: read.pattern, exception });
    return [...read.findings, ...checkExceptionHours(exception, at)];
  });
  return [...findings, ...checkExceptionCollisions(dated, daysOf)];
}

function checkExceptionHours({ hours, weekly }: LooseException, path: Path): Finding[] {
  if (hours !== undefined && weekly !== undefined) {
    const problem = "`hours` and `weekly` stand side by side";
    return [{ code: "two-hours", problem, hint: "keep one", path: [...path, "weekly"], on: "key" }];
  }
  if (hours !== undefined) return checkSpans(hours, [...path, "hours"]);
  if (weekly !== undefined) return checkWeekly(weekly, [...path, "weekly"]);
  const hint = "add `hours` (an empty list for closed), or `weekly`";
  return [{ code: "missing-key", problem: "the exception has no hours", hint, path }];
}

/** Reports schedules that together would take too much work: too many dates, or too many openings per week. */
export function checkScheduleWork({ schedules, calendarEntries }: ShapedRuleset): Finding[] {
  const entriesOf = groupBy(calendarEntries, ({ key }) => key);
  const findings: Finding[] = [];
  let dates = 0;
  let openings = 0;
  for (const { value } of schedules) {
    dates += value.exceptions?.length ?? 0;
    // A calendar counts once for each schedule that uses it, since each schedule computes its days.
    for (const { calendar } of value.holidays ?? []) dates += entriesOf.get(calendar)?.length ?? 0;
    openings += openingsAWeek(value) * (value.timeZone === "customer" ? ZONES_OF_CUSTOMERS : 1);
  }
  if (dates > MAX_DATES) {
    const problem = `the schedules have ${dates} exceptions and holidays together, more than ${MAX_DATES}`;
    const hint = "have fewer schedules use the long calendars";
    findings.push({ code: "too-many", problem, hint, path: ["schedules"] });
  }
  if (openings > MAX_OPENINGS) {
    const problem = `the schedules open ${openings} times a week together, more than ${MAX_OPENINGS}`;
    const hint = "join schedules that say the same, and spans that touch";
    findings.push({ code: "too-many", problem, hint, path: ["schedules"] });
  }
  return findings;
}

/** Returns the openings of the fullest week that weekly hours, holidays and exceptions could make. */
export function openingsAWeek({ weekly = {}, holidays = [], exceptions = [] }: Partial<LooseSchedule>): number {
  const weeks = [
    openingsOfWeek(weekly),
    ...holidays.map(({ hours }) => hours.length * DAYS),
    ...exceptions.map((exception) => (exception.hours?.length ?? 0) * DAYS + openingsOfWeek(exception.weekly ?? {})),
  ];
  return weeks.reduce((most, openings) => Math.max(most, openings), 0);
}

function openingsOfWeek(weekly: WeeklyHours): number {
  return Object.entries(weekly).reduce(
    (sum, [key, spans]) => sum + spans.length * (parseWeekdays(key)?.length ?? 0),
    0,
  );
}

const DAYS = 7;
const MAX_DATES = 30_000;
/** Each opening is two instants per week, for every year that a router keeps. */
const MAX_OPENINGS = 20_000;
/** A schedule in customer time is computed for each zone of the customers. */
const ZONES_OF_CUSTOMERS = 20;
