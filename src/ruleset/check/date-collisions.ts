import { boundedCache } from "../../values/bounded-cache.js";
import {
  type DatePattern,
  type DayNumber,
  type DayRange,
  datedRanges,
  formatDate,
  intersectDays,
  rangesIn,
  startOfYear,
  WEEKDAYS,
  weekdayOf,
  yearOf,
} from "../../values/dates.js";
import { groupBy } from "../../values/group-by.js";
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { parseWeekdays } from "../../values/spans.js";
import type { Finding } from "../finding.js";
import { exceptionRank } from "../schedules.js";
import type { LooseException } from "../schema/schedules.js";
import { FIRST_YEAR, LAST_YEAR } from "./date-patterns.js";
import { describeSplit } from "./split-dates.js";

export interface DatedException {
  readonly path: Path;
  readonly pattern: DatePattern;
  readonly exception: LooseException;
}

/**
 * Reports each exception of a schedule that has other hours than another one of its rank on a shared day, with the first such day from 1970
 * to 2200. Cuts add up, and are not compared.
 */
export function checkExceptionCollisions(exceptions: readonly DatedException[], rangesOf: RangeFinder): Finding[] {
  const replacing = exceptions.filter(({ exception }) => exception.closed === undefined);
  const ofRank = groupBy(replacing, ({ exception }) => exceptionRank(exception));
  return [...ofRank.values()].flatMap((ranked) => (ranked.length < 2 ? [] : collisionsAmong(ranked, rangesOf)));
}

/** A range of an exception, by its index. */
interface OwnedRange extends DayRange {
  readonly owner: number;
}

/**
 * Looks at the ranges by their first day, and compares each with the earlier one that ends last. This is enough: an earlier one that ends
 * sooner, and differs from the range on a day, differs from the one that ends last too, or that one from the range.
 */
function collisionsAmong(exceptions: readonly DatedException[], rangesOf: RangeFinder): Finding[] {
  const hours = exceptions.map(({ exception }) => hoursByWeekday(exception));
  const ranges = exceptions
    .flatMap(({ pattern }, owner) => rangesOf(pattern).map((range): OwnedRange => ({ ...range, owner })))
    .sort((a, b) => a.first - b.first || a.last - b.last);
  const found = new Map<number, Finding>();
  let longest: OwnedRange | undefined;
  for (const range of ranges) {
    if (longest !== undefined && range.first <= longest.last && range.owner !== longest.owner) {
      const last = Math.min(range.last, longest.last, range.first + WEEKDAYS.length - 1);
      const day = firstDifference(hours[longest.owner] ?? [], hours[range.owner] ?? [], range.first, last);
      const second = Math.max(longest.owner, range.owner);
      if (day !== null && !found.has(second)) found.set(second, collision(exceptions, longest, range, day));
    }
    if (longest === undefined || range.last > longest.last) longest = range;
  }
  return [...found.values()];
}

function firstDifference(one: readonly string[], other: readonly string[], first: DayNumber, last: DayNumber) {
  for (let day = first; day <= last; day++) if (one[weekdayOf(day)] !== other[weekdayOf(day)]) return day;
  return null;
}

/** Equal on a weekday for exceptions that may share it. */
function hoursByWeekday({ hours, weekly = {}, carryOver = false }: LooseException): string[] {
  return WEEKDAYS.map((_, weekday) => {
    const ofWeek = Object.entries(weekly).flatMap(([key, spans]) =>
      (parseWeekdays(key) ?? []).includes(weekday) ? spans : [],
    );
    return hoursKey({ hours: hours ?? ofWeek, carryOver });
  });
}

/** Equal for hours that may share a date. */
export function hoursKey({ hours, carryOver = false }: { hours: readonly string[]; carryOver?: boolean }): string {
  return JSON.stringify([hours.toSorted(), carryOver]);
}

function collision(exceptions: readonly DatedException[], one: OwnedRange, other: OwnedRange, day: DayNumber): Finding {
  const [first, second] = [one, other].sort((a, b) => a.owner - b.owner).map(({ owner }) => exceptions[owner]) as [
    DatedException,
    DatedException,
  ];
  const problem = `${describe(first)} and ${describe(second)} both fall on \`${formatDate(day)}\``;
  const split = splitOf(exceptions, one, other);
  const hint = split === null ? KEEP_ONE : `${KEEP_ONE}, or ${split}`;
  return { code: "dates-collide", problem, hint, path: second.path };
}

const KEEP_ONE = "keep one for that day";

/** Says how the longer of two ranges can make room for the other; null if they are the same, or fall on other dates each year. */
function splitOf(exceptions: readonly DatedException[], one: OwnedRange, other: OwnedRange): string | null {
  const isLonger = one.last - one.first >= other.last - other.first;
  const [longer, shorter] = isLonger ? [one, other] : [other, one];
  const patterns = [one, other].map(({ owner }) => (exceptions[owner] as DatedException).pattern);
  if (!patterns.every(hasFixedDates)) return null;
  const isAnnual = patterns.some((pattern) => "annually" in pattern);
  return describeSplit(describe(exceptions[longer.owner] as DatedException), longer, [shorter], isAnnual);
}

function hasFixedDates(pattern: DatePattern): boolean {
  if (!("annually" in pattern)) return true;
  const { annually } = pattern;
  return typeof annually === "string" || "from" in annually;
}

function describe({ exception, path }: DatedException): string {
  return exception.name === undefined ? `exception ${Number(path.at(-1)) + 1}` : `exception ${quote(exception.name)}`;
}

/** All days that a ruleset can speak of. */
export const ALL_DAYS: DayRange = { first: startOfYear(FIRST_YEAR), last: startOfYear(LAST_YEAR + 1) - 1 };

/** Lists the days of a checked pattern as ranges, from 1970 to 2200. */
export type RangeFinder = (pattern: DatePattern) => readonly DayRange[];

/** Creates a finder that caches the ranges of each annual pattern, since a file may list a holiday thousands of times. */
export function createRangeFinder(): RangeFinder {
  const annualRanges = boundedCache(Infinity, (key: string) => {
    const pattern = JSON.parse(key) as DatePattern;
    const ranges: DayRange[] = [];
    for (let year = FIRST_YEAR - 1; year <= LAST_YEAR; year++) {
      // A range over New Year has days in two years.
      for (const range of rangesIn(pattern, year)) if (yearOf(range.first) === year) ranges.push(range);
    }
    return clip(ranges);
  });
  return (pattern) => {
    if (!("annually" in pattern)) return clip(datedRanges(pattern));
    const { annually, plusDays, observed, moved } = pattern as LooseException;
    return annualRanges(JSON.stringify({ annually, plusDays, observed, moved }));
  };
}

function clip(ranges: readonly DayRange[]): DayRange[] {
  return ranges.map((range) => intersectDays(range, ALL_DAYS)).filter(({ first, last }) => first <= last);
}
