import ICAL from "ical.js";
import { dateIn } from "./parse-icalendar.js";

/** A recurrence rule with `FREQ=YEARLY`. An empty list means that the rule does not have that part. */
export interface YearlyRule {
  readonly interval: number;
  /** Null if the rule does not end by a count. */
  readonly count: number | null;
  /** The last day on which an event may start; null if there is none. */
  readonly until: string | null;
  /** 1 for January. */
  readonly months: readonly number[];
  /** Negative numbers count from the end of the month. */
  readonly monthDays: readonly number[];
  readonly weekdays: readonly NthWeekday[];
  /** Which of a year's days to take, from 1; negative numbers count from the end. */
  readonly positions: readonly number[];
}

interface NthWeekday {
  /** 1 for Sunday. */
  readonly weekday: number;
  /** Within the month; negative numbers count from its end. 0 for every such weekday. */
  readonly nth: number;
}

/** Reads the values of `RRULE`. Null if there are none, undefined if we do not support the rule. */
export function readYearlyRule(values: readonly unknown[]): YearlyRule | null | undefined {
  if (values.length === 0) return null;
  const [{ freq, interval = 1, count = null, until, wkst, bymonth, bymonthday, byday, bysetpos, ...others }] =
    values as [Readonly<Record<string, unknown>>];
  const weekdays = listOf(byday).map((text) => readWeekday(String(text)));
  const lastStart = until === undefined ? null : dateIn(String(until).replace(/T.*/, ""));
  const isSupported =
    values.length === 1 &&
    freq === "YEARLY" &&
    Object.keys(others).length === 0 &&
    (until === undefined || lastStart !== null) &&
    // Without a month, the nth weekday is that of the year.
    (bymonth !== undefined || weekdays.every(({ nth }) => nth === 0));
  if (!isSupported) return undefined;
  return {
    interval: interval as number,
    count: count as number | null,
    until: lastStart,
    months: listOf(bymonth) as number[],
    monthDays: listOf(bymonthday) as number[],
    weekdays,
    positions: listOf(bysetpos) as number[],
  };
}

/** The parser has checked the text. */
function readWeekday(text: string): NthWeekday {
  return { weekday: ICAL.Recur.icalDayToNumericDay(text.slice(-2), ICAL.Time.SUNDAY), nth: Number(text.slice(0, -2)) };
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : [value].flat();
}

/** Takes the work of looking at some days from the work limit. Throws if nothing is left. */
export type Spend = (days: number) => void;

/**
 * Lists the starts of a series, in order, through the year `last`. Starts before the year `first` may be missing.
 *
 * Tests each day of a year: the parser's own iterator misses days of `BYMONTHDAY`, and does not end for some rules.
 */
export function* startsByRule(
  rule: YearlyRule,
  start: string,
  { first, last }: { readonly first: number; readonly last: number },
  spend: Spend,
): Generator<string> {
  const startYear = Number(start.slice(0, 4));
  let count = rule.count ?? Number.POSITIVE_INFINITY;
  const skipped = rule.count === null ? Math.max(0, Math.ceil((first - startYear) / rule.interval)) : 0;
  for (let year = startYear + skipped * rule.interval; year <= last; year += rule.interval) {
    const days = daysIn(year, rule, start, spend).filter((day) => day > start);
    // The start itself counts, even if it does not fit the rule.
    for (const day of year === startYear ? [start, ...days] : days) {
      if (count <= 0 || (rule.until !== null && day > rule.until)) return;
      count--;
      yield day;
    }
  }
}

/** The days of one year that fit a rule, in order. */
function daysIn(year: number, rule: YearlyRule, start: string, spend: Spend): string[] {
  const [, startMonth = 0, startDay = 0] = start.split("-").map(Number);
  const { months, monthDays, weekdays, positions } = rule;
  const isBare = monthDays.length === 0 && weekdays.length === 0;
  const days: string[] = [];
  for (let month = 1; month <= 12; month++) {
    if (months.length > 0 ? !months.includes(month) : isBare && month !== startMonth) continue;
    const length = ICAL.Time.daysInMonth(month, year);
    const firstWeekday = ICAL.Time.fromData({ year, month, day: 1, isDate: true }).dayOfWeek(ICAL.Time.SUNDAY);
    spend(length);
    for (let day = 1; day <= length; day++) {
      if (isBare && day !== startDay) continue;
      if (monthDays.length > 0 && !monthDays.includes(day) && !monthDays.includes(day - length - 1)) continue;
      const fits = ({ weekday, nth }: NthWeekday) =>
        (firstWeekday + day - 1 - weekday) % 7 === 0 &&
        (nth === 0 || nth === Math.ceil(day / 7) || -nth === Math.ceil((length - day + 1) / 7));
      if (weekdays.length > 0 && !weekdays.some(fits)) continue;
      days.push([year, month, day].map((part) => String(part).padStart(2, "0")).join("-"));
    }
  }
  if (positions.length === 0) return days;
  return days.filter((_, index) => positions.includes(index + 1) || positions.includes(index - days.length));
}
