import { compileRuleset } from "../../compile/compile-ruleset.js";
import { compileSchedule } from "../../compile/schedule/compile-schedule.js";
import type { Ruleset, Schedule } from "../../ruleset/document.js";
import { intlOffsets } from "../../runtime/hours/intl-offsets.js";
import { createSpecialDays } from "../../runtime/hours/special-days.js";
import { createTimeline, nextChange, type Timeline } from "../../runtime/hours/timeline.js";
import { loadRules } from "../../runtime/load-rules.js";
import { type Router, routerOf } from "../../runtime/router.js";
import { MS_PER_DAY, parseDate } from "../../values/dates.js";
import { followReferences } from "../follow-references.js";
import type { Period } from "../period.js";
import type { LocalWeek } from "./local-week.js";

/** Makes a router for which no report becomes stale, so that only opening hours end a decision. Expects a checked ruleset. */
export async function createHoursRouter(ruleset: Ruleset): Promise<Router> {
  const compiled = await compileRuleset(ruleset);
  return routerOf(loadRules({ ...compiled, maxAgeSeconds: null }, intlOffsets));
}

/**
 * Prepares a ruleset without its holidays and exceptions, for comparison with a week that has some. Null if no schedule has a holiday or
 * exception near the week.
 */
export async function usualHours(ruleset: Ruleset, customerZone: string | null, week: LocalWeek) {
  const changed = new Map(
    Object.entries(ruleset.schedules ?? {}).flatMap(([id, schedule]) => {
      const read = readChangedSchedule(schedule, ruleset, customerZone, week);
      return read === null ? [] : [[id, read]];
    }),
  );
  if (changed.size === 0) return null;

  const schedules = Object.fromEntries(
    Object.entries(ruleset.schedules ?? {}).map(([id, schedule]) => {
      if ("basedOn" in schedule) return [id, schedule];
      const { holidays: _, exceptions: __, ...usual } = schedule;
      return [id, usual];
    }),
  );
  return {
    router: await createHoursRouter({ ...ruleset, schedules }),
    /** Returns the names of the holidays and exceptions that change a channel's schedules within a range. */
    changedBy(channel: string, range: Period): string[] {
      const names = schedulesOf(channel, ruleset).flatMap((id) => changed.get(id)?.(range) ?? []);
      return [...new Set(names)];
    },
  };
}

/** Prepares to name the holidays and exceptions that change a schedule's hours within a range. Null if it has none near the week. */
function readChangedSchedule(
  schedule: Schedule,
  ruleset: Ruleset,
  customerZone: string | null,
  week: LocalWeek,
): ((range: Period) => string[]) | null {
  const compiled = compileSchedule(schedule, ruleset);
  const timeZone = compiled.timeZone === "customer" ? customerZone : compiled.timeZone;
  const specialOn = createSpecialDays(compiled);
  if (timeZone === null || daysAround(week).every((day) => specialOn(day) === null)) return null;
  const offsets = intlOffsets(timeZone);
  const actual = createTimeline(compiled, offsets);
  const usual = createTimeline({ ...compiled, overrides: [], cuts: [] }, offsets);
  return (range) =>
    instantsOfChange(actual, usual, range).flatMap((at) => {
      const day = Math.floor((at + offsets.offsetAt(at)) / MS_PER_DAY);
      const special = specialOn(day) ?? specialOn(day - 1);
      return actual.segmentAt(at).state.closedBy ?? special?.override?.name ?? special?.cuts[0]?.name ?? [];
    });
}

/** Lists the days that can matter in any time zone: zones differ by up to 26 hours, and spans run into the next day. */
function daysAround({ days }: LocalWeek): number[] {
  const monday = parseDate(days[0]?.date ?? "") ?? 0;
  return Array.from({ length: days.length + 8 }, (_, index) => monday - 4 + index);
}

/** Returns the starts of the stretches in which exactly one of two timelines is open. */
function instantsOfChange(actual: Timeline, usual: Timeline, { from, until }: Period): number[] {
  const found: number[] = [];
  for (let at = from; at < until; ) {
    if (actual.segmentAt(at).state.open !== usual.segmentAt(at).state.open) found.push(at);
    at = Math.min(nextChange(actual, at, until) ?? until, nextChange(usual, at, until) ?? until);
  }
  return found;
}

/** Returns the schedules that a channel's `offer` and `withhold` rules read. */
function schedulesOf(channel: string, ruleset: Ruleset): string[] {
  const conditions = (ruleset.rules ?? []).flatMap(({ event, conditions: condition = [] }) =>
    (event.type === "offer" || event.type === "withhold") && event.params.channels.includes(channel) ? condition : [],
  );
  const { leaves } = followReferences(conditions, ruleset);
  return [...new Set(leaves.flatMap(({ fact, value }) => (fact === "time" ? [String(value)] : [])))];
}
