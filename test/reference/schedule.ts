import type { CalendarEntry, DerivedSchedule, RulesetDocument, Schedule } from "../../src/ruleset/document.js";
import type { DatePattern } from "../../src/values/dates.js";
import type { WeeklyHours } from "../../src/values/spans.js";
import { type DayNumber, dateText, fallsOn, firstDayOf, isAmong, readSpan, type Span, weekdayName } from "./dates.js";
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

type Written = Pick<RulesetDocument, "schedules" | "calendars">;
type OwnSchedule = Exclude<Schedule, DerivedSchedule>;

/** Hours straight from the table of semantics: no table of offsets, no list of transitions, one day looked at after another. */
export function naiveSchedule(schedule: Schedule, written: Written, zone: string): NaiveSchedule {
  if (!("basedOn" in schedule)) return ownHours(schedule, written, zone);
  const base = written.schedules?.[schedule.basedOn] as OwnSchedule;
  return derivedHours(schedule, ownHours(base, written, zone));
}

/** The zone of a schedule, which may be `customer`. */
export function zoneOf(schedule: Schedule, { schedules = {} }: Written): string {
  return "basedOn" in schedule ? (schedules[schedule.basedOn] as OwnSchedule).timeZone : schedule.timeZone;
}

function ownHours(schedule: OwnSchedule, { calendars = {} }: Written, zone: string): NaiveSchedule {
  const entriesOf = memoised((day) => entriesOn(schedule, calendars, day));
  const dayOf = memoised((day) => readDay(schedule, entriesOf, zone, day));

  function hoursAt(instant: number): NaiveHours {
    const days = daysAround(instant).map(dayOf);
    if (days.some(({ actual }) => actual.some((stretch) => contains(stretch, instant)))) {
      const [cut] = days
        .flatMap(({ cuts }) => cuts)
        .filter(({ stretch }) => contains(stretch, instant))
        .sort((a, b) => a.listed - b.listed);
      return cut === undefined ? { open: true, closedBy: null } : { open: false, closedBy: cut.name };
    }
    const missing = days.flatMap((day) => day.missing).find(({ stretch }) => contains(stretch, instant));
    return { open: false, closedBy: missing?.name ?? null };
  }

  function instantsWithin(from: number, through: number): number[] {
    const first = daysAround(from)[0] ?? 0;
    const last = daysAround(through).at(-1) ?? 0;
    const instants = new Set<number>();
    for (let day = first; day <= last; day += 1) {
      const { actual, missing, cuts, midnight } = dayOf(day);
      instants.add(midnight);
      const stretches = [...actual, ...[...missing, ...cuts].map(({ stretch }) => stretch)];
      for (const stretch of stretches) instants.add(stretch.opensAt).add(stretch.closesAt);
    }
    return inOrder(instants, from, through);
  }

  return { hoursAt, instantsWithin };
}

/** Open while the base has been open for one margin, and will be for the other. */
function derivedHours(
  { openLaterMinutes = 0, closeEarlierMinutes = 0 }: DerivedSchedule,
  base: NaiveSchedule,
): NaiveSchedule {
  const later = openLaterMinutes * 60_000;
  const earlier = closeEarlierMinutes * 60_000;

  function hoursAt(instant: number): NaiveHours {
    const now = base.hoursAt(instant);
    if (!now.open) return now;
    const before = base.instantsWithin(instant - later + 1, instant).reverse();
    const opening = before.find((boundary) => !base.hoursAt(boundary - 1).open);
    if (opening !== undefined) return { open: false, closedBy: base.hoursAt(opening - 1).closedBy };
    const after = base.instantsWithin(instant, instant + earlier);
    const closing = after.find((boundary) => !base.hoursAt(boundary).open);
    return closing === undefined ? now : { open: false, closedBy: base.hoursAt(closing).closedBy };
  }

  function instantsWithin(from: number, through: number): number[] {
    const instants = base.instantsWithin(from - later, through + earlier);
    return inOrder(new Set(instants.flatMap((each) => [each, each + later, each - earlier])), from, through);
  }

  return { hoursAt, instantsWithin };
}

function inOrder(instants: ReadonlySet<number>, from: number, through: number): number[] {
  return [...instants].filter((instant) => instant >= from && instant <= through).sort((a, b) => a - b);
}

const MS_PER_DAY = 86_400_000;

/** `[opensAt, closesAt)`, epoch ms. */
interface Stretch {
  readonly opensAt: number;
  readonly closesAt: number;
}

interface Named {
  readonly name: string;
  readonly stretch: Stretch;
}

/** The stretches are of spans that start on the day. */
interface Day {
  readonly midnight: number;
  readonly actual: readonly Stretch[];
  /** What is closed because of an exception or a holiday, those first that say why it is. */
  readonly missing: readonly Named[];
  readonly cuts: readonly (Named & { readonly listed: number })[];
}

/** An exception or a holiday on one day. */
interface Entry {
  readonly name: string;
  readonly spans: readonly Span[];
  readonly carryOver: boolean;
  readonly isSeason: boolean;
  /** The highest goes before the others: a number of two digits, for what it is and for how its date is written. */
  readonly precedence: number;
}

type EntriesOf = (day: DayNumber) => readonly Entry[];

function readDay(schedule: OwnSchedule, entriesOf: EntriesOf, zone: string, day: DayNumber): Day {
  const [governing, ...lower] = entriesOf(day);
  const [next] = entriesOf(day + 1);
  const nextMidnight = instantOf(day + 1, 0, zone);
  const usual = usualSpans(schedule, day);
  const written = stretchesOf(governing?.spans ?? usual, day, zone);
  const isCut =
    next !== undefined && !next.carryOver && (governing === undefined || (governing.isSeason && !next.isSeason));
  const replaced = governing === undefined ? [] : [...lower.map(({ spans }) => spans), usual];
  return {
    midnight: instantOf(day, 0, zone),
    actual: isCut ? written.map((each) => ({ ...each, closesAt: Math.min(each.closesAt, nextMidnight) })) : written,
    missing: [
      ...(isCut
        ? written.map((each) => ({
            name: next.name,
            stretch: { ...each, opensAt: Math.max(each.opensAt, nextMidnight) },
          }))
        : []),
      ...replaced
        .flatMap((spans) => stretchesOf(spans, day, zone))
        .map((stretch) => ({ name: governing?.name ?? "", stretch })),
    ],
    cuts: (schedule.exceptions ?? []).flatMap((exception, listed) =>
      "closed" in exception && fallsOn(exception, day)
        ? stretchesOf(spansOf(exception.closed), day, zone).map((stretch) => ({
            name: nameOf(exception, day),
            stretch,
            listed,
          }))
        : [],
    ),
  };
}

/** The one that governs the day first. */
function entriesOn(
  { exceptions = [], holidays = [] }: OwnSchedule,
  calendars: Readonly<Record<string, readonly CalendarEntry[]>>,
  day: DayNumber,
): Entry[] {
  const ofExceptions = exceptions.flatMap((exception): Entry[] => {
    if ("closed" in exception || !fallsOn(exception, day)) return [];
    const { carryOver = false } = exception;
    const name = nameOf(exception, day);
    const dated = "annually" in exception ? 0 : 1;
    if ("weekly" in exception)
      return [{ name, carryOver, isSeason: true, spans: spansOn(exception.weekly, day), precedence: 10 + dated }];
    const isRange =
      "from" in exception ||
      ("annually" in exception && typeof exception.annually === "object" && "from" in exception.annually);
    return [
      { name, carryOver, isSeason: false, spans: spansOf(exception.hours), precedence: (isRange ? 30 : 40) + dated },
    ];
  });
  const ofHolidays = holidays.flatMap(({ calendar, hours, carryOver = false }) =>
    (calendars[calendar] ?? [])
      .filter((entry) => fallsOn(entry, day))
      .map(
        (entry): Entry => ({
          name: nameOf(entry, day),
          carryOver,
          isSeason: false,
          spans: spansOf(hours),
          precedence: 20,
        }),
      ),
  );
  return [...ofExceptions, ...ofHolidays].sort((a, b) => b.precedence - a.precedence);
}

function nameOf(pattern: DatePattern & { readonly name?: string }, day: DayNumber): string {
  return pattern.name ?? dateText(firstDayOf(pattern, day));
}

function usualSpans(schedule: OwnSchedule, day: DayNumber): Span[] {
  if ("weekly" in schedule) return spansOn(schedule.weekly, day);
  const { startsOn, weeks } = schedule.rotation;
  const weeksSince = Math.floor((day - Date.parse(startsOn) / MS_PER_DAY) / 7);
  const index = weeksSince - Math.floor(weeksSince / weeks.length) * weeks.length;
  return spansOn(weeks[index] ?? {}, day);
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
