import type { DatePattern } from "../../src/values/dates.js";

/** Days since 1970-01-01. */
export type DayNumber = number;

/** `YYYY-MM-DD`. */
export function dateText(day: DayNumber): string {
  return dateOf(day).toISOString().slice(0, 10);
}

/** `mon` to `sun`. */
export function weekdayName(day: DayNumber): string {
  return NAMES[dateOf(day).getUTCDay()] ?? "";
}

/** Whether a day is one of those that a pattern speaks of: asked of the day itself, no list of days is made. */
export function fallsOn(pattern: DatePattern, day: DayNumber): boolean {
  const text = dateText(day);
  if ("date" in pattern) return text === pattern.date;
  if ("from" in pattern) return pattern.from <= text && text <= pattern.through;
  const { annually } = pattern;
  if (typeof annually === "string") return text.endsWith(`-${annually}`);
  if ("easter" in annually) return isEasterSunday(day - annually.easter);
  const counted = day - ("plusDays" in pattern ? (pattern.plusDays ?? 0) : 0);
  const ofMonth = dateOf(counted).getUTCDate();
  const isNth =
    annually.nth === -1 ? monthOf(counted + 7) !== monthOf(counted) : Math.ceil(ofMonth / 7) === annually.nth;
  return weekdayName(counted) === annually.weekday && monthOf(counted) === annually.month && isNth;
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

const NAMES = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

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
