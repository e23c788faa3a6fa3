import type { CalendarEntry, RulesetDocument, Schedule } from "../../ruleset/document.js";
import type { CompiledOverride, CompiledSchedule, SpansByWeekday } from "../../runtime/compiled-rules.js";
import { WEEKDAYS } from "../../values/dates.js";
import { parseSpans, spansByWeekday } from "../../values/spans.js";

/**
 * Compiles a schedule to local hours, with its holiday calendars written out.
 *
 * Exceptions come before holidays, so that an exception overrides a holiday on the same day. Expects a schedule that was checked.
 */
export function compileSchedule(schedule: Schedule, calendars: RulesetDocument["calendars"] = {}): CompiledSchedule {
  const { timeZone, weekly, exceptions = [], holidays = [] } = schedule;
  return {
    timeZone,
    weekly: spansByWeekday(weekly),
    overrides: [
      ...exceptions.map((exception) =>
        compileOverride(
          exception,
          exception.carryOver ?? false,
          "weekly" in exception ? spansByWeekday(exception.weekly) : sameEveryDay(exception.hours),
        ),
      ),
      ...holidays.flatMap(({ calendar, hours, carryOver = false }) =>
        (calendars[calendar] as readonly CalendarEntry[]).map((entry) =>
          compileOverride(entry, carryOver, sameEveryDay(hours)),
        ),
      ),
    ],
  };
}

function compileOverride(entry: CalendarEntry, carryOver: boolean, spans: SpansByWeekday): CompiledOverride {
  return { dates: datesOf(entry), name: entry.name ?? null, carryOver, spans };
}

/** The dates of an entry, without its other keys. */
function datesOf(entry: CalendarEntry): CompiledOverride["dates"] {
  if ("date" in entry) return { date: entry.date };
  if ("from" in entry) return { from: entry.from, through: entry.through };
  const { annually } = entry;
  if (typeof annually === "string") return { annually };
  if ("easter" in annually) return { annually };
  return "plusDays" in entry && entry.plusDays !== undefined ? { annually, plusDays: entry.plusDays } : { annually };
}

function sameEveryDay(hours: readonly string[]): SpansByWeekday {
  const spans = parseSpans(hours);
  return WEEKDAYS.map(() => spans);
}
