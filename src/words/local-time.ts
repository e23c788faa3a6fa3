import { boundedCache } from "../values/bounded-cache.js";
import { formatDate, MS_PER_DAY, WEEKDAYS, weekdayOf } from "../values/dates.js";
import { givenZone } from "../values/time-zone.js";

/** `Monday 23 November 2026, 08:30`. */
export function fullTime(at: string, timeZone: string): string {
  const local = localTimeOf(Date.parse(at), timeZone);
  return `${longDate(local)}, ${clockOf(local)}`;
}

/** `Monday 23 November 2026`, of `2026-11-23`. */
export function fullDate(date: string): string {
  return longDate(localTimeOf(Date.parse(date), "UTC"));
}

/** `Thu 24 Dec`, of `2026-12-24`. */
export function shortDate(date: string): string {
  return dayAndMonth(localTimeOf(Date.parse(date), "UTC"));
}

/** `08:30`, with seconds unless they are 0. */
export function clockTime(at: string, timeZone: string): string {
  return clockOf(localTimeOf(Date.parse(at), timeZone));
}

/** `Saturday`. */
export function weekdayAt(at: string, timeZone: string): string {
  return weekdayName(localTimeOf(Date.parse(at), timeZone).dayNumber);
}

/** `04:30 for the customer in America/New_York`. Null if the zone is not known, or its clock shows the same time as in `timeZone`. */
export function customersClock(at: string, customerZone: string | null | undefined, timeZone: string): string | null {
  const zone = givenZone(customerZone);
  const clock = zone === null ? null : clockTime(at, zone);
  return clock === null || clock === clockTime(at, timeZone) ? null : `${clock} for the customer in ${zone}`;
}

/**
 * Names an instant as seen from another one: `today at 18:00`, `tomorrow at 09:00`, `Mon 30 Nov at 09:00`, `Fri 1 Jan 2027 at 09:00`.
 *
 * Days begin at midnight in `timeZone`.
 */
export function relativeTime(at: string, from: string, timeZone: string): string {
  const [then, now] = [localTimeOf(Date.parse(at), timeZone), localTimeOf(Date.parse(from), timeZone)];
  const days = then.dayNumber - now.dayNumber;
  const date = then.year === now.year ? dayAndMonth(then) : `${dayAndMonth(then)} ${then.year}`;
  return `${days === 0 ? "today" : days === 1 ? "tomorrow" : date} at ${clockOf(then)}`;
}

/**
 * Reads `2026-11-23 10:00`, with or without seconds, in a time zone. Null for any other form, and for a date or time that does not exist.
 *
 * A time that the clock shows twice is its first occurrence. A time that the clock skips is as much later as the clock jumps.
 * Returns ISO 8601 in UTC.
 */
export function readLocalInstant(text: string, timeZone: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)$/.exec(text.trim());
  const wall = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}Z`);
  // `Date.parse` turns 31 April into 1 May.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== match?.[1]) return null;
  const offsets = [wall - MS_PER_DAY, wall + MS_PER_DAY].map((near) => offsetAt(near, timeZone));
  const [before = 0] = offsets;
  const fitting = offsets.find((offset) => offsetAt(wall - offset, timeZone) === offset);
  return new Date(wall - (fitting ?? before)).toISOString();
}

/**
 * Reads a day as seen from `now` (epoch milliseconds) and a time: `today 10:00`, `yesterday 17:30`, `last saturday 17:30` (before today),
 * `monday 9:00` (the first from now on). By the clock of a time zone. Null for any other form. Returns ISO 8601 in UTC.
 */
export function readRelativeInstant(text: string, now: number, timeZone: string): string | null {
  const match = /^(last )?([a-z]+),?(?: at)? (\d?\d:\d\d(?::\d\d)?)$/.exec(
    text.trim().toLowerCase().replace(/\s+/g, " "),
  );
  const [, last, word = "", time = ""] = match ?? [];
  const { dayNumber } = localTimeOf(now, timeZone);
  const clock = time.indexOf(":") === 1 ? `0${time}` : time;
  const instantOn = (day: number) => readLocalInstant(`${formatDate(day)} ${clock}`, timeZone);
  const days = DAYS_FROM_TODAY.get(word);
  if (days !== undefined) return last === undefined ? instantOn(dayNumber + days) : null;
  const weekday = WEEKDAYS.findIndex((key, index) => word === key || word === WEEKDAY_NAMES[index]?.toLowerCase());
  if (weekday < 0) return null;
  const ahead = (weekday - weekdayOf(dayNumber) + 7) % 7;
  if (last !== undefined) return instantOn(dayNumber + ahead - 7);
  const first = instantOn(dayNumber + ahead);
  return first === null || Date.parse(first) >= now ? first : instantOn(dayNumber + ahead + 7);
}

const DAYS_FROM_TODAY: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

/** `2026-11-23T10:00:00+01:00`: an instant as a rule file may write it, in a time zone. Milliseconds are left out if they are 0. */
export function writeLocalInstant(at: string, timeZone: string): string {
  const instant = Date.parse(at);
  const offset = offsetAt(instant, timeZone);
  const minutes = Math.abs(Math.trunc(offset / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  // Early offsets have seconds, which RFC 3339 cannot write.
  const isWhole = offset % 60_000 === 0;
  const local = new Date(instant + (isWhole ? offset : 0)).toISOString().replace(/(?:\.000)?Z$/, "");
  return isWhole ? `${local}${offset < 0 ? "-" : "+"}${hours}:${rest}` : `${local}Z`;
}

/** The offset of a time zone from UTC at an instant; both in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const { dayNumber, minutes, second } = localTimeOf(at, timeZone);
  return dayNumber * MS_PER_DAY + minutes * 60_000 + second * 1000 - Math.floor(at / 1000) * 1000;
}

/** An instant on the clock and calendar of a time zone. */
export interface LocalTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  /** Days since 1 January 1970. */
  readonly dayNumber: number;
  /** Since midnight. */
  readonly minutes: number;
  readonly second: number;
}

/** `at` is in epoch milliseconds. */
export function localTimeOf(at: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const [year, month, day] = [part("year"), part("month"), part("day")];
  return {
    ...{ year, month, day, dayNumber: Date.UTC(year, month - 1, day) / MS_PER_DAY },
    ...{ minutes: part("hour") * 60 + part("minute"), second: part("second") },
  };
}

const formatOf = boundedCache(
  100,
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-US", {
      ...{ timeZone, calendar: "gregory", hourCycle: "h23" },
      ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" },
    }),
);

function longDate({ year, month, day, dayNumber }: LocalTime): string {
  return `${weekdayName(dayNumber)} ${day} ${MONTHS[month - 1]} ${year}`;
}

function dayAndMonth({ month, day, dayNumber }: LocalTime): string {
  return `${weekdayName(dayNumber).slice(0, 3)} ${day} ${MONTHS[month - 1]?.slice(0, 3)}`;
}

function clockOf({ minutes, second }: LocalTime): string {
  const seconds = second === 0 ? "" : `:${String(second).padStart(2, "0")}`;
  return `${formatClock(minutes)}${seconds}`;
}

/** `08:30`, of minutes since midnight. */
export function formatClock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function weekdayName(dayNumber: number): string {
  return WEEKDAY_NAMES[weekdayOf(dayNumber)] ?? "";
}

export const WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
