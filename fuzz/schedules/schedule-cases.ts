import fc from "fast-check";
import type { CalendarEntry, Rotation, Schedule, ScheduleException } from "../../src/ruleset/document.js";
import { formatDate } from "../../src/values/dates.js";
import type { WeeklyHours } from "../../src/values/spans.js";
import { calendars, derivedFrom, scheduleIn } from "../../test/arbitraries/schedules.js";
import { changesIn } from "../../test/reference/clock-changes.js";

export interface ScheduleCase {
  readonly zone: string;
  readonly schedule: Schedule;
  /** Has the base of a derived schedule. */
  readonly schedules?: Readonly<Record<string, Schedule>>;
  readonly calendars: Readonly<Record<string, readonly CalendarEntry[]>>;
  /** Days since 1970-01-01, near which hours are looked at. */
  readonly day: number;
  /** How far the next change is looked for. */
  readonly daysAhead: number;
}

/** Every zone of this runtime. */
export const EVERY_ZONE = Intl.supportedValuesOf("timeZone");

const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** Before 1972 Africa/Monrovia was 44 minutes and 30 seconds behind UTC, and offsets are read in whole minutes. */
export const zoneAndYear: fc.Arbitrary<{ readonly zone: string; readonly year: number }> = fc
  .record({ zone: fc.constantFrom(...EVERY_ZONE), year: fc.integer({ min: FIRST_YEAR, max: LAST_YEAR }) })
  .map(({ zone, year }) => ({ zone, year: zone === "Africa/Monrovia" ? Math.max(year, 1973) : year }));

/** A day of a zone's year; three in four are next to a change of its clock, where there is one that year. */
const place = fc
  .tuple(zoneAndYear, fc.nat(364), fc.nat(3), fc.integer({ min: -2, max: 1 }))
  .map(([{ zone, year }, dayOfYear, change, shift]) => {
    const changes = change === 0 ? [] : changesIn(zone, year);
    const changed = changes[change % Math.max(1, changes.length)];
    const day = changed === undefined ? startOf(year) + dayOfYear : Math.floor(changed / MS_PER_DAY) + shift;
    return { zone, day: Math.max(day, startOf(FIRST_YEAR) + 3) };
  });

const MS_PER_DAY = 86_400_000;

const clock = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 23 })), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const span = fc
  .tuple(clock, fc.oneof({ weight: 5, arbitrary: clock }, { weight: 1, arbitrary: fc.constant("24:00") }))
  .filter(([opens, closes]) => opens !== closes)
  .map(([opens, closes]) => `${opens}-${closes}`);
const spans = fc.uniqueArray(span, { maxLength: 3 });

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const weekly: fc.Arbitrary<WeeklyHours> = fc
  .tuple(...DAYS.map((day) => fc.option(fc.tuple(fc.constant(day), spans), { nil: null, freq: 4 })))
  .map((days) => Object.fromEntries(days.filter((day) => day !== null)));

/** Exceptions and holidays on the very days that are looked at; one range may reach over all of them. */
interface Special {
  readonly shift: number;
  readonly days: number;
  readonly name: string | null;
  readonly carryOver: boolean | null;
  readonly hours: string[];
  readonly weekly: WeeklyHours | null;
  readonly closed: string[] | null;
}

const special: fc.Arbitrary<Special> = fc.record({
  shift: fc.integer({ min: -4, max: 5 }),
  days: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) }),
  name: fc.option(fc.constantFrom("Feast", "Strike"), { nil: null }),
  carryOver: fc.option(fc.boolean(), { nil: null }),
  hours: spans,
  weekly: fc.option(weekly, { nil: null, freq: 2 }),
  closed: fc.option(fc.uniqueArray(span, { minLength: 1, maxLength: 3 }), { nil: null, freq: 3 }),
});
const exceptionsNear = fc
  .array(special, { maxLength: 6 })
  .map((list) => list.filter((each, index) => !list.slice(0, index).some((other) => collide(each, other))));
const holidaysNear = fc
  .array(special, { maxLength: 5 })
  .map((list) => list.filter((each, index) => !list.slice(0, index).some((other) => meet(each, other))));
const rotation = fc.tuple(fc.array(weekly, { minLength: 2, maxLength: 3 }), fc.integer({ min: -60, max: 60 }));

const made: fc.Arbitrary<ScheduleCase> = fc
  .tuple(place, fc.oneof(weekly, weekly, rotation), exceptionsNear, holidaysNear, spans, fc.boolean(), fc.nat(30))
  .map(([{ zone, day }, usual, exceptions, holidays, holidayHours, carryOver, daysAhead]) => ({
    zone,
    schedule: {
      timeZone: zone,
      ...usualNear(usual, day),
      exceptions: exceptions.map((each) => exceptionOf(each, day)),
      holidays: [{ calendar: "local", hours: holidayHours, carryOver }],
    },
    calendars: {
      local: holidays.map((each) => ({ ...datesOf(each, day), ...(each.name === null ? {} : { name: each.name }) })),
    },
    day,
    daysAhead,
  }));

/** With dates of every form, far from the day as often as near. */
const drawn: fc.Arbitrary<ScheduleCase> = fc
  .tuple(place, scheduleIn(fc.constant("customer")), calendars, fc.nat(30))
  .map(([{ zone, day }, schedule, holidays, daysAhead]) => ({ zone, schedule, calendars: holidays, day, daysAhead }));

/** Based on one of the others. */
const derived: fc.Arbitrary<ScheduleCase> = fc
  .tuple(fc.oneof(made, drawn), derivedFrom("base"))
  .map(([{ schedule: base, ...rest }, schedule]) => ({ ...rest, schedule, schedules: { base } }));

export const scheduleCase: fc.Arbitrary<ScheduleCase> = fc.oneof(
  { weight: 3, arbitrary: made },
  { weight: 1, arbitrary: drawn },
  { weight: 2, arbitrary: derived },
);

function startOf(year: number): number {
  return Date.UTC(year, 0, 1) / MS_PER_DAY;
}

type Rotated = readonly [weeks: WeeklyHours[], daysAfter: number];

/** The rotation starts on a Monday near the day. */
function usualNear(usual: WeeklyHours | Rotated, day: number): { weekly: WeeklyHours } | { rotation: Rotation } {
  if (!Array.isArray(usual)) return { weekly: usual as WeeklyHours };
  const [weeks, daysAfter] = usual as Rotated;
  const start = day + daysAfter;
  return { rotation: { startsOn: formatDate(start - ((((start + 3) % 7) + 7) % 7)), weeks } };
}

/** Cuts never do, nor do exceptions of which one is more specific. */
function collide(a: Special, b: Special): boolean {
  return meet(a, b) && kindOf(a) !== "cut" && kindOf(a) === kindOf(b);
}

function kindOf({ closed, weekly: week, days }: Special): string {
  return closed !== null ? "cut" : week !== null ? "season" : days === 1 ? "day" : "range";
}

function meet(a: Special, b: Special): boolean {
  return a.shift < b.shift + b.days && b.shift < a.shift + a.days;
}

function exceptionOf(
  { name, carryOver, hours, weekly: week, closed, ...dates }: Special,
  day: number,
): ScheduleException {
  const dated = { ...datesOf(dates, day), ...(name === null ? {} : { name }) };
  if (closed !== null) return { ...dated, closed };
  return {
    ...dated,
    ...(carryOver === null ? {} : { carryOver }),
    ...(week === null ? { hours } : { weekly: week }),
  };
}

function datesOf({ shift, days }: Pick<Special, "shift" | "days">, day: number) {
  const from = formatDate(day + shift);
  return days === 1 ? { date: from } : { from, through: formatDate(day + shift + days - 1) };
}
