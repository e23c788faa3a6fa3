import { boundedCache } from "../../values/bounded-cache.js";
import {
  type DayNumber,
  daysOfYear,
  formatDate,
  intersectDays,
  rangesIn,
  startOfYear,
  weekdayOf,
  yearOf,
} from "../../values/dates.js";
import type { Span } from "../../values/spans.js";
import type { CompiledCut, CompiledOverride, CompiledSchedule } from "../compiled-rules.js";

/** A day with an exception or a holiday. */
export interface SpecialDay {
  /** Null if the usual hours stand. */
  readonly override: DayOverride | null;
  /** In the order of the ruleset. */
  readonly cuts: readonly DayCut[];
}

/** The exception or holiday that replaces the usual hours of one day. */
export interface DayOverride {
  /** Its name. Without one: the first date of its days. */
  readonly name: string;
  /** The spans that start on the day. */
  readonly spans: readonly Span[];
  /** Whether the previous day's usual hours keep what they run past midnight. */
  readonly carryOver: boolean;
  /** Whether its own spans are cut at midnight, as usual hours are. */
  readonly isSeason: boolean;
  /** The spans of the exceptions and holidays that it goes before on this day. */
  readonly replaced: readonly (readonly Span[])[];
}

/** Spans that are closed on one day, whatever its hours. */
export interface DayCut {
  readonly name: string;
  readonly spans: readonly Span[];
  /** Its place among the cuts of the schedule. */
  readonly index: number;
}

/** Gives the exceptions and holidays of a day; null if it has none. */
export function createSpecialDays(schedule: CompiledSchedule): (day: DayNumber) => SpecialDay | null {
  const daysOfYear = boundedCache(YEARS_KEPT, (year: number) => readYear(schedule, year));
  // No day lies between the two until a year is read.
  let firstDay: DayNumber = 0;
  let nextYear: DayNumber = 0;
  let ofYear: ReadonlyMap<DayNumber, SpecialDay> = new Map();
  return (day) => {
    if (day < firstDay || day >= nextYear) {
      const year = yearOf(day);
      firstDay = startOfYear(year);
      nextYear = startOfYear(year + 1);
      ofYear = daysOfYear(year);
    }
    return ofYear.get(day) ?? null;
  };
}

const YEARS_KEPT = 16;

interface WritableSpecialDay {
  override: (DayOverride & { replaced: (readonly Span[])[] }) | null;
  cuts: DayCut[];
}

function readYear({ overrides, cuts }: CompiledSchedule, year: number): ReadonlyMap<DayNumber, SpecialDay> {
  const found = new Map<DayNumber, WritableSpecialDay>();
  const ofYear = daysOfYear(year);

  function forEachDay(
    { dates, name }: CompiledOverride | CompiledCut,
    apply: (special: WritableSpecialDay, name: string, day: DayNumber) => void,
  ): void {
    for (const range of rangesIn(dates, year)) {
      const { first, last } = intersectDays(range, ofYear);
      for (let day = first; day <= last; day++) {
        const special = found.get(day) ?? { override: null, cuts: [] };
        found.set(day, special);
        apply(special, name ?? formatDate(range.first), day);
      }
    }
  }

  for (const entry of overrides) {
    const { carryOver, isSeason } = entry;
    forEachDay(entry, (special, name, day) => {
      const spans = entry.spans[weekdayOf(day)] as readonly Span[];
      if (special.override === null) special.override = { name, spans, carryOver, isSeason, replaced: [] };
      else if (spans.length > 0) special.override.replaced.push(spans);
    });
  }
  for (const [index, entry] of cuts.entries()) {
    const { spans } = entry;
    forEachDay(entry, (special, name) => special.cuts.push({ name, spans, index }));
  }
  return found;
}
