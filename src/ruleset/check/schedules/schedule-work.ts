import { groupBy } from "../../../values/group-by.js";
import type { WeeklyHours } from "../../../values/spans.js";
import { parseWeekdays } from "../../../values/spans.js";
import type { Finding } from "../../finding.js";
import type { LooseSchedule } from "../../shape/loose-schedule.js";
import type { ShapedRuleset } from "../../shape/shaped.js";

/** What all schedules come to together: the dates that they look at, and the times that they open. */
export function checkScheduleWork(shaped: ShapedRuleset): Finding[] {
  return [...checkDates(shaped), ...checkOpenings(shaped)];
}

/** A calendar counts once for each schedule, as each schedule works its days out. */
function checkDates({ schedules, calendarEntries }: ShapedRuleset): Finding[] {
  const entriesOf = groupBy(calendarEntries, ({ key }) => key);
  let dates = 0;
  for (const { value } of schedules) {
    dates += value.exceptions?.length ?? 0;
    for (const { calendar } of value.holidays ?? []) dates += entriesOf.get(calendar)?.length ?? 0;
  }
  if (dates <= MOST_DATES) return [];
  const problem = `the schedules have ${dates} exceptions and holidays together, more than ${MOST_DATES}`;
  return [{ code: "too-many", problem, hint: "have fewer schedules use the long calendars", path: ["schedules"] }];
}

function checkOpenings({ schedules }: ShapedRuleset): Finding[] {
  const openings = schedules.reduce((sum, { value }) => {
    return sum + openingsAWeek(value) * (value.timeZone === "customer" ? ZONES_OF_CUSTOMERS : 1);
  }, 0);
  if (openings <= MOST_OPENINGS) return [];
  const problem = `the schedules open ${openings} times a week together, more than ${MOST_OPENINGS}`;
  const hint = "join schedules that say the same, and spans that touch";
  return [{ code: "too-many", problem, hint, path: ["schedules"] }];
}

/** In the fullest week that its usual hours, its holidays and its exceptions could make. */
export function openingsAWeek({ weekly = {}, holidays = [], exceptions = [] }: Partial<LooseSchedule>): number {
  const weeks = [
    openingsOfWeek(weekly),
    ...holidays.map(({ hours }) => hours.length * DAYS),
    ...exceptions.map((exception) => (exception.hours?.length ?? 0) * DAYS + openingsOfWeek(exception.weekly ?? {})),
  ];
  return weeks.reduce((most, openings) => Math.max(most, openings), 0);
}

function openingsOfWeek(weekly: WeeklyHours): number {
  return Object.entries(weekly).reduce(
    (sum, [key, spans]) => sum + spans.length * (parseWeekdays(key)?.length ?? 0),
    0,
  );
}

const DAYS = 7;
const MOST_DATES = 30_000;
/** Each is two instants a week, for the years that a router keeps. */
const MOST_OPENINGS = 20_000;
/** A schedule in customer time is kept for each zone that customers come from. */
const ZONES_OF_CUSTOMERS = 20;
