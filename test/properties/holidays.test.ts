import fc from "fast-check";
import ICAL from "ical.js";
import { expect, it } from "vitest";
import { type CalendarYears, generateCalendar, type Holiday } from "../../src/analysis.js";
import { listHolidays } from "../../src/cli/holidays/list-holidays.js";
import { parseICalendar } from "../../src/cli/holidays/parse-icalendar.js";
import { readEvents } from "../../src/cli/holidays/read-events.js";
import type { CalendarEntry } from "../../src/index.js";
import { type DatePattern, formatDate, occurrencesIn, WEEKDAYS } from "../../src/values/dates.js";
import { PATIENCE, runs } from "../arbitraries/runs.js";

const integer = (min: number, max: number) => fc.integer({ min, max });
const date = fc
  .tuple(integer(1, 12), integer(1, 31))
  .map(([month, day]) => `${two(month)}-${two(day)}`)
  .filter((text) => ICAL.Time.daysInMonth(Number(text.slice(0, 2)), 2000) >= Number(text.slice(3)));

const rule: fc.Arbitrary<DatePattern> = fc.oneof(
  date.map((annually) => ({ annually })),
  fc.record({
    annually: fc.record({
      nth: fc.constantFrom(-1, 1, 2, 3, 4, 5),
      weekday: fc.constantFrom(...WEEKDAYS),
      month: integer(1, 12),
    }),
  }),
  fc.record({ annually: fc.record({ easter: integer(-80, 250) }) }),
  fc.record({ annually: fc.record({ orthodoxEaster: integer(-90, 230) }) }),
);

/** All rules that `generateCalendar` may write. */
const ALL_RULES: readonly DatePattern[] = [
  ...Array.from({ length: 366 }, (_, day) => ({
    annually: formatDate(Date.UTC(2000, 0, 1) / 86_400_000 + day).slice(5),
  })),
  ...Array.from({ length: 12 }, (_, month) =>
    WEEKDAYS.flatMap((weekday) => [-1, 1, 2, 3, 4, 5].map((nth) => ({ annually: { nth, weekday, month: month + 1 } }))),
  ).flat(),
  ...Array.from({ length: 401 }, (_, easter) => ({ annually: { easter: easter - 120 } })),
  // The two Easters can be as far apart in three years in a row, as in 1971 to 1973.
  ...Array.from({ length: 421 }, (_, days) => ({ annually: { orthodoxEaster: days - 140 } })),
];

const threeYearsOrMore: fc.Arbitrary<CalendarYears> = fc
  .tuple(integer(1970, 2198), integer(2, 12))
  .map(([first, more]) => ({ first, last: Math.min(first + more, 2200) }));

it(
  "the dates of an annual rule in three years or more give the rule, unless another rule fits them too",
  () => {
    fc.assert(
      fc.property(rule, threeYearsOrMore, (drawn, years) => {
        const dates = datesOf([drawn], years);
        const isFitting = (each: DatePattern) => {
          const all = datesOf([each], years);
          return all.every((day) => dates.includes(day)) && new Set(all.map(yearOf)).size >= 3;
        };
        const fitting = ALL_RULES.filter(isFitting);
        const entries = generateCalendar(holidaysOn(dates), years);
        if (fitting.length === 1) expect(entries).toEqual(fitting);
        if (fitting.length === 0) expect(entries.filter((entry) => "annually" in entry)).toEqual([]);
        // Dates of a day that one rule alone has tell it from the others.
        for (const entry of entries.filter((each) => "annually" in each)) expect(fitting).toContainEqual(entry);
        expect(datesOf(entries, years)).toEqual(dates);
      }),
      { ...runs(200), examples: [[{ annually: { easter: 0 } }, { first: 1971, last: 1973 }]] },
    );
  },
  PATIENCE,
);

it(
  "a calendar has exactly the given days in its years, whatever they are",
  () => {
    const around = fc
      .tuple(rule, fc.uniqueArray(integer(2020, 2035)), integer(-1, 1), fc.constantFrom("a", "b", undefined))
      .map(([drawn, years, moved, name]) =>
        years
          .flatMap((year) => occurrencesIn(drawn, year))
          .map((day, index) => ({
            date: formatDate(day + (index === 0 ? moved : 0)),
            ...(name === undefined ? {} : { name }),
          })),
      );
    fc.assert(
      fc.property(fc.array(around, { maxLength: 6 }), (lists) => {
        const holidays = lists.flat();
        const entries = generateCalendar(holidays);
        const years = holidays.map((each) => yearOf(each.date));
        const all = { first: Math.min(...years), last: Math.max(...years) };
        for (const name of ["a", "b", undefined]) {
          const named = (each: { readonly name?: string }) => each.name === name;
          expect(datesOf(entries.filter(named), all)).toEqual(sortedDates(holidays.filter(named)));
        }
      }),
      runs(300),
    );
  },
  PATIENCE,
);

/** Only rules that ical.js repeats as RFC 5545 says: it misses days of `BYMONTHDAY`, and makes 1 March of 29 February. */
const series = fc
  .record({
    start: integer(Date.UTC(2010, 0, 1), Date.UTC(2030, 0, 1)).map((at) => formatDate(Math.floor(at / 86_400_000))),
    days: integer(1, 4),
    interval: integer(1, 3),
    end: fc.constantFrom("", ";COUNT=1", ";COUNT=4", ";UNTIL=20300615"),
    months: fc.uniqueArray(integer(1, 12), { maxLength: 3 }).map((months) => months.sort((a, b) => a - b)),
    weekdays: fc.uniqueArray(fc.constantFrom("MO", "1TU", "-1WE", "4TH", "FR", "5SU"), { maxLength: 2 }),
    removed: fc.array(integer(0, 5), { maxLength: 2 }),
    repeats: fc.boolean(),
  })
  .filter(({ start, weekdays }) => Number(start.slice(8)) <= 28 || weekdays.length > 0);

it(
  "an iCalendar file gives the days of its series, as another reader lists them",
  () => {
    fc.assert(
      fc.property(fc.array(series, { minLength: 1, maxLength: 4 }), (drawn) => {
        const years = { first: 2012, last: 2034 };
        const text = ["BEGIN:VCALENDAR", ...drawn.flatMap(writeEvent), "END:VCALENDAR", ""].join("\r\n");
        const read = listHolidays(readEvents(parseICalendar(Buffer.from(text), "drawn")), years, "drawn");
        const expected = listedBy(text, years).filter((day) => read.years !== null && isIn(day, read.years));
        expect(sortedDates(read.holidays)).toEqual(expected);
        if (read.years !== null)
          expect(datesOf(generateCalendar(read.holidays, read.years), read.years)).toEqual(expected);
      }),
      runs(200),
    );
  },
  PATIENCE,
);

type Series = typeof series extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function writeEvent({ start, days, interval, end, months, weekdays, removed, repeats }: Series): string[] {
  // Without a month, an nth weekday is that of the year, which we skip.
  const named = months.length > 0 ? weekdays : weekdays.map((each) => each.slice(-2));
  const parts = [months.length > 0 ? `;BYMONTH=${months}` : "", named.length > 0 ? `;BYDAY=${named}` : ""].join("");
  // A series starts on a day of its rule, and leaves out days that it has: readers differ about others.
  const [first = ""] = startsOf(`FREQ=YEARLY${parts}`, start, 1);
  const event = ["BEGIN:VEVENT", `DTSTART;VALUE=DATE:${first}`, `DURATION:P${days}D`];
  if (!repeats) return [...event, "END:VEVENT"];
  const rule = `FREQ=YEARLY;INTERVAL=${interval}${parts}${end}`;
  const excluded = startsOf(rule, first, 6).filter((_, index) => removed.includes(index));
  return [...event, `RRULE:${rule}`, ...excluded.map((day) => `EXDATE;VALUE=DATE:${day}`), "END:VEVENT"];
}

function startsOf(text: string, start: string, count: number): string[] {
  const starts = ICAL.Recur.fromString(text).iterator(
    ICAL.Time.fromDateString(start.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3")),
  );
  return Array.from({ length: count }, () => starts.next()).flatMap((day) => day?.toICALString() ?? []);
}

function listedBy(text: string, { last }: CalendarYears): string[] {
  const days = new Set<string>();
  for (const component of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    const starts = event.iterator();
    for (
      let start = starts.next();
      start !== null && start !== undefined && start.year <= last;
      start = starts.next()
    ) {
      const day = start.clone();
      for (let length = event.duration.toSeconds() / 86_400; length > 0; length--) {
        days.add(day.toString());
        day.adjust(1, 0, 0, 0);
      }
    }
  }
  return [...days].sort();
}

function holidaysOn(dates: readonly string[]): Holiday[] {
  return dates.map((each) => ({ date: each }));
}

function datesOf(entries: readonly (DatePattern | CalendarEntry)[], { first, last }: CalendarYears): string[] {
  const days = new Set<string>();
  for (let year = first; year <= last; year++) {
    for (const entry of entries) for (const day of occurrencesIn(entry, year)) days.add(formatDate(day));
  }
  return [...days].sort();
}

function sortedDates(holidays: readonly Holiday[]): string[] {
  return [...new Set(holidays.map((each) => each.date))].sort();
}

function isIn(day: string, { first, last }: CalendarYears): boolean {
  return first <= yearOf(day) && yearOf(day) <= last;
}

function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
