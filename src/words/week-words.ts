import type { TimeWindow } from "./day-spans.js";
import { clockOf, type DaySpan, MINUTES_PER_DAY, MS_PER_DAY, spansByDay } from "./day-spans.js";
import { fullDate } from "./local-time.js";
import { listWords } from "./prose.js";

/** The period that windows are cut out of; ISO 8601. */
export interface LookedAt {
  readonly from: string;
  readonly until: string;
}

/** `on Saturdays 14:00–18:00, but not on Saturday 26 December 2026`, by the clock of a time zone. */
export function weekWords(windows: readonly TimeWindow[], timeZone: string, period: LookedAt): string {
  const clock = clockOf(timeZone);
  const byDay = spansByDay(windows, clock);
  const [first, last] = [clock(period.from), clock(period.until)];
  const days = Array.from({ length: last.day - first.day + 1 }, (_, index) => first.day + index);
  const textOf = (day: number) => spansText(byDay.get(day) ?? []);
  const usual = WEEKDAYS.map((_, weekday) => usualOf(days.filter((day) => weekdayOf(day) === weekday).map(textOf)));
  const isUsual = (day: number) => {
    const expected = usual[weekdayOf(day)] ?? "";
    if (textOf(day) === expected) return true;
    const within = {
      opens: day === first.day ? first.minutes : 0,
      closes: (last.day - day) * MINUTES_PER_DAY + last.minutes,
    };
    // A night that the period begins in is that of the day before.
    const night = day === first.day ? (usual[weekdayOf(day - 1)] ?? "") : "";
    return (
      textOf(day) === spansText([...nightsEnd(night), ...spansIn(expected)].flatMap((span) => cutOff(span, within)))
    );
  };
  const others = days.filter((day) => !isUsual(day));
  const isOpen = (day: number) => textOf(day) !== "";
  const hasUsual = (day: number) => usual[weekdayOf(day)] !== "";
  const added = daysAndHours(
    others.filter((day) => isOpen(day) && !hasUsual(day)),
    textOf,
  );
  const instead = daysAndHours(
    others.filter((day) => isOpen(day) && hasUsual(day)),
    textOf,
  );
  const missing = others.filter((day) => !isOpen(day));
  return [
    [weeklyText(usual), added].filter((part) => part !== "").join(", and "),
    ...(instead === "" ? [] : [`but ${instead}`]),
    ...(missing.length === 0 ? [] : [`${instead === "" ? "but" : "and"} not ${daysText(missing)}`]),
  ].join(", ");
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** So many single days are read. */
const FEW = 4;

/** By their hours, or summed up where these are too many to read. */
function daysAndHours(days: readonly number[], textOf: (day: number) => string): string {
  const texts = [...new Set(days.map(textOf))];
  if (texts.length > FEW) return `${daysText(days)} at hours of their own`;
  return listWords(
    texts.map((text) => `${daysText(days.filter((day) => textOf(day) === text))} ${text}`),
    "and",
  );
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

function spansIn(text: string): DaySpan[] {
  return text === "" ? [] : text.split(" and ").map(readSpan);
}

/** What is left of a day's hours on the next. */
function nightsEnd(text: string): DaySpan[] {
  return spansIn(text).flatMap(({ closes }) =>
    closes > MINUTES_PER_DAY ? [{ opens: 0, closes: closes - MINUTES_PER_DAY }] : [],
  );
}

/** Where a period begins or ends within hours, so do they. */
function cutOff({ opens, closes }: DaySpan, within: DaySpan): DaySpan[] {
  const [from, to] = [Math.max(opens, within.opens), Math.min(closes, within.closes)];
  return from < to ? [{ opens: from, closes: to }] : [];
}

function readSpan(text: string): DaySpan {
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

function spansText(spans: readonly DaySpan[]): string {
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

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
