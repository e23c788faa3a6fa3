import type { CalendarEntry, RulesetDocument, Schedule } from "../../ruleset/document.js";
import { boundedCache } from "../../values/bounded-cache.js";
import type { DatePattern } from "../../values/dates.js";
import {
  type DayNumber,
  formatDate,
  occurrencesIn,
  startOfYear,
  WEEKDAYS,
  weekdayOf,
  yearOf,
} from "../../values/dates.js";
import { parseSpans, type Span, spansByWeekday } from "../../values/spans.js";

/** The exception or holiday that replaces the weekly hours of one day. */
export interface Governor {
  /** Its name; where it has none, its first date, or for an annual one the day itself. */
  readonly name: string;
  /** The spans that start on the day. */
  readonly spans: readonly Span[];
  /** Whether the weekly hours of the day before keep what they run past midnight. */
  readonly carryOver: boolean;
}

/**
 * Gives the governor of a day; null where the weekly hours stand.
 *
 * An exception goes before a holiday. Of two of a kind, which a check of the ruleset refuses where it sees them meet, the one listed
 * first.
 */
export function createGovernors(
  schedule: Schedule,
  calendars: RulesetDocument["calendars"],
): (day: DayNumber) => Governor | null {
  const sources = [...exceptionSources(schedule), ...holidaySources(schedule, calendars)];
  const governorsOfYear = boundedCache(YEARS_KEPT, (year: number) => readYear(sources, year));
  // No day lies between the two, until there is a year.
  let firstDay: DayNumber = 0;
  let nextYear: DayNumber = 0;
  let governors: ReadonlyMap<DayNumber, Governor> = new Map();
  return (day) => {
    if (day < firstDay || day >= nextYear) {
      const year = yearOf(day);
      firstDay = startOfYear(year);
      nextYear = startOfYear(year + 1);
      governors = governorsOfYear(year);
    }
    return governors.get(day) ?? null;
  };
}

/** An exception, or one entry of a holiday calendar under the hours that the schedule gives it. */
interface Source {
  readonly entry: CalendarEntry;
  readonly carryOver: boolean;
  /** By weekday, Monday first. */
  readonly spans: readonly (readonly Span[])[];
}

const YEARS_KEPT = 16;

function exceptionSources({ exceptions = [] }: Schedule): Source[] {
  return exceptions.map((entry) => ({
    entry,
    carryOver: entry.carryOver ?? false,
    spans: "weekly" in entry ? spansByWeekday(entry.weekly) : sameEveryDay(entry.hours),
  }));
}

function holidaySources({ holidays = [] }: Schedule, calendars: RulesetDocument["calendars"] = {}): Source[] {
  return holidays.flatMap(({ calendar, hours, carryOver = false }) => {
    const spans = sameEveryDay(hours);
    return (calendars[calendar] as readonly CalendarEntry[]).map((entry) => ({ entry, carryOver, spans }));
  });
}

function sameEveryDay(hours: readonly string[]): readonly (readonly Span[])[] {
  const spans = parseSpans(hours);
  return WEEKDAYS.map(() => spans);
}

function readYear(sources: readonly Source[], year: number): ReadonlyMap<DayNumber, Governor> {
  const governors = new Map<DayNumber, Governor>();
  const days = startOfYear(year + 1) - startOfYear(year);
  for (const { entry, carryOver, spans } of sources) {
    if (governors.size === days) break;
    for (const day of occurrencesIn(entry, year)) {
      if (governors.has(day)) continue;
      governors.set(day, {
        name: entry.name ?? firstDate(entry, day),
        spans: spans[weekdayOf(day)] as readonly Span[],
        carryOver,
      });
    }
  }
  return governors;
}

function firstDate(pattern: DatePattern, day: DayNumber): string {
  return "from" in pattern ? pattern.from : formatDate(day);
}
