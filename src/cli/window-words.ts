import type { ChangeWindow } from "../analysis.js";
import { listWords } from "./language-name.js";
import { fullDate } from "./local-time.js";

/** The period that windows are cut out of; ISO 8601. */
export interface LookedAt {
  readonly from: string;
  readonly until: string;
}

/**
 * Says windows of a period as hours of the week, by the clock of a time zone, and the days on which they are other than usual: `on Saturdays
 * 14:00–18:00 (Amsterdam), but not on Saturday 26 December 2026`. Windows of customers in several zones are told by the customer's own clock
 * where that is the same for all.
 */
export function windowWords(windows: readonly ChangeWindow[], deskZone: string, period: LookedAt): string {
  const zones = [...new Set(windows.map(({ timeZone }) => timeZone))];
  const texts = zones.map((zone) => {
    const own = windows.filter(({ timeZone }) => timeZone === zone);
    return { zone, text: weekWords(own, zone === null || zone === UNSAID ? deskZone : zone, period) };
  });
  const said = texts.filter(({ zone }) => zone !== UNSAID);
  const unsaid = texts
    .filter(({ zone }) => zone === UNSAID)
    .map(({ text }) => `${text} (${placeOf(deskZone)}) for customers who do not say their time zone`);
  return listWords([...(said.length === 0 ? [] : [customersWords(said, deskZone)]), ...unsaid], "and");
}

const UNSAID = "unsaid";

interface ZoneWords {
  readonly zone: string | null;
  readonly text: string;
}

function customersWords(zones: readonly ZoneWords[], deskZone: string): string {
  const [{ zone, text }, ...others] = zones as readonly [ZoneWords, ...ZoneWords[]];
  if (zone === null) return `${text} (${placeOf(deskZone)})`;
  if (others.length === 0) return `${text} for customers in ${placeOf(zone)}`;
  if (others.every((other) => other.text === text)) return `${text} by the customer's own clock`;
  const more = `at hours of their own for those in ${others.length} other time ${others.length === 1 ? "zone" : "zones"}`;
  return `${text} for customers in ${placeOf(zone)} and ${more}`;
}

const MINUTES_PER_DAY = 1440;
const MS_PER_DAY = 86_400_000;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** So many single days are read. */
const FEW = 4;

/** Of a day: minutes after midnight; one that ends on the next day ends after more than a day's. */
interface Span {
  readonly opens: number;
  readonly closes: number;
}

function weekWords(windows: readonly ChangeWindow[], timeZone: string, period: LookedAt): string {
  const clock = clockOf(timeZone);
  const byDay = spansByDay(windows, clock);
  const [first, last] = [clock(period.from), clock(period.until)];
  const days = Array.from({ length: last.day - first.day + 1 }, (_, index) => first.day + index);
  const textOf = (day: number) => spansText(byDay.get(day) ?? []);
  const usual = WEEKDAYS.map((_, weekday) => usualOf(days.filter((day) => weekdayOf(day) === weekday).map(textOf)));
  const isUsual = (day: number) => {
    const expected = usual[weekdayOf(day)] ?? "";
    const within = { opens: day === first.day ? first.minutes : 0, closes: day === last.day ? last.minutes : Infinity };
    return (
      textOf(day) === expected ||
      (within.opens > 0 || within.closes < Infinity ? isCutOff(byDay.get(day) ?? [], expected, within) : false)
    );
  };
  const others = days.filter((day) => !isUsual(day));
  const weekly = weeklyText(usual);
  const missing = others.filter((day) => textOf(day) === "");
  const different = others.filter((day) => textOf(day) !== "");
  const extra = [...new Set(different.map(textOf))].map((text) => {
    const on = different.filter((day) => textOf(day) === text);
    return `${daysText(on)} ${text}`;
  });
  const parts = [
    weekly,
    ...(extra.length === 0 ? [] : [listWords(extra.length > FEW ? summary(different) : extra, "and")]),
  ].filter((part) => part !== "");
  const without = missing.length === 0 || weekly === "" ? "" : `, but not ${daysText(missing)}`;
  return `${parts.join(", and ")}${without}`;
}

function summary(days: readonly number[]): string[] {
  return [`${daysText(days)} at hours of its own`];
}

/** What most days of a weekday have; nothing where no hours are usual. */
function usualOf(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const [best] = [...counts].sort(([, one], [, other]) => other - one);
  return best !== undefined && best[1] * 2 > texts.length && texts.length > 1 ? best[0] : "";
}

function weeklyText(usual: readonly string[]): string {
  const runs: { readonly from: number; through: number; readonly text: string }[] = [];
  for (const [weekday, text] of usual.entries()) {
    const last = runs.at(-1);
    if (last?.text === text) last.through = weekday;
    else runs.push({ from: weekday, through: weekday, text });
  }
  return listWords(
    runs
      .filter(({ text }) => text !== "")
      .map(({ from, through, text }) => {
        if (from === 0 && through === WEEKDAYS.length - 1) return `every day ${text}`;
        const names = [WEEKDAYS[from], WEEKDAYS[through]].map((name) => `${name}s`);
        return `on ${from === through ? names[0] : names.join(from + 1 === through ? " and " : " to ")} ${text}`;
      }),
    "and",
  );
}

/** Where a period begins or ends within a day, so do its hours. */
function isCutOff(spans: readonly Span[], expected: string, within: Span): boolean {
  const usual = expected === "" ? [] : expected.split(" and ").map(readSpan);
  const cut = usual.flatMap(({ opens, closes }) => {
    const [from, to] = [Math.max(opens, within.opens), Math.min(closes, within.closes)];
    return from < to ? [{ opens: from, closes: to }] : [];
  });
  return spansText(cut) === spansText(spans);
}

function readSpan(text: string): Span {
  if (text === ALL_DAY) return { opens: 0, closes: MINUTES_PER_DAY };
  const [opens = 0, closes = 0] = text.split("–").map((clock) => {
    const [hours = 0, minutes = 0] = clock.split(":").map(Number);
    return hours * 60 + minutes;
  });
  return { opens, closes: closes <= opens ? closes + MINUTES_PER_DAY : closes };
}

function daysText(days: readonly number[]): string {
  const dates = days.map((day) => fullDate(new Date(day * MS_PER_DAY).toISOString().slice(0, 10)));
  if (dates.length <= FEW) return `on ${listWords(dates, "and")}`;
  return `on ${dates.length} days from ${dates[0]} to ${dates.at(-1)}`;
}

const ALL_DAY = "all day";

function spansText(spans: readonly Span[]): string {
  return spans
    .map(({ opens, closes }) =>
      opens === 0 && closes === MINUTES_PER_DAY ? ALL_DAY : `${clockText(opens)}–${clockText(closes)}`,
    )
    .join(" and ");
}

function clockText(minutes: number): string {
  const shown = minutes > MINUTES_PER_DAY ? minutes - MINUTES_PER_DAY : minutes;
  return `${String(Math.floor(shown / 60)).padStart(2, "0")}:${String(shown % 60).padStart(2, "0")}`;
}

/** Hours that run over midnight belong to the day on which they start; those of a day and more are told day by day. */
function spansByDay(windows: readonly ChangeWindow[], clock: ReturnType<typeof clockOf>): Map<number, Span[]> {
  const byDay = new Map<number, Span[]>();
  const add = (day: number, opens: number, closes: number) => {
    if (opens < closes) byDay.set(day, [...(byDay.get(day) ?? []), { opens, closes }]);
  };
  for (const window of windows) {
    const [from, until] = [clock(window.from), clock(window.until)];
    const isNight = until.day === from.day + 1 && until.minutes < from.minutes;
    if (until.day === from.day) add(from.day, from.minutes, until.minutes);
    else if (isNight) add(from.day, from.minutes, MINUTES_PER_DAY + until.minutes);
    else {
      add(from.day, from.minutes, MINUTES_PER_DAY);
      for (let day = from.day + 1; day < until.day; day++) add(day, 0, MINUTES_PER_DAY);
      add(until.day, 0, until.minutes);
    }
  }
  return byDay;
}

/** Reads an instant by a zone's clock: the number of the day, and the minutes after its midnight. */
function clockOf(timeZone: string): (at: string) => { readonly day: number; readonly minutes: number } {
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, calendar: "gregory", hourCycle: "h23" },
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
  });
  return (at) => {
    const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return {
      day: Date.UTC(part("year"), part("month") - 1, part("day")) / MS_PER_DAY,
      minutes: part("hour") * 60 + part("minute"),
    };
  };
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `Amsterdam`, of `Europe/Amsterdam`. */
function placeOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}
