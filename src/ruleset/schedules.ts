import type { DerivedSchedule, RulesetDocument, Schedule } from "./document.js";

interface RankedException {
  readonly from?: string;
  readonly annually?: string | object;
  readonly weekly?: unknown;
  readonly name?: string;
}

/** A schedule with hours of its own. */
export type OwnSchedule = Exclude<Schedule, DerivedSchedule>;

/**
 * Returns which of several exceptions on one day counts: the one with the lowest rank. Two of one rank must have the same hours that day.
 *
 * The more specific one goes first: a day, a range, a holiday, a season; and of each a dated one before an annual one.
 */
export function exceptionRank({ from, annually, weekly }: RankedException): number {
  const isRange = from !== undefined || (typeof annually === "object" && "from" in annually);
  const rank = weekly !== undefined ? SEASON_RANK : isRange ? RANGE_RANK : DAY_RANK;
  return annually === undefined ? rank : rank + 1;
}

/** Whether an exception has `hours` for a range of days, and so goes before holidays without being about a single day. */
export function isRangeWithHours(exception: RankedException): boolean {
  const rank = exceptionRank(exception);
  return rank >= RANGE_RANK && rank < HOLIDAY_RANK;
}

const DAY_RANK = 0;
const RANGE_RANK = 2;
export const HOLIDAY_RANK = 4;
export const SEASON_RANK = 5;

/** Returns the schedule whose hours, exceptions and holidays a schedule has: itself, or what it is based on. Expects a checked schedule. */
export function baseOf(schedule: Schedule, schedules: RulesetDocument["schedules"] = {}): OwnSchedule {
  return "basedOn" in schedule ? (schedules[schedule.basedOn] as OwnSchedule) : schedule;
}

/** Returns as text all that the hours of a declared schedule depend on: equal texts have equal hours. */
export function writtenHours(id: string, { schedules = {}, calendars }: RulesetDocument): string {
  const schedule = schedules[id] as Schedule;
  return JSON.stringify([schedule, baseOf(schedule, schedules), calendars]);
}
