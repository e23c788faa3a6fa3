import { FIRST_YEAR, LAST_YEAR, readDatePattern } from "../../ruleset/check/date-patterns.js";
import type { CalendarEntry } from "../../ruleset/document.js";
import {
  type AnnualDate,
  type AnnualEaster,
  type AnnualOrthodoxEaster,
  type AnnualWeekday,
  type DayNumber,
  formatDate,
  occurrencesIn,
  parseDate,
  WEEKDAYS,
  weekdayOf,
  yearOf,
} from "../../values/dates.js";
import { RequestError } from "../../values/errors.js";
import { groupBy } from "../../values/group-by.js";
import { issueAt } from "../../values/issue.js";

/** One holiday of one year. */
export interface Holiday {
  /** As `YYYY-MM-DD`, from 1970 to 2200. */
  readonly date: string;
  /** Holidays of different years are the same holiday if they have the same name. */
  readonly name?: string;
}

/** Both years are included. */
export interface CalendarYears {
  readonly first: number;
  readonly last: number;
}

/**
 * Writes holidays as the entries of a calendar, in the order of their first days.
 *
 * A holiday becomes an annual entry if exactly one annual rule fits it: a date, an nth weekday of a month, or a number of days from Easter of
 * either church. A
 * rule fits if all its days in `years` are days of that holiday, in three years or more. All other holidays become dates. So the entries have
 * exactly the given days in `years`; an annual entry has days in all other years too.
 *
 * `years` are the years whose holidays are complete: by default, from the first to the last year of the list. Throws `RequestError` if a date
 * does not exist.
 */
export function generateCalendar(holidays: readonly Holiday[], years?: CalendarYears): CalendarEntry[] {
  const dated = readHolidays(holidays);
  const { first, last } = years ?? yearsOf(dated.map(({ day }) => yearOf(day)));
  const covered = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [...groupBy(dated, ({ name }) => name)]
    .flatMap(([name, days]) =>
      findEntries(new Set(days.map(({ day }) => day).sort((a, b) => a - b)), covered).map(({ first, pattern }) => ({
        first,
        entry: name === undefined ? pattern : { ...pattern, name },
      })),
    )
    .sort((a, b) => a.first - b.first)
    .map(({ entry }) => entry);
}

function yearsOf(years: readonly number[]): CalendarYears {
  return {
    first: years.reduce((a, b) => Math.min(a, b), LAST_YEAR),
    last: years.reduce((a, b) => Math.max(a, b), FIRST_YEAR),
  };
}

function readHolidays(holidays: readonly Holiday[]): { day: DayNumber; name: string | undefined }[] {
  const findings = holidays.flatMap(({ date }, index) => readDatePattern({ date }, [index]).findings);
  if (findings.length > 0) throw new RequestError(findings.map((finding) => issueAt(finding.path, finding)));
  return holidays.map(({ date, name }) => ({ day: parseDate(date) as DayNumber, name }));
}

type AnnualRule = AnnualDate | AnnualWeekday | AnnualEaster | AnnualOrthodoxEaster;

interface FoundEntry {
  readonly first: DayNumber;
  readonly pattern: AnnualRule | { readonly date: string } | { readonly from: string; readonly through: string };
}

/** Expects the days of one holiday, in order. */
function findEntries(days: ReadonlySet<DayNumber>, years: readonly number[]): FoundEntry[] {
  const left = new Set(days);
  const entries: FoundEntry[] = [];
  const fitting = new Map<string, boolean>();
  const fits = (rule: AnnualRule) => {
    const key = JSON.stringify(rule);
    const known = fitting.get(key) ?? fitsIn(rule, days, years);
    fitting.set(key, known);
    return known;
  };
  for (const day of days) {
    if (!left.has(day)) continue;
    const [pattern, ...others] = rulesOn(day).filter(fits);
    if (pattern === undefined || others.length > 0) continue;
    const found = years.flatMap((year) => occurrencesIn(pattern, year));
    entries.push({ first: found[0] as DayNumber, pattern });
    for (const each of found) left.delete(each);
  }
  return [...entries, ...datesOf([...left])];
}

/** The rules of each kind that have this day. */
function rulesOn(day: DayNumber): AnnualRule[] {
  const date = formatDate(day);
  const [year, month, dayOfMonth] = date.split("-").map(Number) as [number, number, number];
  const weekday = WEEKDAYS[weekdayOf(day)] as AnnualWeekday["annually"]["weekday"];
  const isLast = formatDate(day + 7).slice(5, 7) !== date.slice(5, 7);
  const [easter] = occurrencesIn({ annually: { easter: 0 } }, year) as [DayNumber];
  const [orthodoxEaster] = occurrencesIn({ annually: { orthodoxEaster: 0 } }, year) as [DayNumber];
  return [
    { annually: date.slice(5) },
    { annually: { nth: Math.ceil(dayOfMonth / 7), weekday, month } },
    ...(isLast ? [{ annually: { nth: -1, weekday, month } }] : []),
    { annually: { easter: day - easter } },
    { annually: { orthodoxEaster: day - orthodoxEaster } },
  ];
}

/** A rule may have no day in a year: 29 February, or a fifth Monday. */
function fitsIn(rule: AnnualRule, days: ReadonlySet<DayNumber>, years: readonly number[]): boolean {
  let yearsWithDay = 0;
  for (const year of years) {
    const occurrences = occurrencesIn(rule, year);
    if (occurrences.some((day) => !days.has(day))) return false;
    if (occurrences.length > 0) yearsWithDay++;
  }
  return yearsWithDay >= LEAST_YEARS;
}

/** Fewer years can fit a rule by chance. */
const LEAST_YEARS = 3;

/** Joins consecutive days to ranges. Expects the days in order. */
function datesOf(days: readonly DayNumber[]): FoundEntry[] {
  const starts = days.filter((day, index) => days[index - 1] !== day - 1);
  const ends = days.filter((day, index) => days[index + 1] !== day + 1);
  return starts.map((first, index) => {
    const last = ends[index] as DayNumber;
    const pattern =
      first === last ? { date: formatDate(first) } : { from: formatDate(first), through: formatDate(last) };
    return { first, pattern };
  });
}
