import { boundedCache } from "../../values/bounded-cache.js";
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
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { Finding } from "../finding.js";
import type { LooseException } from "../schema/schedules.js";
import { FIRST_YEAR, LAST_YEAR } from "./date-patterns.js";
import { type DayRange, describeSplit } from "./split-dates.js";

export interface DatedException {
  readonly path: Path;
  readonly pattern: DatePattern;
  readonly exception: LooseException;
}

/**
 * Reports each exception of a schedule that shares a date with another one, with the first such date.
 *
 * Considers annual dates from 1970 to 2200. An annual exception may share a date with one that has the same hours.
 */
export function checkExceptionCollisions(exceptions: readonly DatedException[], daysOf: DayFinder): Finding[] {
  const ranges: Range[] = [];
  const annual: Annual[] = [];
  for (const dated of exceptions) {
    const hours = hoursKey(dated.exception);
    if (isAnnual(dated.pattern)) annual.push({ dated, hours, pattern: dated.pattern });
    else ranges.push({ dated, hours, ...rangeOf(dated.pattern) });
  }
  ranges.sort((a, b) => a.first - b.first || a.last - b.last);
  return [...rangesThatOverlap(ranges), ...annualThatMeet(annual, ranges, daysOf)];
}

interface Keyed {
  readonly dated: DatedException;
  /** As {@link hoursKey} returns it. */
  readonly hours: string;
}

type Range = Keyed & DayRange;
type Annual = Keyed & { readonly pattern: AnnualPattern };

/** Expects ranges sorted by their first days. */
function rangesThatOverlap(ranges: readonly Range[]): Finding[] {
  const findings: Finding[] = [];
  let longest: Range | undefined;
  for (const range of ranges) {
    if (longest !== undefined && range.first <= longest.last) {
      findings.push(collision(longest.dated, range.dated, range.first, splitOf(longest, range)));
    }
    if (longest === undefined || range.last > longest.last) longest = range;
  }
  return findings;
}

function annualThatMeet(annual: readonly Annual[], ranges: readonly Range[], daysOf: DayFinder): Finding[] {
  if (annual.length === 0) return [];
  /**
   * For each day: the index of the first annual exception on it, plus 1. An array, since there may be a thousand exceptions with 231 days
   * each.
   */
  const firstOn = new Uint16Array(ALL_DAYS.last - ALL_DAYS.first + 1);
  return annual.flatMap(({ dated, pattern, hours }, index) => {
    let found: Finding | null = null;
    for (const day of daysOf(pattern)) {
      const place = day - ALL_DAYS.first;
      const first = firstOn[place] as number;
      if (first === 0) firstOn[place] = index + 1;
      if (found !== null) continue;
      const other = first === 0 ? rangeOn(ranges, day) : annual[first - 1];
      if (other !== undefined && other.hours !== hours)
        found = collision(other.dated, dated, day, splitAround(other, daysOf(pattern)));
    }
    return found ?? [];
  });
}

/** Returns the last range that begins by that day, if it contains the day. Overlapping ranges are reported elsewhere. */
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

/** Equal for hours that may share a date. */
export function hoursKey({ hours, weekly, carryOver = false }: LooseException): string {
  return JSON.stringify([hours, weekly, carryOver]);
}

/** Says how the longer of two ranges can make room for the other; null if they are the same. */
function splitOf(one: Range, other: Range): string | null {
  const isLonger = one.last - one.first >= other.last - other.first;
  const [longer, shorter] = isLonger ? [one, other] : [other, one];
  return describeSplit(describe(longer.dated), longer, [shorter]);
}

/** Says how a range can make room for the days of an annual exception; null if it is annual too. */
function splitAround(one: Range | Annual, days: readonly DayNumber[]): string | null {
  if (!("first" in one)) return null;
  const within = days.filter((day) => day >= one.first && day <= one.last);
  return describeSplit(
    describe(one.dated),
    one,
    within.map((day) => ({ first: day, last: day })),
  );
}

function collision(first: DatedException, second: DatedException, day: DayNumber, split: string | null): Finding {
  const [earlier, later] = Number(first.path.at(-1)) < Number(second.path.at(-1)) ? [first, second] : [second, first];
  const problem = `${describe(earlier)} and ${describe(later)} both fall on \`${formatDate(day)}\``;
  const hint = split === null ? KEEP_ONE : `${KEEP_ONE}, or ${split}`;
  return { code: "dates-collide", problem, hint, path: later.path };
}

const KEEP_ONE = "keep one for that day";

function describe({ exception, path }: DatedException): string {
  return exception.name === undefined ? `exception ${Number(path.at(-1)) + 1}` : `exception ${quote(exception.name)}`;
}

/** All days that a ruleset can speak of. */
export const ALL_DAYS: DayRange = { first: startOfYear(FIRST_YEAR), last: startOfYear(LAST_YEAR + 1) - 1 };

export type AnnualPattern = AnnualDate | AnnualWeekday | AnnualEaster;

export function isAnnual(pattern: DatePattern): pattern is AnnualPattern {
  return "annually" in pattern;
}

/** Expects a checked pattern. */
export function rangeOf(pattern: Exclude<DatePattern, AnnualPattern>): DayRange {
  const [from, through] = "date" in pattern ? [pattern.date, pattern.date] : [pattern.from, pattern.through];
  return { first: parseDate(from) as DayNumber, last: parseDate(through) as DayNumber };
}

export type DayFinder = (pattern: AnnualPattern) => readonly DayNumber[];

/**
 * Creates a finder for the days of annual patterns from 1970 to 2200. It caches the days of each pattern, since a file may list a holiday
 * thousands of times.
 */
export function createDayFinder(): DayFinder {
  const unshiftedDays = boundedCache(Infinity, (annually: string) => {
    const pattern = { annually: JSON.parse(annually) } as AnnualPattern;
    const days: DayNumber[] = [];
    // `plusDays` may carry a date from a neighbouring year into this range.
    for (let year = FIRST_YEAR - 2; year <= LAST_YEAR + 2; year++) days.push(...occurrencesIn(pattern, year));
    return days;
  });
  return (pattern) => {
    const shift = (pattern as AnnualWeekday).plusDays ?? 0;
    return unshiftedDays(JSON.stringify(pattern.annually))
      .map((day) => day + shift)
      .filter((day) => day >= ALL_DAYS.first && day <= ALL_DAYS.last);
  };
}
