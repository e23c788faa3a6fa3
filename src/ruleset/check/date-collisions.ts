import {
  type AnnualDate,
  type AnnualEaster,
  type AnnualWeekday,
  type DatePattern,
  type DayNumber,
  formatDate,
  occurrencesIn,
  parseDate,
  startOfYear,
} from "../../values/dates.js";
import { groupBy } from "../../values/group-by.js";
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { HolidayRule } from "../document.js";
import type { Finding } from "../finding.js";
import type { LooseCalendarEntry, LooseException } from "../schema/schedules.js";
import type { Entry } from "../shape/shaped.js";
import { FIRST_YEAR, LAST_YEAR, readDatePattern } from "./date-patterns.js";

/** An exception whose dates can be read. */
export interface DatedException {
  readonly path: Path;
  readonly pattern: DatePattern;
  readonly exception: LooseException;
}

/**
 * Two exceptions of one schedule on one date, each told of once, with the first such date.
 *
 * Annual ones are looked at from 1970 to 2200. Where one is annual, two that say the same of their hours do not contradict each other.
 */
export function checkExceptionCollisions(exceptions: readonly DatedException[], daysOf: DayFinder): Finding[] {
  const ranges: Range[] = [];
  const annual: Annual[] = [];
  for (const of of exceptions) {
    const says = hoursKey(of.exception);
    if (isAnnual(of.pattern)) annual.push({ of, says, pattern: of.pattern });
    else ranges.push({ of, says, ...rangeOf(of.pattern) });
  }
  ranges.sort((a, b) => a.first - b.first || a.last - b.last);
  return [...rangesThatOverlap(ranges), ...annualThatMeet(annual, ranges, daysOf)];
}

interface Saying {
  readonly of: DatedException;
  /** Of its hours. */
  readonly says: string;
}

type Range = Saying & DayRange;
type Annual = Saying & { readonly pattern: AnnualPattern };

/** Expects ranges in order of their first days. */
function rangesThatOverlap(ranges: readonly Range[]): Finding[] {
  const findings: Finding[] = [];
  let longest: Range | undefined;
  for (const range of ranges) {
    if (longest !== undefined && range.first <= longest.last)
      findings.push(collision(longest.of, range.of, range.first));
    if (longest === undefined || range.last > longest.last) longest = range;
  }
  return findings;
}

function annualThatMeet(annual: readonly Annual[], ranges: readonly Range[], daysOf: DayFinder): Finding[] {
  if (annual.length === 0) return [];
  /** By day, one more than the index of the first of them. An array, as there may be a thousand annual ones, each with 231 days. */
  const firstOn = new Uint16Array(ALL_DAYS.last - ALL_DAYS.first + 1);
  return annual.flatMap(({ of, pattern, says }, index) => {
    let told: Finding | null = null;
    for (const day of daysOf(pattern)) {
      const place = day - ALL_DAYS.first;
      const first = firstOn[place] as number;
      if (first === 0) firstOn[place] = index + 1;
      if (told !== null) continue;
      const other = first === 0 ? rangeOn(ranges, day) : annual[first - 1];
      if (other !== undefined && other.says !== says) told = collision(other.of, of, day);
    }
    return told ?? [];
  });
}

/** The last range to begin by that day, if it still lasts; ranges that overlap are told of elsewhere. */
function rangeOn(ranges: readonly Range[], day: DayNumber): Range | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Range).first <= day) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low - 1];
  return range !== undefined && day <= range.last ? range : undefined;
}

function hoursKey({
  hours,
  weekly,
  carryOver = false,
}: Pick<LooseException, "hours" | "weekly" | "carryOver">): string {
  return JSON.stringify([hours, weekly, carryOver]);
}

function collision(first: DatedException, second: DatedException, day: DayNumber): Finding {
  const [earlier, later] = indexOf(first) < indexOf(second) ? [first, second] : [second, first];
  const problem = `${describe(earlier)} and ${describe(later)} both fall on \`${formatDate(day)}\``;
  return { code: "dates-collide", problem, hint: "keep one for that day", path: later.path };
}

function indexOf({ path }: DatedException): number {
  return Number(path.at(-1));
}

function describe({ exception, path }: DatedException): string {
  return exception.name === undefined ? `exception ${Number(path.at(-1)) + 1}` : `exception ${quote(exception.name)}`;
}

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
    const said = holidays.map(hoursKey);
    return holidays.flatMap((holiday, index) => {
      const collisions = holidays.slice(0, index).flatMap((first, earlier) => {
        const shared =
          said[earlier] === said[index] ? null : firstShared(daysOf(first.calendar), daysOf(holiday.calendar));
        return shared === null ? [] : [{ first, shared }];
      });
      const [told] = collisions.sort((a, b) => a.shared - b.shared);
      return told === undefined ? [] : [holidayCollision(told.first, holiday, told.shared, [...path, index])];
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

function holidayCollision(first: HolidayRule, second: HolidayRule, day: DayNumber, path: Path): Finding {
  const calendars =
    first.calendar === second.calendar
      ? `calendar ${quote(first.calendar)} is listed twice, with`
      : `calendars ${quote(first.calendar)} and ${quote(second.calendar)} have`;
  const problem = `${calendars} different hours on \`${formatDate(day)}\``;
  return { code: "dates-collide", problem, hint: "give both the same hours, or take the day out of one", path };
}

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
