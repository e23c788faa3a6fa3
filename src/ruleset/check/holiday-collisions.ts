import { type DayNumber, formatDate, occurrencesIn } from "../dates.js";
import type { HolidayRule } from "../document.js";
import type { Finding } from "../finding.js";
import type { Path } from "../issue.js";
import type { LooseCalendarEntry } from "../loose-schedule.js";
import { quote } from "../quote.js";
import type { Entry } from "../shaped.js";
import { FIRST_YEAR, LAST_YEAR, readDatePattern } from "./date-patterns.js";

/**
 * Two items of a schedule's `holidays` that say different hours of one day, told of once, with the first such date from 1970 to 2200.
 *
 * The days of a calendar are worked out once, and only for schedules that look at two.
 */
export function createHolidayCheck(
  entries: readonly Entry<LooseCalendarEntry>[],
): (holidays: readonly HolidayRule[], path: Path) => Finding[] {
  const remembered = new Map<string, ReadonlySet<DayNumber>>();

  function daysOf(calendar: string): ReadonlySet<DayNumber> {
    const days =
      remembered.get(calendar) ?? new Set(entries.filter(({ key }) => key === calendar).flatMap(daysOfEntry));
    remembered.set(calendar, days);
    return days;
  }

  return (holidays, path) => {
    if (holidays.length < 2) return [];
    const firsts = new Map<DayNumber, HolidayRule>();
    return holidays.flatMap((holiday, index) => {
      const days = [...daysOf(holiday.calendar)];
      const shared = days.find((day) => differs(firsts.get(day), holiday));
      for (const day of days) if (!firsts.has(day)) firsts.set(day, holiday);
      const first = shared === undefined ? undefined : firsts.get(shared);
      return shared === undefined || first === undefined ? [] : [collision(first, holiday, shared, [...path, index])];
    });
  };
}

function daysOfEntry({ path, value }: Entry<LooseCalendarEntry>): DayNumber[] {
  const { pattern } = readDatePattern(value, path);
  if (pattern === null) return [];
  const days: DayNumber[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) days.push(...occurrencesIn(pattern, year));
  return days;
}

function differs(first: HolidayRule | undefined, second: HolidayRule): boolean {
  return first !== undefined && sayOf(first) !== sayOf(second);
}

function sayOf({ hours, carryOver = false }: HolidayRule): string {
  return JSON.stringify([hours, carryOver]);
}

function collision(first: HolidayRule, second: HolidayRule, day: DayNumber, path: Path): Finding {
  const calendars =
    first.calendar === second.calendar
      ? `calendar ${quote(first.calendar)} is listed twice, with`
      : `calendars ${quote(first.calendar)} and ${quote(second.calendar)} have`;
  const problem = `${calendars} different hours on \`${formatDate(day)}\``;
  return { code: "dates-collide", problem, hint: "give both the same hours, or take the day out of one", path };
}
