import type { LocalWeek, Range } from "./local-week.js";
import type { DayHours, MatrixOutcome, OfferedOutcome, WeekHours } from "./matrix.js";

/** What becomes of a channel for some time; epoch ms. */
export interface Stretch extends Range {
  readonly outcome: MatrixOutcome;
}

/**
 * Tells the hours in which a channel is offered, by the language it is served in, beside those in which it usually is.
 *
 * Both are lists of stretches without a gap over the surroundings of the week. `changedBy` names what makes hours other than usual
 * within some time.
 */
export function weekHours(
  actual: readonly Stretch[],
  usual: readonly Stretch[],
  week: LocalWeek,
  changedBy: (range: Range) => readonly string[],
): WeekHours[] {
  return languagesIn([...actual, ...usual]).flatMap(({ servedLanguage, usingFallbackLanguage }) => {
    const isServed = ({ outcome }: Stretch) =>
      outcome.outcome === "offered" && outcome.servedLanguage === servedLanguage;
    const spans = daySpans(joined(actual.filter(isServed)), week);
    const usually = usual === actual ? spans : daySpans(joined(usual.filter(isServed)), week);
    const days = week.days.map((_, day): DayHours => {
      const changed = textOf(spans, day) !== textOf(usually, day);
      const names = () => {
        const window = windowOf(day, [...(spans.days[day] ?? []), ...(usually.days[day] ?? [])], week);
        return differences(actual, usual, isServed, window).flatMap(changedBy);
      };
      return { spans: textsShown(spans, day), changed, changedBy: changed ? [...new Set(names())] : [] };
    });
    const isEver = days.some((day) => day.changed || day.spans.length > 0);
    return isEver ? [{ servedLanguage, usingFallbackLanguage, days }] : [];
  });
}

/** In the order in which the channel is first offered in them. */
function languagesIn(stretches: readonly Stretch[]): OfferedOutcome[] {
  const found = new Map<string, OfferedOutcome>();
  for (const { outcome } of stretches) {
    if (outcome.outcome === "offered" && !found.has(outcome.servedLanguage)) found.set(outcome.servedLanguage, outcome);
  }
  return [...found.values()];
}

/** Stretches that touch become one. */
function joined(stretches: readonly Range[]): Range[] {
  const ranges: { from: number; until: number }[] = [];
  for (const { from, until } of stretches) {
    const last = ranges.at(-1);
    if (last?.until === from) last.until = until;
    else ranges.push({ from, until });
  }
  return ranges;
}

/** Where, within a window, one of the two is served and the other is not. */
function differences(
  actual: readonly Stretch[],
  usual: readonly Stretch[],
  isServed: (stretch: Stretch) => boolean,
  window: Range,
): Range[] {
  const starts = [
    window.from,
    ...[...actual, ...usual].map(({ from }) => from).filter((from) => contains(window, from)),
  ];
  const bounds = [...new Set(starts)].sort((a, b) => a - b);
  return bounds.flatMap((from, index) => {
    const [now, usually] = [actual, usual].map((list) => list.some((each) => contains(each, from) && isServed(each)));
    return now === usually ? [] : [{ from, until: bounds[index + 1] ?? window.until }];
  });
}

function contains({ from, until }: Range, at: number): boolean {
  return from <= at && at < until;
}

/** All that there is on a day, for a comparison. */
function textOf({ days, head }: WeekSpans, day: number): string {
  return [...(day === 0 && head !== null ? [head] : []), ...(days[day] ?? [])].map(({ text }) => text).join();
}

/** Sunday's night is told with Sunday; that of last week by itself only where this week's would tell something else. */
function textsShown({ days, head, tail }: WeekSpans, day: number): string[] {
  const texts = (days[day] ?? []).map(({ text }) => text);
  return day === 0 && head !== null && head.text !== tail ? [head.text, ...texts] : texts;
}

/** The day, and the night that belongs to it. */
function windowOf(day: number, spans: readonly DaySpan[], week: LocalWeek): Range {
  return { from: week.startOf(day), until: Math.max(week.startOf(day + 1), ...spans.map(({ until }) => until)) };
}

/** Hours that start on one day of a week. */
export interface DaySpan {
  /** As a ruleset writes it. */
  readonly text: string;
  /** Where it ends; epoch ms. */
  readonly until: number;
}

/** What starts on each day of a week. */
export interface WeekSpans {
  /** Seven, Monday first; what last week's Sunday runs into Monday is not among them. */
  readonly days: readonly (readonly DaySpan[])[];
  /** What last week's Sunday runs into Monday; null where it ends with the day, or earlier. */
  readonly head: DaySpan | null;
  /** The text of what this week's Sunday runs into the next Monday, as if that were a span of its own; null for none. */
  readonly tail: string | null;
}

/**
 * Tells stretches of time as spans of local days, as a ruleset's `weekly` does: one that closes the next day before the hour at which it opened belongs to
 * the day it starts on, and any longer one is parted at midnight.
 *
 * Expects stretches in order, within the week's surroundings, that do not touch.
 */
export function daySpans(stretches: readonly Range[], week: LocalWeek): WeekSpans {
  const days: DaySpan[][] = Array.from({ length: DAYS + 2 }, () => []);
  let head: DaySpan | null = null;
  let tail: string | null = null;
  for (const stretch of stretches) {
    for (let { from } = stretch; from < stretch.until; ) {
      const day = dayOf(from, week);
      const midnight = week.startOf(day + 1);
      const runsOn = stretch.until > midnight && closesBeforeItOpened(day, from, stretch.until, week);
      const until = runsOn ? stretch.until : Math.min(stretch.until, midnight);
      for (const part of partedByTheClock(from, until, week)) {
        days[day + 1]?.push({ text: spanText(day, part, week), until: part.until });
      }
      if (runsOn && (day === BEFORE || day === SUNDAY)) {
        const night = spanText(day + 1, { from: midnight, until }, week);
        if (day === BEFORE) head = { text: night, until };
        else tail = night;
      }
      from = until;
    }
  }
  return { days: days.slice(1, DAYS + 1), head, tail };
}

const DAYS = 7;
const BEFORE = -1;
const SUNDAY = 6;
const MINUTES_PER_DAY = 1440;

function dayOf(at: number, week: LocalWeek): number {
  let day = BEFORE;
  while (day < DAYS && at >= week.startOf(day + 1)) day++;
  return day;
}

/** A span may not open at midnight and run on: it would last a day. */
function closesBeforeItOpened(day: number, from: number, until: number, week: LocalWeek): boolean {
  if (from === week.startOf(day) || until >= week.startOf(day + 2)) return false;
  return week.minutesAt(day + 1, until, "closes") < week.minutesAt(day, from, "opens");
}

/** Where the clock is put back in between, so that it would seem to close before it opened on the same day, that much is told in two. */
function partedByTheClock(from: number, until: number, week: LocalWeek): Range[] {
  const day = dayOf(from, week);
  const isSameDay = until <= week.startOf(day + 1);
  const change = week.clockChange(from, until);
  if (!isSameDay || change === null || until === week.startOf(day + 1)) return [{ from, until }];
  if (week.minutesAt(day, until, "closes") > week.minutesAt(day, from, "opens")) return [{ from, until }];
  return [
    { from, until: change },
    { from: change, until },
  ];
}

function spanText(day: number, { from, until }: Range, week: LocalWeek): string {
  const opens = from === week.startOf(day) ? 0 : week.minutesAt(day, from, "opens");
  const closes = until === week.startOf(day + 1) ? MINUTES_PER_DAY : week.minutesAt(day, until, "closes");
  return `${clock(opens)}-${clock(closes)}`;
}

/** `24:00` for the end of the day, `02:00` for two hours after it. */
function clock(minutes: number): string {
  const shown = minutes === MINUTES_PER_DAY ? minutes : (minutes + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  return `${pad(Math.floor(shown / 60))}:${pad(shown % 60)}`;
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
