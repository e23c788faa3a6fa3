import { boundedCache } from "../../values/bounded-cache.js";
import {
  type DatePattern,
  type DayNumber,
  formatDate,
  occurrencesIn,
  startOfYear,
  weekdayOf,
  yearOf,
} from "../../values/dates.js";
import type { Span } from "../../values/spans.js";
import type { CompiledOverride } from "../compiled-rules.js";

/** The exception or holiday that replaces the weekly hours of one day. */
export interface DayOverride {
  /** Its name. Without one: its first date, or for an annual one the day itself. */
  readonly name: string;
  /** The spans that start on the day. */
  readonly spans: readonly Span[];
  /** Whether the previous day's weekly hours keep what they run past midnight. */
  readonly carryOver: boolean;
}

/** Gives the override of a day, the first listed; null if the weekly hours stand. */
export function createDayOverrides(overrides: readonly CompiledOverride[]): (day: DayNumber) => DayOverride | null {
  const overridesOfYear = boundedCache(YEARS_KEPT, (year: number) => readYear(overrides, year));
  // No day lies between the two until a year is read.
  let firstDay: DayNumber = 0;
  let nextYear: DayNumber = 0;
  let ofYear: ReadonlyMap<DayNumber, DayOverride> = new Map();
  return (day) => {
    if (day < firstDay || day >= nextYear) {
      const year = yearOf(day);
      firstDay = startOfYear(year);
      nextYear = startOfYear(year + 1);
      ofYear = overridesOfYear(year);
    }
    return ofYear.get(day) ?? null;
  };
}

const YEARS_KEPT = 16;

function readYear(overrides: readonly CompiledOverride[], year: number): ReadonlyMap<DayNumber, DayOverride> {
  const found = new Map<DayNumber, DayOverride>();
  const days = startOfYear(year + 1) - startOfYear(year);
  for (const { dates, name, carryOver, spans } of overrides) {
    if (found.size === days) break;
    for (const day of occurrencesIn(dates, year)) {
      if (found.has(day)) continue;
      found.set(day, {
        name: name ?? firstDate(dates, day),
        spans: spans[weekdayOf(day)] as readonly Span[],
        carryOver,
      });
    }
  }
  return found;
}

function firstDate(dates: DatePattern, day: DayNumber): string {
  return "from" in dates ? dates.from : formatDate(day);
}
