import ICAL from "ical.js";
import type { Holiday } from "../../analysis.js";
import { Misuse } from "../environment.js";
import type { AllDayEvent, ReadEvents, SkippedEvent } from "./read-events.js";
import { type Spend, startsByRule } from "./yearly-rule.js";
import { ALL_YEARS, type Years } from "./years.js";

export interface ListedHolidays {
  /** Each once: a day with two names is there twice. */
  readonly holidays: readonly Holiday[];
  /** The years of the file, among the given ones. Null if there are none. */
  readonly years: Years | null;
  readonly skipped: readonly SkippedEvent[];
}

/**
 * Lists the days of events in the given years, or in all years of the file if `given` is null.
 *
 * The years of a file are those from the first to the last start of an event. If no years are given, an event that repeats without end adds no
 * year. Throws {@link Misuse} if all events are of that kind, or if there is too much to look at.
 */
export function listHolidays({ events, skipped }: ReadEvents, given: Years | null, from: string): ListedHolidays {
  const spend = createWorkLimit(from);
  const { first, last } = given ?? ALL_YEARS;
  const dated = given === null ? events.filter((event) => !isEndless(event)) : events;
  // A start that is removed shows that the file knows its year.
  const starts = dated.flatMap((event) => [...startsOf(event, { first, last }, spend)].map(yearOf));
  const years = rangeOf(starts.filter((year) => year >= first && year <= last));
  if (given === null && years === null && events.length > dated.length) {
    throw new Misuse(
      `every event of ${from} repeats without end; say which years to write, such as \`--years 2027-2029\``,
    );
  }
  const holidays = new Map<string, Holiday>();
  const outside: SkippedEvent[] = [];
  for (const event of events) {
    const { name, start } = event;
    const days = years === null ? [] : daysOf(event, years, spend);
    if (days.length === 0) outside.push({ name, date: start, reason: "has no day in these years" });
    for (const date of days) holidays.set(`${date} ${name}`, name === undefined ? { date } : { date, name });
    if (holidays.size > MAX_HOLIDAYS) throw tooMuch(from);
  }
  return { holidays: [...holidays.values()], years, skipped: [...skipped, ...outside] };
}

function createWorkLimit(from: string): Spend {
  let left = MAX_DAYS;
  return (days) => {
    left -= days;
    if (left < 0) throw tooMuch(from);
  };
}

function tooMuch(from: string): Misuse {
  return new Misuse(`${from} has too many days to look at; take fewer years, such as \`--years 2027-2029\``);
}

/** Fifty yearly series over two centuries have fewer. It takes a second. */
const MAX_DAYS = 1_000_000;
/** Two centuries of eighty days a year. A calendar has at most a thousand entries. */
const MAX_HOLIDAYS = 20_000;

function rangeOf(years: readonly number[]): Years | null {
  const sorted = years.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

function isEndless({ rule }: AllDayEvent): boolean {
  return rule !== null && rule.count === null && rule.until === null;
}

/** Lists removed starts too. */
function* startsOf({ start, rule, added }: AllDayEvent, years: Years, spend: Spend): Generator<string> {
  if (rule === null) yield start;
  else yield* startsByRule(rule, start, years, spend);
  yield* added;
}

function daysOf(event: AllDayEvent, { first, last }: Years, spend: Spend): string[] {
  const days: string[] = [];
  // An event of the year before may last into the first year.
  for (const start of startsOf(event, { first: first - 1, last }, spend)) {
    if (event.removed.has(start)) continue;
    spend(event.days);
    const day = ICAL.Time.fromDateString(start);
    for (let length = 0; length < event.days; length++) {
      if (day.year >= first && day.year <= last) days.push(day.toString());
      day.adjust(1, 0, 0, 0);
    }
  }
  return days;
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
