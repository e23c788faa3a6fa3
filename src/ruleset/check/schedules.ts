import { formatDate, parseDate, WEEKDAYS, weekdayOf } from "../../values/dates.js";
import { groupBy } from "../../values/group-by.js";
import type { Path } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { parseWeekdays, type WeeklyHours } from "../../values/spans.js";
import type { Rotation } from "../document.js";
import { type Finding, findInEach } from "../finding.js";
import type { LooseException, LooseSchedule } from "../schema/schedules.js";
import type { Entry, ShapedRuleset } from "../shape/shaped.js";
import {
  checkExceptionCollisions,
  createRangeFinder,
  type DatedException,
  type RangeFinder,
} from "./date-collisions.js";
import { checkDate, readDatePattern } from "./date-patterns.js";
import { createHolidayCheck } from "./holiday-collisions.js";
import { checkSpans, checkWeeks } from "./hours.js";
import { checkReference } from "./references.js";
import { checkTimeZone } from "./times.js";

/** Checks time zones, spans and dates, and reports days with two different hours. */
export function checkSchedules(shaped: ShapedRuleset): Finding[] {
  const rangesOf = createRangeFinder();
  const checkHolidayCollisions = createHolidayCheck(shaped.calendarEntries, rangesOf);
  return [
    ...findInEach(shaped.calendarEntries, ({ path, value }) => readDatePattern(value, path).findings),
    ...findInEach(shaped.schedules, ({ path, value }) => [
      ...checkSchedule(shaped, value, path, rangesOf),
      ...checkHolidayCollisions(value.holidays ?? [], [...path, "holidays"]),
    ]),
  ];
}

function checkSchedule(shaped: ShapedRuleset, schedule: LooseSchedule, path: Path, rangesOf: RangeFinder): Finding[] {
  const { timeZone, weekly, rotation, basedOn, holidays = [] } = schedule;
  return [
    ...(timeZone === undefined || timeZone === "customer" ? [] : checkTimeZone(timeZone, [...path, "timeZone"])),
    ...(weekly === undefined ? [] : checkWeeks([{ weekly, path: [...path, "weekly"] }])),
    ...(rotation === undefined ? [] : checkRotation(rotation, [...path, "rotation"])),
    ...(basedOn === undefined ? [] : checkBase(shaped, basedOn, [...path, "basedOn"])),
    ...holidays.flatMap(({ calendar, hours }, index) => [
      ...checkReference(shaped.known, "calendars", calendar, [...path, "holidays", index, "calendar"]),
      ...checkSpans(hours, [...path, "holidays", index, "hours"]),
    ]),
    ...checkExceptions(schedule.exceptions ?? [], [...path, "exceptions"], rangesOf),
  ];
}

function checkRotation({ startsOn, weeks = [] }: Partial<Rotation>, path: Path): Finding[] {
  const placed = weeks.map((weekly, index) => ({ weekly, path: [...path, "weeks", index] }));
  const findings = checkWeeks(placed);
  if (weeks.length === 1) {
    const problem = "the rotation has one week";
    const hint = "add the weeks that follow it, or write it as `weekly`";
    findings.push({ code: "rotation-of-one-week", problem, hint, severity: "warning", path: [...path, "weeks"] });
  }
  return startsOn === undefined ? findings : [...checkMonday(startsOn, [...path, "startsOn"]), ...findings];
}

function checkMonday(startsOn: string, path: Path): Finding[] {
  const problem = checkDate(startsOn);
  if (problem !== null) return [{ ...problem, path }];
  const day = parseDate(startsOn) as number;
  const weekday = weekdayOf(day);
  if (weekday === 0) return [];
  return [
    {
      code: "not-a-monday",
      problem: `${quote(startsOn)} is not a Monday, but \`${WEEKDAYS[weekday]}\``,
      hint: `write the Monday of that week, ${quote(formatDate(day - weekday))}`,
      path,
    },
  ];
}

function checkBase({ known, schedules }: ShapedRuleset, basedOn: string, path: Path): Finding[] {
  const base = schedules.find(({ key }) => key === basedOn)?.value;
  if (base?.basedOn === undefined) return checkReference(known, "schedules", basedOn, path);
  const hint =
    base.basedOn === basedOn
      ? "name a schedule with hours of its own"
      : `name a schedule with hours of its own, such as ${quote(base.basedOn)}`;
  return [{ code: "base-is-derived", problem: `schedule ${quote(basedOn)} is itself based on another`, hint, path }];
}

function checkExceptions(exceptions: readonly LooseException[], path: Path, rangesOf: RangeFinder): Finding[] {
  const dated: DatedException[] = [];
  const findings = findInEach(exceptions.entries(), ([index, exception]) => {
    const at = [...path, index];
    const read = readDatePattern(exception, at);
    if (read.pattern !== null) dated.push({ path: at, pattern: read.pattern, exception });
    return [...read.findings, ...checkExceptionHours(exception, at)];
  });
  return [...findings, ...checkExceptionCollisions(dated, rangesOf)];
}

function checkExceptionHours({ hours, weekly, closed, carryOver }: LooseException, path: Path): Finding[] {
  const present = Object.entries({ hours, weekly, closed }).flatMap(([key, value]) => (value === undefined ? [] : key));
  const [key, other] = present;
  if (key === undefined) {
    const hint = "add `hours` (an empty list for closed), `weekly`, or `closed` for hours to remove";
    return [{ code: "missing-key", problem: "the exception has no hours", hint, path }];
  }
  if (other !== undefined) {
    const problem = `${quoteList(present)} stand side by side`;
    const hint = present.includes("closed") ? "keep one, and give the other an exception of its own" : "keep one";
    return [{ code: "two-hours", problem, hint, path: [...path, other], on: "key" }];
  }
  if (weekly !== undefined) return checkWeeks([{ weekly, path: [...path, "weekly"] }]);
  if (hours !== undefined) return checkSpans(hours, [...path, "hours"]);
  const findings = checkSpans(closed ?? [], [...path, "closed"]);
  if (closed?.length === 0) {
    const hint = "list the hours to remove, or write `hours` for a day that is closed";
    findings.push({ code: "empty-list", problem: "`closed` is empty", hint, path: [...path, "closed"] });
  }
  if (carryOver !== undefined) {
    const problem = "`carryOver` does not go with `closed`";
    const hint = "leave it out: only the listed hours are removed, whichever day they belong to";
    findings.push({ code: "misplaced-carry-over", problem, hint, path: [...path, "carryOver"], on: "key" });
  }
  return findings;
}

/** Reports schedules that together would take too much work: too many dates, or too many openings per week. */
export function checkScheduleWork({ schedules, calendarEntries }: ShapedRuleset): Finding[] {
  const entriesOf = groupBy(calendarEntries, ({ key }) => key);
  const findings: Finding[] = [];
  let dates = 0;
  let openings = 0;
  for (const value of schedules.map(baseAmong(schedules))) {
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

/** Returns the base of a derived schedule, and any other schedule itself. */
function baseAmong(schedules: readonly Entry<LooseSchedule>[]): (schedule: Entry<LooseSchedule>) => LooseSchedule {
  const byId = new Map(schedules.map(({ key, value }) => [key, value]));
  return ({ value }) => (value.basedOn === undefined ? value : (byId.get(value.basedOn) ?? value));
}

/** Returns the openings of the fullest week that weekly hours, holidays and exceptions could make. Expects the base of a derived schedule. */
export function openingsAWeek({ weekly = {}, rotation, holidays = [], exceptions = [] }: LooseSchedule): number {
  const weeks = [
    ...[weekly, ...(rotation?.weeks ?? [])].map(openingsOfWeek),
    ...holidays.map(({ hours }) => hours.length * DAYS),
    ...exceptions.map((exception) => (exception.hours?.length ?? 0) * DAYS + openingsOfWeek(exception.weekly ?? {})),
  ];
  // A cut can split each span that it lies in.
  const cuts = exceptions.map(({ closed = [] }) => closed.length * DAYS);
  return weeks.reduce((most, openings) => Math.max(most, openings), 0) + cuts.reduce((a, b) => Math.max(a, b), 0);
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
