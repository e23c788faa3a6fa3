import { boundedCache } from "../../values/bounded-cache.js";
import { type DayNumber, type DayRange, datedRanges, formatDate } from "../../values/dates.js";
import { groupBy } from "../../values/group-by.js";
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { HolidayRule } from "../document.js";
import type { Finding } from "../finding.js";
import type { LooseCalendarEntry } from "../schema/schedules.js";
import type { Entry } from "../shape/shaped.js";
import { ALL_DAYS, hoursKey, type RangeFinder } from "./date-collisions.js";
import { readDatePattern } from "./date-patterns.js";
import { describeSplit } from "./split-dates.js";

/**
 * Creates a check of a schedule's `holidays`. It reports an item that has other hours than an earlier item on a shared day, with the first
 * such day from 1970 to 2200.
 *
 * Lists the days of each calendar once, and only if a schedule has two calendars to compare.
 */
export function createHolidayCheck(
  entries: readonly Entry<LooseCalendarEntry>[],
  rangesOf: RangeFinder,
): (holidays: readonly HolidayRule[], path: Path) => Finding[] {
  const entriesOf = groupBy(entries, ({ key }) => key);
  const daysOf = boundedCache(Infinity, (calendar: string) => collectDays(entriesOf.get(calendar) ?? [], rangesOf));
  /** Says how the range of a calendar that has a day can do without the days of another calendar. Null if no range has it. */
  function splitCalendar(calendar: string, other: string, day: DayNumber): string | null {
    if (calendar === other) return null;
    const taken = daysOf(other);
    for (const { path, value } of entriesOf.get(calendar) ?? []) {
      const { pattern } = readDatePattern(value, path);
      if (pattern === null || !("from" in pattern)) continue;
      const [range] = datedRanges(pattern) as [DayRange];
      if (day < range.first || day > range.last || range.last - range.first > LONGEST_SPLIT) continue;
      return describeSplit(`the range of calendar ${quote(calendar)}`, range, sharedDays(range, taken));
    }
    return null;
  }

  return (holidays, path) => {
    const keys = holidays.map(hoursKey);
    return holidays.flatMap((holiday, index) => {
      const collisions = holidays.slice(0, index).flatMap((first, earlier) => {
        const shared =
          keys[earlier] === keys[index] ? null : firstShared(daysOf(first.calendar), daysOf(holiday.calendar));
        return shared === null ? [] : [{ first, shared }];
      });
      const [earliest] = collisions.sort((a, b) => a.shared - b.shared);
      if (earliest === undefined) return [];
      const { first, shared } = earliest;
      const calendars =
        first.calendar === holiday.calendar
          ? `calendar ${quote(first.calendar)} is listed twice, with`
          : `calendars ${quote(first.calendar)} and ${quote(holiday.calendar)} have`;
      const problem = `${calendars} different hours on \`${formatDate(shared)}\``;
      const split =
        splitCalendar(first.calendar, holiday.calendar, shared) ??
        splitCalendar(holiday.calendar, first.calendar, shared);
      const hint = `give both the same hours, or ${split ?? "take the day out of one"}`;
      return [{ code: "dates-collide", problem, hint, path: [...path, index] }];
    });
  };
}

/** One bit per day, from the first day of {@link ALL_DAYS}. Comparing two sets takes microseconds. */
type DaySet = Int32Array;

function collectDays(entries: readonly Entry<LooseCalendarEntry>[], rangesOf: RangeFinder): DaySet {
  const listed = new Uint8Array(ALL_DAYS.last - ALL_DAYS.first + 1);
  for (const { path, value } of entries) {
    const { pattern } = readDatePattern(value, path);
    if (pattern === null) continue;
    for (const { first, last } of rangesOf(pattern)) {
      listed.fill(1, first - ALL_DAYS.first, last - ALL_DAYS.first + 1);
    }
  }
  const days = new Int32Array(Math.ceil(listed.length / 32));
  for (const [day, isListed] of listed.entries())
    days[day >> 5] = (days[day >> 5] as number) | (isListed << (day & 31));
  return days;
}

function sharedDays({ first, last }: DayRange, taken: DaySet): DayRange[] {
  const shared: DayRange[] = [];
  for (let day = first; day <= last; day++) {
    const place = day - ALL_DAYS.first;
    if (((taken[place >> 5] as number) >> (place & 31)) & 1) shared.push({ first: day, last: day });
  }
  return shared;
}

/** In days. Bounds the work of a message. */
const LONGEST_SPLIT = 1000;

function firstShared(a: DaySet, b: DaySet): DayNumber | null {
  for (let word = 0; word < a.length; word++) {
    const bits = (a[word] as number) & (b[word] as number);
    if (bits !== 0) return ALL_DAYS.first + word * 32 + (31 - Math.clz32(bits & -bits));
  }
  return null;
}
