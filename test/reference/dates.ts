import type { AnnualDate, DatePattern, SingleDate, Weekday } from "../../src/values/dates.js";

/** Days since 1970-01-01. */
export type DayNumber = number;

/** `YYYY-MM-DD`. */
export function dateText(day: DayNumber): string {
  return dateOf(day).toISOString().slice(0, 10);
}

export function weekdayName(day: DayNumber): Weekday {
  return NAMES[dateOf(day).getUTCDay()] as Weekday;
}

/** Whether a day is one of those that a pattern speaks of: asked of the day itself, no list of days is made. */
export function fallsOn(pattern: DatePattern, day: DayNumber): boolean {
  if ("from" in pattern) return pattern.from <= dateText(day) && dateText(day) <= pattern.through;
  if ("date" in pattern || typeof pattern.annually === "string") {
    const { observed, moved } = pattern as SingleDate | AnnualDate;
    const own = isNamed(pattern as SingleDate | AnnualDate, day);
    const others = observed ?? moved ?? {};
    const stays = moved?.[weekdayName(day)] === undefined;
    return (
      (own && stays) ||
      nearby(day).some(
        (date) => isNamed(pattern as SingleDate | AnnualDate, date) && others[weekdayName(date)] === weekdayName(day),
      )
    );
  }
  const { annually } = pattern;
  if ("from" in annually) return isWithin(annually, monthAndDay(day));
  if ("easter" in annually) return isEasterSunday(day - annually.easter);
  if ("orthodoxEaster" in annually) return isOrthodoxEasterSunday(day - annually.orthodoxEaster);
  const counted = day - ("plusDays" in pattern ? (pattern.plusDays ?? 0) : 0);
  const ofMonth = dateOf(counted).getUTCDate();
  const isNth =
    annually.nth === -1 ? monthOf(counted + 7) !== monthOf(counted) : Math.ceil(ofMonth / 7) === annually.nth;
  return weekdayName(counted) === annually.weekday && monthOf(counted) === annually.month && isNth;
}

/** The first day of the days in a row that a pattern speaks of, of which `day` is one. */
export function firstDayOf(pattern: DatePattern, day: DayNumber): DayNumber {
  if ("from" in pattern) return Date.parse(pattern.from) / 86_400_000;
  if (!("annually" in pattern) || typeof pattern.annually === "string" || !("from" in pattern.annually)) return day;
  const { from } = pattern.annually;
  const isFirst =
    monthAndDay(day) === from || (from === "02-29" && monthAndDay(day) === "03-01" && monthAndDay(day - 1) === "02-28");
  return isFirst ? day : firstDayOf(pattern, day - 1);
}

function isNamed(pattern: SingleDate | AnnualDate, day: DayNumber): boolean {
  return "date" in pattern ? dateText(day) === pattern.date : monthAndDay(day) === pattern.annually;
}

/** No other weekday is further away than three days, if the nearest is meant. */
function nearby(day: DayNumber): DayNumber[] {
  return [-3, -2, -1, 1, 2, 3].map((shift) => day + shift);
}

/** A common year has no day between 28 February and 1 March, so 29 February needs no care. */
function isWithin({ from, through }: { from: string; through: string }, date: string): boolean {
  return from <= through ? from <= date && date <= through : from <= date || date <= through;
}

function monthAndDay(day: DayNumber): string {
  return dateText(day).slice(5);
}

/** Local wall time, in minutes since the local midnight of the day the span starts on. */
export interface Span {
  readonly opens: number;
  readonly closes: number;
}

/** Of `09:00-18:00`. */
export function readSpan(text: string): Span {
  const [opens = Number.NaN, closes = Number.NaN] = text.split("-").map((clock) => {
    const [hour, minute] = clock.split(":").map(Number);
    return (hour ?? 0) * 60 + (minute ?? 0);
  });
  return { opens, closes: closes > opens ? closes : closes + 24 * 60 };
}

/** Whether a key of weekly hours, as `sat` or `sun-thu`, speaks of a weekday. */
export function isAmong(key: string, weekday: string): boolean {
  const [first = "", last = first] = key.split("-");
  for (let at = NAMES.indexOf(first); ; at = (at + 1) % 7) {
    if (NAMES[at] === weekday) return true;
    if (NAMES[at] === last) return false;
  }
}

const NAMES: readonly string[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

function dateOf(day: DayNumber): Date {
  return new Date(day * 86_400_000);
}

function monthOf(day: DayNumber): number {
  return dateOf(day).getUTCMonth() + 1;
}

/** By golden number and epact, as Knuth tells it: The Art of Computer Programming, volume 1, exercise 1.3.2-14. */
function isEasterSunday(day: DayNumber): boolean {
  const year = dateOf(day).getUTCFullYear();
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const leapsDropped = Math.floor((3 * century) / 4) - 12;
  const moonMoved = Math.floor((8 * century + 5) / 25) - 5;
  const sunday = Math.floor((5 * year) / 4) - leapsDropped - 10;
  let epact = (((11 * golden + 20 + moonMoved - leapsDropped) % 30) + 30) % 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let full = 44 - epact;
  if (full < 21) full += 30;
  const inMarch = full + 7 - ((sunday + full) % 7);
  return dateText(day) === dateText(Date.UTC(year, 2, inMarch) / 86_400_000);
}

/** The Sunday after the full moon of the nineteen years' cycle, from 21 March of the Julian calendar on. */
function isOrthodoxEasterSunday(day: DayNumber): boolean {
  const year = dateOf(day).getUTCFullYear();
  let date = julianMarch(year, 21) + ((19 * (year % 19) + 15) % 30) + 1;
  while (weekdayName(date) !== "sun") date += 1;
  return day === date;
}

/** Of a day of March in the Julian calendar, by its count of days from 4713 BC. */
function julianMarch(year: number, day: number): DayNumber {
  return 367 * year - Math.floor((7 * (year + 5001)) / 4) + 91 + day + 1_729_777 - 2_440_588;
}
