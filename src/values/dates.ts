/**
 * Days of the proleptic Gregorian calendar as numbers: 0 is 1970-01-01. No time zone comes into it.
 */
export type DayNumber = number;

export type DatePattern = SingleDate | DateRange | AnnualDate | AnnualWeekday | AnnualEaster;

/** `YYYY-MM-DD`. */
export interface SingleDate {
  readonly date: string;
}

/** Both ends included. */
export interface DateRange {
  readonly from: string;
  readonly through: string;
}

/** `MM-DD`; 02-29 happens in leap years alone. */
export interface AnnualDate {
  readonly annually: string;
}

export interface AnnualWeekday {
  readonly annually: {
    /** 1 to 5 from the start of the month, or -1 for the last. A fifth that does not exist does not happen. */
    readonly nth: number;
    readonly weekday: Weekday;
    /** 1 to 12. */
    readonly month: number;
  };
  readonly plusDays?: number;
}

export interface AnnualEaster {
  /** Days after Western Easter Sunday; negative for before. */
  readonly annually: { readonly easter: number };
}

export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const MS_PER_DAY = 86_400_000;

/** Reads `YYYY-MM-DD`; null for any other form and for a date that does not exist. */
export function parseDate(text: string): DayNumber | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  return dayNumber(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** A day of a year that is not said. */
interface AnnualDay {
  readonly month: number;
  readonly day: number;
}

/** Reads `MM-DD`; null for any other form and for a date that exists in no year. */
export function parseAnnualDate(text: string): AnnualDay | null {
  const match = /^(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  const month = Number(match[1]);
  const day = Number(match[2]);
  return dayNumber(LEAP_YEAR, month, day) === null ? null : { month, day };
}

/** `YYYY-MM-DD`. */
export function formatDate(day: DayNumber): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function yearOf(day: DayNumber): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear();
}

/** Index into {@link WEEKDAYS}. */
export function weekdayOf(day: DayNumber): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}

/** The first day of a year. */
export function startOfYear(year: number): DayNumber {
  return Date.UTC(year, 0, 1) / MS_PER_DAY;
}

/**
 * The days of one year on which a pattern falls, in order.
 *
 * Expects a pattern that was checked: dates that exist, `from` not after `through`.
 */
export function occurrencesIn(pattern: DatePattern, year: number): DayNumber[] {
  if ("date" in pattern) return within(year, [parseDate(pattern.date)]);
  if ("from" in pattern) {
    const first = Math.max(parseDate(pattern.from) as DayNumber, startOfYear(year));
    const last = Math.min(parseDate(pattern.through) as DayNumber, startOfYear(year + 1) - 1);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  }
  // A shift of some days can carry an annual date over New Year, so the neighbouring years may reach into this one.
  return within(
    year,
    [year - 1, year, year + 1].map((each) => annualDay(pattern, each)),
  );
}

const LEAP_YEAR = 2000;
/** 1970-01-01 was a Thursday. */
const THURSDAY = 3;

function dayNumber(year: number, month: number, day: number): DayNumber | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC reads the years 0 to 99 as 1900 to 1999, and rolls 31 April over into 1 May, month 13 into another year.
  if (date.getUTCFullYear() !== year || date.getUTCDate() !== day) return null;
  return date.getTime() / MS_PER_DAY;
}

function within(year: number, days: readonly (DayNumber | null)[]): DayNumber[] {
  return days.filter((day): day is DayNumber => day !== null && yearOf(day) === year);
}

function annualDay(pattern: Extract<DatePattern, { annually: unknown }>, year: number): DayNumber | null {
  const { annually } = pattern;
  if (typeof annually === "string") {
    const { month, day } = parseAnnualDate(annually) as AnnualDay;
    return dayNumber(year, month, day);
  }
  if ("easter" in annually) return easterSunday(year) + annually.easter;
  const day = nthWeekday(year, annually.month, annually.weekday, annually.nth);
  return day === null ? null : day + ((pattern as AnnualWeekday).plusDays ?? 0);
}

function nthWeekday(year: number, month: number, weekday: Weekday, nth: number): DayNumber | null {
  const first = Date.UTC(year, month - 1, 1) / MS_PER_DAY;
  const next = Date.UTC(year, month, 1) / MS_PER_DAY;
  const wanted = WEEKDAYS.indexOf(weekday);
  if (nth === -1) return next - 1 - ((weekdayOf(next - 1) - wanted + 7) % 7);
  const day = first + ((wanted - weekdayOf(first) + 7) % 7) + (nth - 1) * 7;
  return day < next ? day : null;
}

/** Western Easter: the anonymous Gregorian algorithm, as given by Meeus, Astronomical Algorithms (1991), chapter 8. */
function easterSunday(year: number): DayNumber {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}
