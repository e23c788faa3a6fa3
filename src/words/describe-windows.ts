import { formatDate, MS_PER_DAY, weekdayOf } from "../values/dates.js";
import { MINUTES_PER_DAY, type Span } from "../values/spans.js";
import { formatClock, fullDate, type LocalTime, localTimeOf, WEEKDAY_NAMES } from "./local-time.js";
import type { ChangeWindow } from "./place.js";
import { groupAlike, listWords } from "./prose.js";

/** The period that windows were cut out of; ISO 8601. */
export type TimePeriod = Pick<ChangeWindow, "from" | "until">;

/** The `days` that follow an instant, which is ISO 8601 or epoch milliseconds. */
export function periodOf(from: string | number, days: number): TimePeriod {
  const start = new Date(from);
  return { from: start.toISOString(), until: new Date(start.getTime() + days * MS_PER_DAY).toISOString() };
}

/**
 * Says the windows of a period as weekly hours, and the days that differ from them: `on Saturdays 14:00–18:00 (Amsterdam), but not on Saturday
 * 26 December 2026`. Windows of customers in several time zones are said once if the customers' clocks show the same hours.
 */
export function describeWindows(windows: readonly ChangeWindow[], deskZone: string, period: TimePeriod): string {
  const texts = groupAlike(windows, ({ timeZone }) => timeZone).map((own) => {
    const zone = own[0].timeZone;
    return { zone, text: describeWeek(own, zone === null || zone === UNSAID ? deskZone : zone, period) };
  });
  const said = texts.filter(({ zone }) => zone !== UNSAID);
  const unsaid = texts
    .filter(({ zone }) => zone === UNSAID)
    .map(({ text }) => `${text} (${placeOf(deskZone)}) for customers who do not say their time zone`);
  return listWords([...(said.length === 0 ? [] : [describeZones(said, deskZone)]), ...unsaid], "and");
}

const UNSAID = "unsaid";

interface ZoneWords {
  readonly zone: string | null;
  readonly text: string;
}

function describeZones(zones: readonly ZoneWords[], deskZone: string): string {
  const [{ zone, text }, ...others] = zones as readonly [ZoneWords, ...ZoneWords[]];
  if (zone === null) return `${text} (${placeOf(deskZone)})`;
  if (others.length === 0) return `${text} for customers in ${placeOf(zone)}`;
  if (others.every((other) => other.text === text)) return `${text} by the customer's own clock`;
  const more = `at hours of their own for those in ${others.length} other time ${others.length === 1 ? "zone" : "zones"}`;
  return `${text} for customers in ${placeOf(zone)} and ${more}`;
}

/** `Amsterdam`, of `Europe/Amsterdam`. */
function placeOf(timeZone: string): string {
  return (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ");
}

/** `on Saturdays 14:00–18:00, but not on Saturday 26 December 2026`. Days are numbered as in {@link LocalTime}. */
function describeWeek(windows: readonly ChangeWindow[], timeZone: string, period: TimePeriod): string {
  const local = (at: string) => localTimeOf(Date.parse(at), timeZone);
  const byDay = spansByDay(windows, local);
  const [first, last] = [local(period.from), local(period.until)];
  const days = Array.from({ length: last.dayNumber - first.dayNumber + 1 }, (_, index) => first.dayNumber + index);
  const spansOf = (day: number) => byDay.get(day) ?? [];
  const textOf = (day: number) => formatSpans(spansOf(day));
  const usual = WEEKDAY_NAMES.map((_, weekday) =>
    usualSpans(days.filter((day) => weekdayOf(day) === weekday).map(spansOf)),
  );
  const usualOf = (day: number) => usual[weekdayOf(day)] ?? [];
  const hasUsual = (day: number, night: readonly Span[]) => {
    const within = {
      opens: day === first.dayNumber ? first.minutes : 0,
      closes: (last.dayNumber - day) * MINUTES_PER_DAY + last.minutes,
    };
    const expected = [...night, ...usualOf(day)].flatMap((span) => cutTo(span, within));
    return textOf(day) === formatSpans(expected);
  };
  // The period may begin within the night hours of the day before it. If these did not happen, that day is missing.
  const before = first.dayNumber - 1;
  const night = usualOf(before).map(({ opens, closes }) => ({
    opens: opens - MINUTES_PER_DAY,
    closes: closes - MINUTES_PER_DAY,
  }));
  const beginsUsual = hasUsual(first.dayNumber, night);
  const others = days.filter((day) => !(day === first.dayNumber && beginsUsual) && !hasUsual(day, []));
  const isNightMissing = !beginsUsual && night.some(({ closes }) => closes > first.minutes);
  const open = others.filter((day) => spansOf(day).length > 0);
  const openDays = (hasUsualHours: boolean) => open.filter((day) => usualOf(day).length > 0 === hasUsualHours);
  const added = describeDays(openDays(false), textOf);
  const instead = describeDays(openDays(true), textOf);
  const missing = [...(isNightMissing ? [before] : []), ...others.filter((day) => spansOf(day).length === 0)];
  return [
    [describeUsual(usual.map(formatSpans)), added].filter((part) => part !== "").join(", and "),
    ...(instead === "" ? [] : [`but ${instead}`]),
    ...(missing.length === 0 ? [] : [`${instead === "" ? "but" : "and"} not ${listDays(missing)}`]),
  ].join(", ");
}

/** Hours that run past midnight belong to the day on which they start. A longer window is cut at each midnight. */
function spansByDay(windows: readonly ChangeWindow[], local: (at: string) => LocalTime): Map<number, Span[]> {
  const byDay = new Map<number, Span[]>();
  const add = (day: number, opens: number, closes: number) => {
    if (opens < closes) byDay.set(day, [...(byDay.get(day) ?? []), { opens, closes }]);
  };
  for (const window of windows) {
    const [from, until] = [local(window.from), local(window.until)];
    if (until.dayNumber === from.dayNumber + 1 && until.minutes < from.minutes) {
      add(from.dayNumber, from.minutes, MINUTES_PER_DAY + until.minutes);
      continue;
    }
    for (let day = from.dayNumber; day <= until.dayNumber; day++) {
      const opens = day === from.dayNumber ? from.minutes : 0;
      add(day, opens, day === until.dayNumber ? until.minutes : MINUTES_PER_DAY);
    }
  }
  return byDay;
}

/** The hours that most days of a weekday have; none if no hours are usual. */
function usualSpans(days: readonly (readonly Span[])[]): readonly Span[] {
  const most = groupAlike(days, formatSpans).find(({ length }) => length * 2 > days.length);
  return most === undefined || days.length < 2 ? [] : most[0];
}

function cutTo({ opens, closes }: Span, within: Span): Span[] {
  const [from, to] = [Math.max(opens, within.opens), Math.min(closes, within.closes)];
  return from < to ? [{ opens: from, closes: to }] : [];
}

/** `on Mondays to Fridays 09:00–18:00`, from the text of each weekday. */
function describeUsual(usual: readonly string[]): string {
  const texts = usual.flatMap((text, from) => {
    if (text === "" || text === usual[from - 1]) return [];
    const end = usual.findIndex((other, weekday) => weekday > from && other !== text);
    const through = (end < 0 ? usual.length : end) - 1;
    if (from === 0 && end < 0) return `every day ${text}`;
    const names = [WEEKDAY_NAMES[from], WEEKDAY_NAMES[through]].map((name) => `${name}s`);
    return `on ${from === through ? names[0] : names.join(from + 1 === through ? " and " : " to ")} ${text}`;
  });
  return listWords(texts, "and");
}

/** Days with their hours. Many different hours are not listed. */
function describeDays(days: readonly number[], textOf: (day: number) => string): string {
  const groups = groupAlike(days, textOf);
  if (groups.length > MAX_LISTED) return `${listDays(days)} at hours of their own`;
  return listWords(groups.map((group) => `${listDays(group)} ${textOf(group[0])}`));
}

const MAX_LISTED = 4;

function listDays(days: readonly number[]): string {
  const dates = days.map((day) => fullDate(formatDate(day)));
  if (dates.length <= MAX_LISTED) return `on ${listWords(dates, "and")}`;
  const range = `from ${dates[0]} to ${dates.at(-1)}`;
  const weeks = weeksBetween(days);
  if (weeks === null) return `on ${dates.length} days ${range}`;
  return `on every ${ORDINALS[weeks] ?? `${weeks}th `}${WEEKDAY_NAMES[weekdayOf(days[0] as number)]} ${range}`;
}

/** By the number of weeks from one day to the next. */
const ORDINALS = ["", "", "second ", "third "];

/** Returns the number of weeks from each day to the next one; null if it differs. */
function weeksBetween(days: readonly number[]): number | null {
  const steps = new Set(days.slice(1).map((day, index) => day - (days[index] as number)));
  const [step = 0] = steps;
  return steps.size === 1 && step % WEEKDAY_NAMES.length === 0 ? step / WEEKDAY_NAMES.length : null;
}

function formatSpans(spans: readonly Span[]): string {
  return spans
    .map(({ opens, closes }) => {
      if (opens === 0 && closes === MINUTES_PER_DAY) return "all day";
      return `${formatClock(opens)}–${formatClock(closes > MINUTES_PER_DAY ? closes - MINUTES_PER_DAY : closes)}`;
    })
    .join(" and ");
}
