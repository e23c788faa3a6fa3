import type { CalendarEntry, Schedule } from "../../src/ruleset/document.js";
import type { DatePattern } from "../../src/values/dates.js";
import type { WeeklyHours } from "../../src/values/spans.js";
import { type DayNumber, dateText, fallsOn, isAmong, readSpan, type Span, weekdayName } from "./dates.js";
import { dayHappens, instantOf } from "./local-time.js";

export interface NaiveHours {
  readonly open: boolean;
  /** The exception or holiday but for which the weekly hours would be open; null where there is none, or they are open. */
  readonly closedBy: string | null;
}

export interface NaiveSchedule {
  hoursAt(instant: number): NaiveHours;
  /** Every instant at or after `from` and up to `through` at which the hours may differ, in order; too many rather than too few. Epoch ms. */
  instantsWithin(from: number, through: number): number[];
}

type Calendars = Readonly<Record<string, readonly CalendarEntry[]>>;

/** Hours straight from the table of semantics: no table of offsets, no list of transitions, one day looked at after another. */
export function naiveSchedule(schedule: Schedule, calendars: Calendars, zone: string): NaiveSchedule {
  const specialOf = memoised((day) => specialOn(schedule, calendars, day));
  const dayOf = memoised((day) => readDay(schedule, specialOf, zone, day));

  function hoursAt(instant: number): NaiveHours {
    const days = daysAround(instant).map(dayOf);
    if (days.some((day) => day.actual.some((stretch) => contains(stretch, instant))))
      return { open: true, closedBy: null };
    const missing = days.filter((day) => day.weekly.some((stretch) => contains(stretch, instant)));
    const closers = missing.map((day) => day.special?.name ?? day.cutBy);
    return { open: false, closedBy: closers.find((name) => name !== null) ?? null };
  }

  function instantsWithin(from: number, through: number): number[] {
    const first = daysAround(from)[0] ?? 0;
    const last = daysAround(through).at(-1) ?? 0;
    const instants = new Set<number>();
    for (let day = first; day <= last; day += 1) {
      const { actual, weekly, midnight } = dayOf(day);
      instants.add(midnight);
      for (const stretch of [...actual, ...weekly]) instants.add(stretch.opensAt).add(stretch.closesAt);
    }
    return [...instants].filter((instant) => instant >= from && instant <= through).sort((a, b) => a - b);
  }

  return { hoursAt, instantsWithin };
}

const MS_PER_DAY = 86_400_000;

/** `[opensAt, closesAt)`, epoch ms. */
interface Stretch {
  readonly opensAt: number;
  readonly closesAt: number;
}

interface Day {
  readonly midnight: number;
  /** What governs the day instead of the weekly hours. */
  readonly special: Special | null;
  /** Name of what cuts the weekly spans of this day at the next midnight. */
  readonly cutBy: string | null;
  /** Of the spans that start on this day. */
  readonly actual: readonly Stretch[];
  /** The same, were there no exceptions and holidays. */
  readonly weekly: readonly Stretch[];
}

interface Special {
  readonly name: string;
  readonly spans: readonly Span[];
  readonly carryOver: boolean;
}

function readDay(schedule: Schedule, specialOf: (day: DayNumber) => Special | null, zone: string, day: DayNumber): Day {
  const special = specialOf(day);
  const next = specialOf(day + 1);
  const cut = next !== null && !next.carryOver;
  const nextMidnight = instantOf(day + 1, 0, zone);
  const weekly = stretchesOf(spansOn(schedule.weekly, day), day, zone);
  return {
    midnight: instantOf(day, 0, zone),
    special,
    cutBy: cut ? next.name : null,
    weekly,
    actual:
      special !== null
        ? stretchesOf(special.spans, day, zone)
        : weekly.map((stretch) => (cut ? { ...stretch, closesAt: Math.min(stretch.closesAt, nextMidnight) } : stretch)),
  };
}

function specialOn(schedule: Schedule, calendars: Calendars, day: DayNumber): Special | null {
  for (const exception of schedule.exceptions ?? []) {
    if (!fallsOn(exception, day)) continue;
    const spans = "weekly" in exception ? spansOn(exception.weekly, day) : spansOf(exception.hours);
    return { name: nameOf(exception, day), spans, carryOver: exception.carryOver ?? false };
  }
  for (const holiday of schedule.holidays ?? []) {
    const entry = (calendars[holiday.calendar] ?? []).find((each) => fallsOn(each, day));
    if (entry === undefined) continue;
    return { name: nameOf(entry, day), spans: spansOf(holiday.hours), carryOver: holiday.carryOver ?? false };
  }
  return null;
}

function nameOf(pattern: DatePattern & { readonly name?: string }, day: DayNumber): string {
  return pattern.name ?? ("from" in pattern ? pattern.from : dateText(day));
}

function spansOn(weekly: WeeklyHours, day: DayNumber): Span[] {
  const weekday = weekdayName(day);
  const keys = Object.keys(weekly).filter((key) => isAmong(key, weekday));
  if (keys.length > 1) throw new Error(`${weekday} is in ${keys.join(" and ")}`);
  return keys.flatMap((key) => spansOf(weekly[key] ?? []));
}

function spansOf(texts: readonly string[]): Span[] {
  return texts.map(readSpan);
}

function stretchesOf(spans: readonly Span[], day: DayNumber, zone: string): Stretch[] {
  if (!dayHappens(day, zone)) return [];
  return spans.map(({ opens, closes }) => ({
    opensAt: instantOf(day, opens, zone),
    closesAt: instantOf(day, closes, zone),
  }));
}

function contains(stretch: Stretch, instant: number): boolean {
  return stretch.opensAt <= instant && instant < stretch.closesAt;
}

/**
 * Every day with a span that an instant may fall in: a span runs less than 48 hours, and a zone is less than a day from UTC.
 *
 * In order, so that of two spans that are missing the one that starts first says why.
 */
function daysAround(instant: number): DayNumber[] {
  const day = Math.floor(instant / MS_PER_DAY);
  return [day - 3, day - 2, day - 1, day, day + 1];
}

function memoised<Result>(compute: (day: DayNumber) => Result): (day: DayNumber) => Result {
  const known = new Map<DayNumber, Result>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const result = compute(day);
    known.set(day, result);
    return result;
  };
}
