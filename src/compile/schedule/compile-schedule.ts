import type {
  CalendarEntry,
  HolidayRule,
  RulesetDocument,
  Schedule,
  ScheduleException,
} from "../../ruleset/document.js";
import { baseOf, exceptionRank, HOLIDAY_RANK, type OwnSchedule } from "../../ruleset/schedules.js";
import type { CompiledOverride, CompiledSchedule, SpansByWeekday, UsualHours } from "../../runtime/compiled-rules.js";
import { type DatePattern, parseDate, WEEKDAYS } from "../../values/dates.js";
import { parseSpans, spansByWeekday } from "../../values/spans.js";

type Hours = Pick<RulesetDocument, "schedules" | "calendars">;

/**
 * Compiles a schedule to local hours, with its base and its holiday calendars written out.
 *
 * Overrides stand in their order of precedence. Expects a schedule that was checked.
 */
export function compileSchedule(schedule: Schedule, { schedules = {}, calendars = {} }: Hours): CompiledSchedule {
  const base = baseOf(schedule, schedules);
  const { openLaterMinutes = 0, closeEarlierMinutes = 0 } = "basedOn" in schedule ? schedule : {};
  const { timeZone, exceptions = [], holidays = [] } = base;
  const overrides = [
    ...exceptions.flatMap((exception) => compileException(exception) ?? []),
    ...holidays.flatMap((holiday) =>
      (calendars[holiday.calendar] as readonly CalendarEntry[]).map((entry) => compileHoliday(entry, holiday)),
    ),
  ];
  return {
    timeZone,
    usual: usualHours(base),
    // The order of the list decides between two of one rank.
    overrides: overrides.sort((a, b) => a.rank - b.rank).map(({ rank: _, ...override }) => override),
    cuts: exceptions.flatMap((exception) =>
      "closed" in exception ? [{ ...datesAndName(exception), spans: parseSpans(exception.closed) }] : [],
    ),
    openLaterMinutes,
    closeEarlierMinutes,
  };
}

function usualHours(schedule: OwnSchedule): UsualHours {
  if ("weekly" in schedule) return { startsOn: MONDAY, days: spansByWeekday(schedule.weekly) };
  const { startsOn, weeks } = schedule.rotation;
  return { startsOn: parseDate(startsOn) as number, days: weeks.flatMap(spansByWeekday) };
}

/** 1970-01-05. */
const MONDAY = 4;

type RankedOverride = CompiledOverride & { readonly rank: number };

/** Null for a cut, which overrides nothing. */
function compileException(exception: ScheduleException): RankedOverride | null {
  if ("closed" in exception) return null;
  const { carryOver = false } = exception;
  const isSeason = "weekly" in exception;
  const spans = isSeason ? spansByWeekday(exception.weekly) : sameEveryDay(exception.hours);
  return { ...datesAndName(exception), carryOver, isSeason, spans, rank: exceptionRank(exception) };
}

function compileHoliday(entry: CalendarEntry, { hours, carryOver = false }: HolidayRule): RankedOverride {
  return { ...datesAndName(entry), carryOver, isSeason: false, spans: sameEveryDay(hours), rank: HOLIDAY_RANK };
}

/** The dates of an entry, without its other keys, and its name. */
function datesAndName(entry: CalendarEntry): Pick<CompiledOverride, "dates" | "name"> {
  const kept = Object.entries(entry).filter(([key]) => DATE_KEYS.has(key));
  return { dates: Object.fromEntries(kept) as unknown as DatePattern, name: entry.name ?? null };
}

const DATE_KEYS: ReadonlySet<string> = new Set([
  "date",
  "from",
  "through",
  "annually",
  "plusDays",
  "observed",
  "moved",
]);

function sameEveryDay(hours: readonly string[]): SpansByWeekday {
  const spans = parseSpans(hours);
  return WEEKDAYS.map(() => spans);
}
