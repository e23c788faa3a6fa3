import { Temporal } from "temporal-polyfill";
import { type DayNumber, dateText } from "./dates.js";

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;

/**
 * The instant at which a zone's clocks show `minutes` after the local midnight of `day`: the first of two, and the jump itself where
 * they never show it. Epoch ms.
 */
export function instantOf(day: DayNumber, minutes: number, zone: string): number {
  const date = day + Math.floor(minutes / MINUTES_PER_DAY);
  const rest = minutes % MINUTES_PER_DAY;
  const midnight = midnightOf(date, zone);
  // Only to save time: no clock has jumped twice, there and back, within one day.
  const dayHas24Hours = midnightOf(date + 1, zone) - midnight === MINUTES_PER_DAY * MS_PER_MINUTE;
  return dayHas24Hours ? midnight + rest * MS_PER_MINUTE : resolve(date, rest, zone);
}

/** Whether a zone's clocks show any time at all of a day; Pacific/Apia went from 29 to 31 December 2011. */
export function dayHappens(day: DayNumber, zone: string): boolean {
  return midnightOf(day, zone) < midnightOf(day + 1, zone);
}

/** Of a zone: more than the days that one request looks ahead, and so few that a long run of every zone does not fill the memory. */
const MOST_MIDNIGHTS = 4000;
const knownMidnights = new Map<string, Map<DayNumber, number>>();

function midnightOf(day: DayNumber, zone: string): number {
  const midnights = knownMidnights.get(zone) ?? new Map<DayNumber, number>();
  knownMidnights.set(zone, midnights);
  const midnight = midnights.get(day) ?? resolve(day, 0, zone);
  if (midnights.size >= MOST_MIDNIGHTS) midnights.clear();
  midnights.set(day, midnight);
  return midnight;
}

function resolve(day: DayNumber, minutes: number, zone: string): number {
  const wall = Temporal.PlainDate.from(dateText(day)).toPlainDateTime().add({ minutes });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  // "earlier" reads a time in a gap with the offset after it, which gives an instant before the jump.
  const jump = earlier.getTimeZoneTransition("next");
  if (jump === null) throw new Error(`no jump after ${earlier.toString()}`);
  return jump.epochMilliseconds;
}
