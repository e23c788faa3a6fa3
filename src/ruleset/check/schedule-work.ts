import type { Finding } from "../finding.js";
import { groupBy } from "../group-by.js";
import type { ShapedRuleset } from "../shaped.js";

/**
 * The dates that all schedules look at together: their exceptions, and the days of every calendar they name. A calendar counts once for
 * each schedule, as each schedule works its days out.
 */
export function checkScheduleWork({ schedules, calendarEntries }: ShapedRuleset): Finding[] {
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

const MOST_DATES = 100_000;
