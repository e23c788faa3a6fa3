/** A day of the proleptic Gregorian calendar, counted from 1970-01-01, which is 0. It has no time zone. */
export type DayNumber = number;

/** The days that a calendar entry or an exception of a schedule is about, in the schedule's time zone. */
export type DatePattern = SingleDate | DateRange | AnnualDate | AnnualWeekday | AnnualEaster;

/** One day, as `YYYY-MM-DD`. */
export interface SingleDate {
  readonly date: string;
}

/** Consecutive days, each written as `YYYY-MM-DD`. `through` is included. */
export interface DateRange {
  readonly from: string;
  readonly through: string;
}

/** The same date every year, as `MM-DD`. `02-29` occurs in leap years only. */
export interface AnnualDate {
  readonly annually: string;
}

/** The nth weekday of a month, every year. The last Monday of August is `{ annually: { nth: -1, weekday: "mon", month: 8 } }`. */
export interface AnnualWeekday {
  readonly annually: {
    /** 1 to 5 from the start of the month, or -1 for the last one. A fifth one that the month does not have is skipped. */
    readonly nth: number;
    readonly weekday: Weekday;
    /** 1 for January, 12 for December. */
    readonly month: number;
  };
  /** Days after that weekday; a negative number means before. 0 if absent. */
  readonly plusDays?: number;
}

/** A number of days from Easter, every year. Good Friday is `{ annually: { easter: -2 } }`. */
export interface AnnualEaster {
  /** Days after Western Easter Sunday; a negative number means before. */
  readonly annually: { readonly easter: number };
}

/** A day of the week, as rule files write it. */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/** Starts with Monday, like ISO 8601. */
export const WEEKDAYS: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export const MS_PER_DAY = 86_400_000;

/** Reads `YYYY-MM-DD`. Returns null for every other form and for a date that does not exist. */
export function parseDate(text: string): DayNumber | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  return dayNumber(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Reads `MM-DD`. Returns null for every other form and for a date that exists in no year. */
export function parseAnnualDate(text: string): { month: number; day: number } | null {
  const match = /^(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return null;
  const month = Number(match[1]);
  const day = Number(match[2]);
  return dayNumber(LEAP_YEAR, month, day) === null ? null : { month, day };
}

/** Formats a day as `YYYY-MM-DD`. */
export function formatDate(day: DayNumber): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function yearOf(day: DayNumber): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear();
}

/** Returns an index into {@link WEEKDAYS}. */
export function weekdayOf(day: DayNumber): number {
  return (((day + THURSDAY) % 7) + 7) % 7;
}

export function startOfYear(year: number): DayNumber {
  return Date.UTC(year, 0, 1) / MS_PER_DAY;
}

/**
 * Lists the days of one year that match a pattern, in order.
 *
 * Expects a checked pattern: its dates exist, and `from` is not after `through`.
 */
export function occurrencesIn(pattern: DatePattern, year: number): DayNumber[] {
  if ("date" in pattern) return within(year, [parseDate(pattern.date)]);
  if ("from" in pattern) {
    const first = Math.max(parseDate(pattern.from) as DayNumber, startOfYear(year));
    const last = Math.min(parseDate(pattern.through) as DayNumber, startOfYear(year + 1) - 1);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  }
  // `plusDays` and Easter offsets can carry a date over New Year, so the neighbouring years count too.
  return within(
    year,
    [year - 1, year, year + 1].map((each) => annualDay(pattern, each)),
  );
}

const LEAP_YEAR = 2000;
/** 1970-01-01 was a Thursday, which is index 3. */
const THURSDAY = 3;

function dayNumber(year: number, month: number, day: number): DayNumber | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC reads the years 0 to 99 as 1900 to 1999. It also turns 31 April into 1 May, and month 13 into January.
  if (date.getUTCFullYear() !== year || date.getUTCDate() !== day) return null;
  return date.getTime() / MS_PER_DAY;
}

function within(year: number, days: readonly (DayNumber | null)[]): DayNumber[] {
  return days.filter((day): day is DayNumber => day !== null && yearOf(day) === year);
}

function annualDay(pattern: Extract<DatePattern, { annually: unknown }>, year: number): DayNumber | null {
  const { annually } = pattern;
  if (typeof annually === "string") {
    const date = parseAnnualDate(annually);
    return date && dayNumber(year, date.month, date.day);
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

/** Western Easter. Source: Lichtenberg's correction (1997) of the algorithm of Gauss (1800). */
function easterSunday(year: number): DayNumber {
  const century = Math.floor(year / 100);
  const correction = 15 + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  /** Days from 21 March to the full moon that Easter follows, at most one too many. */
  const latest = (19 * (year % 19) + correction) % 30;
  const isTooLate = latest === 29 || (latest === 28 && year % 19 > 10);
  const fullMoon = Date.UTC(year, 2, 21 + latest - Number(isTooLate)) / MS_PER_DAY;
  return fullMoon + 7 - ((weekdayOf(fullMoon) + 1) % 7);
}
