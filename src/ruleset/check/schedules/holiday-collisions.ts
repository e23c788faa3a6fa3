import { type DayNumber, formatDate } from "../../../values/dates.js";
import { groupBy } from "../../../values/group-by.js";
import type { Path } from "../../../values/issue.js";
import { quote } from "../../../values/quote.js";
import type { HolidayRule } from "../../document.js";
import type { Finding } from "../../finding.js";
import type { LooseCalendarEntry } from "../../shape/loose-schedule.js";
import type { Entry } from "../../shape/shaped.js";
import { readDatePattern } from "./date-patterns.js";
import { ALL_DAYS, type DayFinder, isAnnual, rangeOf } from "./days-of-patterns.js";

/**
 * Two items of a schedule's `holidays` that say different hours of one day, told of once, with the first such date from 1970 to 2200.
 *
 * The days of a calendar are worked out once, and only for schedules that look at two.
 */
export function createHolidayCheck(
  entries: readonly Entry<LooseCalendarEntry>[],
  findDays: DayFinder,
): (holidays: readonly HolidayRule[], path: Path) => Finding[] {
  const entriesOf = groupBy(entries, ({ key }) => key);
  const remembered = new Map<string, DaySet>();

  function daysOf(calendar: string): DaySet {
    const days = remembered.get(calendar) ?? collectDays(entriesOf.get(calendar) ?? [], findDays);
    remembered.set(calendar, days);
    return days;
  }

  return (holidays, path) => {
    const said = holidays.map(sayOf);
    return holidays.flatMap((holiday, index) => {
      const collisions = holidays.slice(0, index).flatMap((first, earlier) => {
        const shared =
          said[earlier] === said[index] ? null : firstShared(daysOf(first.calendar), daysOf(holiday.calendar));
        return shared === null ? [] : [{ first, shared }];
      });
      const [told] = collisions.sort((a, b) => a.shared - b.shared);
      return told === undefined ? [] : [collision(told.first, holiday, told.shared, [...path, index])];
    });
  };
}

/** One bit a day, from the first of {@link ALL_DAYS}: sets of which any two are compared in microseconds. */
type DaySet = Int32Array;

function collectDays(entries: readonly Entry<LooseCalendarEntry>[], findDays: DayFinder): DaySet {
  const length = ALL_DAYS.last - ALL_DAYS.first + 1;
  /** How many more ranges hold a day than held the one before: a range costs as much as a day, however long it is. */
  const changes = new Int32Array(length + 1);
  const add = (first: DayNumber, last: DayNumber) => {
    const [from, to] = [first - ALL_DAYS.first, last - ALL_DAYS.first + 1];
    changes[from] = (changes[from] as number) + 1;
    changes[to] = (changes[to] as number) - 1;
  };
  for (const { path, value } of entries) {
    const { pattern } = readDatePattern(value, path);
    if (pattern === null) continue;
    if (isAnnual(pattern)) for (const day of findDays(pattern)) add(day, day);
    else {
      const { first, last } = rangeOf(pattern);
      add(first, last);
    }
  }
  const days = new Int32Array(Math.ceil(length / 32));
  let holding = 0;
  for (let day = 0; day < length; day++) {
    holding += changes[day] as number;
    if (holding > 0) days[day >> 5] = (days[day >> 5] as number) | (1 << (day & 31));
  }
  return days;
}

function firstShared(a: DaySet, b: DaySet): DayNumber | null {
  for (let word = 0; word < a.length; word++) {
    const bits = (a[word] as number) & (b[word] as number);
    if (bits !== 0) return ALL_DAYS.first + word * 32 + (31 - Math.clz32(bits & -bits));
  }
  return null;
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
