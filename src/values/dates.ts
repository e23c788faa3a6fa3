/** A day of the proleptic Gregorian calendar, counted from 1970-01-01, which is 0. It has no time zone. */
export type DayNumber = number;

/** Consecutive days. Both ends are included. */
export interface DayRange {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** The days that a calendar entry or an exception of a schedule is about, in the schedule's time zone. */
export type DatePattern =
  | SingleDate
  | DateRange
  | AnnualDate
  | AnnualRange
  | AnnualWeekday
  | AnnualEaster
  | AnnualOrthodoxEaster;

/** One day, as `YYYY-MM-DD`. */
export interface SingleDate extends WeekdayShift {
  readonly date: string;
}

/** Consecutive days, each written as `YYYY-MM-DD`. `through` is included. */
export interface DateRange {
  readonly from: string;
  readonly through: string;
}

/** The same date every year, as `MM-DD`. `02-29` occurs in leap years only. */
export interface AnnualDate extends WeekdayShift {
  readonly annually: string;
}

/**
 * The same days every year, each written as `MM-DD`. Both are included. If `from` is after `through`, the range runs over New Year.
 *
 * In common years, `02-29` means `03-01` as `from` and `02-28` as `through`.
 */
export interface AnnualRange {
  readonly annually: { readonly from: string; readonly through: string };
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

/** A number of days from Orthodox Easter, every year. */
export interface AnnualOrthodoxEaster {
  /** Days after Easter Sunday of the Julian calendar; a negative number means before. */
  readonly annually: { readonly orthodoxEaster: number };
}

/**
 * What becomes of a date that falls on some weekday. `{ sat: "fri", sun: "mon" }` stands for the Friday before a Saturday, and for the Monday
 * after a Sunday: for the nearest such day. At most one of the two keys is present.
 */
interface WeekdayShift {
  /** The other day is added. The date itself stays. */
  readonly observed?: WeekdayMap;
  /** The other day replaces the date. */
  readonly moved?: WeekdayMap;
}

/** Maps a weekday on which a date may fall to the weekday of the other day. */
export type WeekdayMap = Readonly<Partial<Record<Weekday, Weekday>>>;

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

/** Lists the days of one year that match a pattern, in order. Expects a checked pattern, as {@link rangesIn} does. */
export function occurrencesIn(pattern: DatePattern, year: number): DayNumber[] {
  const ofYear = daysOfYear(year);
  return rangesIn(pattern, year).flatMap((range) => {
    const { first, last } = intersectDays(range, ofYear);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Returns the days that are in both ranges. If there are none, `first` is after `last`. */
export function intersectDays(one: DayRange, other: DayRange): DayRange {
  return { first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) };
}

/**
 * Lists the days that match a pattern as ranges, in order: those that have a day in `year`, with all their days.
 *
 * Expects a checked pattern: its dates exist, and a dated `from` is not after `through`.
 */
export function rangesIn(pattern: DatePattern, year: number): DayRange[] {
  const ofYear = daysOfYear(year);
  return rangesNear(pattern, year)
    .filter(({ first, last }) => first <= last && first <= ofYear.last && last >= ofYear.first)
    .sort((a, b) => a.first - b.first);
}

/** Lists the days of a dated pattern as ranges. Expects a checked pattern. */
export function datedRanges(pattern: SingleDate | DateRange): DayRange[] {
  if ("date" in pattern) return shifted(parseDate(pattern.date), pattern);
  return [{ first: parseDate(pattern.from) as DayNumber, last: parseDate(pattern.through) as DayNumber }];
}

export function daysOfYear(year: number): DayRange {
  return { first: startOfYear(year), last: startOfYear(year + 1) - 1 };
}

/** Lists at least the ranges that have a day in the year. One that ends before it starts has no day. */
function rangesNear(pattern: DatePattern, year: number): DayRange[] {
  if (!("annually" in pattern)) return datedRanges(pattern);
  // 366 days after 31 December may lie two years ahead.
  const reach = "plusDays" in pattern ? 2 : 1;
  const ranges: DayRange[] = [];
  for (let each = year - reach; each <= year + reach; each++) ranges.push(...annualRanges(pattern, each));
  return ranges;
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

type AnnualPattern = Extract<DatePattern, { annually: unknown }>;

function annualRanges(pattern: AnnualPattern, year: number): DayRange[] {
  const { annually } = pattern;
  if (typeof annually === "string") return shifted(annualDay(annually, year), pattern as AnnualDate);
  if ("from" in annually) {
    const { from, through } = annually;
    const first = annualDay(from, year) ?? startOfMarch(year);
    const lastYear = from > through ? year + 1 : year;
    return [{ first, last: annualDay(through, lastYear) ?? startOfMarch(lastYear) - 1 }];
  }
  if ("easter" in annually) return shifted(easterSunday(year) + annually.easter);
  if ("orthodoxEaster" in annually) return shifted(orthodoxEasterSunday(year) + annually.orthodoxEaster);
  const day = nthWeekday(year, annually.month, annually.weekday, annually.nth);
  return shifted(day === null ? null : day + ((pattern as AnnualWeekday).plusDays ?? 0));
}

/** Expects `MM-DD`. Null for 29 February in a common year. */
function annualDay(text: string, year: number): DayNumber | null {
  const { month, day } = parseAnnualDate(text) as { month: number; day: number };
  return dayNumber(year, month, day);
}

function startOfMarch(year: number): DayNumber {
  return dayNumber(year, 3, 1) as DayNumber;
}

function shifted(day: DayNumber | null, { observed, moved }: WeekdayShift = {}): DayRange[] {
  if (day === null) return [];
  const own = { first: day, last: day };
  const target = (observed ?? moved)?.[WEEKDAYS[weekdayOf(day)] as Weekday];
  if (target === undefined) return [own];
  const ahead = (WEEKDAYS.indexOf(target) - weekdayOf(day) + 7) % 7;
  const other = day + (ahead > 3 ? ahead - 7 : ahead);
  const added = { first: other, last: other };
  return moved === undefined ? [own, added] : [added];
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

/** Easter of the Julian calendar, as a Gregorian date. Source: Meeus, Astronomical Algorithms (1991), chapter 8. */
function orthodoxEasterSunday(year: number): DayNumber {
  const fullMoon = (19 * (year % 19) + 15) % 30;
  const toSunday = (2 * (year % 4) + 4 * (year % 7) - fullMoon + 34) % 7;
  const daysFrom22March = fullMoon + toSunday;
  /** How many days the Julian calendar is behind: 13 from 1900 to 2099. */
  const behind = Math.floor(year / 100) - Math.floor(year / 400) - 2;
  return Date.UTC(year, 2, 22 + daysFrom22March + behind) / MS_PER_DAY;
}
