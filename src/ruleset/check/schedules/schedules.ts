import type { Path } from "../../../values/issue.js";
import { findInEach } from "../../find-in-each.js";
import type { Finding } from "../../finding.js";
import type { LooseException, LooseSchedule } from "../../shape/loose-schedule.js";
import type { ShapedRuleset } from "../../shape/shaped.js";
import { checkReference } from "../references.js";
import { readDatePattern } from "./date-patterns.js";
import { createDayFinder, type DayFinder } from "./days-of-patterns.js";
import { checkExceptionCollisions, type DatedException } from "./exception-collisions.js";
import { createHolidayCheck } from "./holiday-collisions.js";
import { checkSpans, checkWeekly } from "./hours.js";
import { checkTimeZone } from "./time-zones.js";

/** Everything about hours: zones, spans, dates, and days on which two things hold at once. */
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
    return [
      {
        code: "two-hours",
        problem: "`hours` and `weekly` stand side by side",
        hint: "keep one",
        path: [...path, "weekly"],
        on: "key",
      },
    ];
  }
  if (hours !== undefined) return checkSpans(hours, [...path, "hours"]);
  if (weekly !== undefined) return checkWeekly(weekly, [...path, "weekly"]);
  const hint = "add `hours` (an empty list for closed), or `weekly`";
  return [{ code: "missing-key", problem: "the exception has no hours", hint, path }];
}
