import ICAL from "ical.js";
import { cleanText } from "../terminal/screen.js";
import { type Component, dateIn } from "./parse-icalendar.js";
import { readYearlyRule, type YearlyRule } from "./yearly-rule.js";

/** An event that takes whole days. Dates are texts, as `YYYY-MM-DD`. */
export interface AllDayEvent {
  /** Fits the `name` of a calendar entry; undefined if the event has none. */
  readonly name: string | undefined;
  readonly start: string;
  readonly days: number;
  /** Null if the event does not repeat by a rule. */
  readonly rule: YearlyRule | null;
  /** Further starts. */
  readonly added: readonly string[];
  /** Starts that do not happen: they are left out, or another event replaces them. */
  readonly removed: ReadonlySet<string>;
}

export interface SkippedEvent {
  readonly name: string | undefined;
  /** Null if it has none that can be read. */
  readonly date: string | null;
  /** Completes the sentence "the event …". */
  readonly reason: string;
}

export interface ReadEvents {
  /** What the first calendar calls itself; undefined if it does not say. */
  readonly calendarName: string | undefined;
  readonly events: readonly AllDayEvent[];
  readonly skipped: readonly SkippedEvent[];
}

/**
 * Reads the all-day events of calendars.
 *
 * `TRANSP` is not read: calendars of public holidays have it either way.
 */
export function readEvents(calendars: readonly Component[]): ReadEvents {
  const events: AllDayEvent[] = [];
  const skipped: SkippedEvent[] = [];
  for (const [, properties, components] of calendars) {
    const isCancelled = properties.some(([name, , , value]) => name === "method" && /^cancel$/i.test(String(value)));
    const overrides = findOverrides(components);
    for (const component of components.filter(([name]) => name !== "vtimezone")) {
      const read = isCancelled ? CANCELLED : readEvent(component, overrides);
      if (typeof read !== "string") events.push(read);
      else {
        const date = dateIn(String(valuesOf(component, "dtstart")[0]).slice(0, 10));
        skipped.push({ name: nameOf(component), date, reason: read });
      }
    }
  }
  return { calendarName: calendarNameOf(calendars[0]), events, skipped };
}

/** By RFC 7986 section 5.1, or as most programs write it, which leaves the escapes to us. */
function calendarNameOf(calendar: Component | undefined): string | undefined {
  if (calendar === undefined) return undefined;
  return nameOf(calendar, "name") ?? nameOf(calendar, "x-wr-calname")?.replace(/\\([,;\\])/g, "$1");
}

const CANCELLED = "is cancelled";

/** By the `UID` of the series: the starts that other events replace, or null if an event replaces all later ones too. */
type Overrides = ReadonlyMap<string, ReadonlySet<string> | null>;

function findOverrides(components: readonly Component[]): Overrides {
  const overrides = new Map<string, Set<string> | null>();
  for (const component of components) {
    const [property] = component[1].filter(([name]) => name === "recurrence-id");
    const uid = textOf(component, "uid");
    if (property === undefined || uid === "") continue;
    const date = String(property[3]).slice(0, 10);
    const isForLater = "range" in property[1];
    const dates = overrides.get(uid);
    overrides.set(uid, isForLater || dates === null ? null : (dates ?? new Set()).add(date));
  }
  return overrides;
}

/** Returns the reason if the event is to be skipped. */
function readEvent(component: Component, overrides: Overrides): AllDayEvent | string {
  if (component[0] !== "vevent") return "is not an event";
  const status = textOf(component, "status").toUpperCase();
  if (status === "CANCELLED") return CANCELLED;
  if (status === "TENTATIVE") return "is tentative";
  if (isObservance(component)) return "is an observance, not a day off";
  const [start, ...added] = [...valuesOf(component, "dtstart").slice(0, 1), ...valuesOf(component, "rdate")].map(
    dateIn,
  );
  const times = ["dtstart", "dtend", "rdate"].flatMap((name) => valuesOf(component, name));
  if (times.some(hasTime)) return TIME_OF_DAY;
  if (start === undefined || start === null || added.includes(null)) return NO_DATE;
  const days = lengthOf(component, start);
  if (typeof days === "string") return days;
  const replaced = overrides.get(textOf(component, "uid"));
  if (replaced === null) return "belongs to a series of which an event changes all later days";
  const rule = readYearlyRule(valuesOf(component, "rrule"));
  if (rule === undefined || valuesOf(component, "exrule").length > 0) {
    return "repeats by a rule other than years, months and days";
  }
  const isOverride = valuesOf(component, "recurrence-id").length > 0;
  const excluded = valuesOf(component, "exdate").map((value) => String(value).slice(0, 10));
  const removed = new Set([...excluded, ...(isOverride ? [] : (replaced ?? []))]);
  return { name: nameOf(component), start, days, rule, added: added as string[], removed };
}

const TIME_OF_DAY = "has a time of day";
const NO_DATE = "has no date, or one that does not exist";

/** Google's calendars of holidays say it on the first line of the description. */
function isObservance(component: Component): boolean {
  const categories = valuesOf(component, "categories").map(String);
  const [line = ""] = textOf(component, "description").split("\n");
  return [...categories, line].some((text) => /^observances?$/i.test(text.trim()));
}

/** The number of days, or the reason to skip the event. `DTEND` is the day after the last one. */
function lengthOf(component: Component, start: string): number | string {
  const [end] = valuesOf(component, "dtend");
  const days = end === undefined ? durationOf(component) : daysUntil(start, dateIn(end));
  if (days === null) return end === undefined ? TIME_OF_DAY : NO_DATE;
  if (days < 0) return "ends before it starts";
  if (days > MAX_EVENT_DAYS) return "lasts longer than a year";
  // An end on the day of the start is a frequent mistake, and means that day.
  return Math.max(days, 1);
}

const MAX_EVENT_DAYS = 366;

/** Null if it is not whole days. */
function durationOf(component: Component): number | null {
  const [duration] = valuesOf(component, "duration");
  if (duration === undefined) return 1;
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:0+[HMS])+)?$/.exec(String(duration));
  return match === null ? null : Number(match[1] ?? 0) * 7 + Number(match[2] ?? 0);
}

function daysUntil(start: string, end: string | null): number | null {
  if (end === null) return null;
  const [from, to] = [start, end].map((date) => ICAL.Time.fromDateString(date).toUnixTime()) as [number, number];
  return (to - from) / 86_400;
}

function hasTime(value: unknown): boolean {
  return typeof value !== "string" || /T\d/.test(value);
}

function nameOf(component: Component, property = "summary"): string | undefined {
  const name = cleanText(textOf(component, property)).trim();
  if (name.length <= MAX_NAME_LENGTH) return name === "" ? undefined : name;
  // A pair of surrogates stays whole.
  return `${name.slice(0, MAX_NAME_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** The limit of a rule file. */
const MAX_NAME_LENGTH = 200;

function textOf(component: Component, name: string): string {
  return String(valuesOf(component, name)[0] ?? "").trim();
}

function valuesOf([, properties]: Component, name: string): unknown[] {
  return properties.flatMap(([each, , , ...values]) => (each === name ? values : []));
}
