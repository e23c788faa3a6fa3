import type {
  CalendarEntry,
  DerivedSchedule,
  RulesetDocument,
  Schedule,
  ScheduleException,
} from "../ruleset/document.js";
import type { WeeklyHours } from "../values/spans.js";
import { duration } from "./numbers.js";
import { named, type Prose } from "./prose.js";

export interface WordedHours {
  /** `, which closes 10 minutes earlier than chat-desk`; empty for hours of its own. */
  readonly margins: Prose;
  /** `mon-fri 09:00-18:00, sat 10:00-16:00`, of the base if it has one; empty if it never opens. */
  readonly hours: string;
  /** `Europe/Amsterdam`, or `the customer's own time`. */
  readonly zone: string;
}

/** Describes the usual hours of a schedule. */
export function describeUsualHours(declared: Schedule, schedules: RulesetDocument["schedules"] = {}): WordedHours {
  const margins = "basedOn" in declared ? describeMargins(declared) : "";
  const base = baseOf(declared, schedules);
  if (base === null) return { margins, hours: "", zone: "" };
  return {
    margins,
    hours: "weekly" in base ? describeWeek(base.weekly) : describeWeeks(base.rotation.weeks),
    zone: base.timeZone === "customer" ? "the customer's own time" : base.timeZone,
  };
}

/** Null if the base is missing: words are also for rules with errors. */
function baseOf(declared: Schedule, schedules: NonNullable<RulesetDocument["schedules"]>) {
  const base = "basedOn" in declared ? schedules[declared.basedOn] : declared;
  return base === undefined || "basedOn" in base ? null : base;
}

function describeWeek(weekly: WeeklyHours): string {
  return Object.entries(weekly)
    .map(([days, spans]) => `${days} ${spans.length === 0 ? "closed" : spans.join(" and ")}`)
    .join(", ");
}

function describeWeeks(weeks: readonly WeeklyHours[]): string {
  return weeks
    .map((weekly, index) => `in week ${index + 1} of ${weeks.length} ${describeWeek(weekly) || "closed"}`)
    .join(", ");
}

/** `mon-fri 10:00-16:00 (Europe/Amsterdam)`, for the season of that name; null if no season has it. */
export function describeSeason(
  name: string,
  declared: Schedule,
  schedules: RulesetDocument["schedules"] = {},
): string | null {
  const season = baseOf(declared, schedules)?.exceptions?.find(
    (exception) => exception.name === name && "weekly" in exception,
  );
  if (season === undefined || !("weekly" in season)) return null;
  return `${describeWeek(season.weekly) || "closed"} (${describeUsualHours(declared, schedules).zone})`;
}

function describeMargins({ basedOn, openLaterMinutes = 0, closeEarlierMinutes = 0 }: DerivedSchedule): Prose {
  const margins = [
    ...(openLaterMinutes > 0 ? [`opens ${duration(openLaterMinutes * 60)} later`] : []),
    ...(closeEarlierMinutes > 0 ? [`closes ${duration(closeEarlierMinutes * 60)} earlier`] : []),
  ];
  if (margins.length === 0) return [];
  return [`, which ${margins.join(" and ")} than `, named(basedOn)];
}

/** `2026-12-24 09:00-14:00 (Christmas Eve)`, `12-24 to 01-02 every year closed`. */
export function describeException(exception: ScheduleException): string {
  const { name } = exception;
  return `${describeDates(exception)} ${describeHoursOf(exception)}${name === undefined ? "" : ` (${name})`}`;
}

/** `12-25 every year (Christmas Day)`. */
export function describeHoliday(entry: CalendarEntry): string {
  return `${describeDates(entry)}${entry.name === undefined ? "" : ` (${entry.name})`}`;
}

function describeHoursOf(exception: ScheduleException): string {
  if ("closed" in exception) return `closed ${exception.closed.join(" and ")}`;
  if ("weekly" in exception) return describeWeek(exception.weekly) || "closed";
  return exception.hours.join(" and ") || "closed";
}

function describeDates(entry: CalendarEntry): string {
  if ("date" in entry) return `${entry.date}${describeOtherDays(entry)}`;
  if ("from" in entry) return `${entry.from} to ${entry.through}`;
  const { annually } = entry;
  if (typeof annually === "string") return `${annually} every year${describeOtherDays(entry as object)}`;
  if ("from" in annually) return `${annually.from} to ${annually.through} every year`;
  if ("easter" in annually) return `${describeDistance(annually.easter)} Easter`;
  if ("orthodoxEaster" in annually) return `${describeDistance(annually.orthodoxEaster)} Orthodox Easter`;
  const { nth, weekday, month } = annually;
  const { plusDays = 0 } = entry as { readonly plusDays?: number };
  const day = `the ${ORDINALS[nth] ?? `${nth}th`} ${weekday} of month ${month}`;
  return plusDays === 0 ? day : `${describeDistance(plusDays)} ${day}`;
}

const ORDINALS: Readonly<Record<number, string>> = { [-1]: "last", 1: "1st", 2: "2nd", 3: "3rd" };

/** `2 days before`, `1 day after`; `on` for no distance. */
function describeDistance(days: number): string {
  if (days === 0) return "on";
  return `${Math.abs(days)} ${Math.abs(days) === 1 ? "day" : "days"} ${days < 0 ? "before" : "after"}`;
}

function describeOtherDays({
  observed,
  moved,
}: Pick<Extract<CalendarEntry, { date: string }>, "observed" | "moved">): string {
  const describe = (what: string, map: object) =>
    ` (${what} ${Object.entries(map)
      .map(([from, to]) => `from ${from} to ${to}`)
      .join(", ")})`;
  return observed !== undefined ? describe("observed", observed) : moved !== undefined ? describe("moved", moved) : "";
}
