import { MINUTES_PER_DAY } from "../../values/spans.js";
import { formatClock } from "../../words/local-time.js";
import { joinAlike, type Period } from "../period.js";
import type { LocalWeek } from "./local-week.js";
import type { DayHours, MatrixOutcome, OfferedOutcome, WeekHours } from "./matrix.js";

/** A channel's outcome over a range: now, and in usual hours. */
export interface Stretch extends Period {
  readonly now: MatrixOutcome;
  readonly usually: MatrixOutcome;
}

/**
 * Lists the hours in which a channel is offered, by served language, and marks the days that differ from the usual hours.
 *
 * Expects stretches that cover the week's surroundings without a gap. `changedBy` names the holidays and exceptions that change the hours
 * within a range.
 */
export function weekHours(
  stretches: readonly Stretch[],
  week: LocalWeek,
  changedBy: (range: Period) => readonly string[],
): WeekHours[] {
  return languagesIn(stretches).flatMap(({ servedLanguage, usingFallbackLanguage }) => {
    const isServed = (outcome: MatrixOutcome) =>
      outcome.outcome === "offered" && outcome.servedLanguage === servedLanguage;
    const spansOf = (when: "now" | "usually") =>
      daySpans(joinAlike(stretches.filter((each) => isServed(each[when]))), week);
    const [spans, usually] = [spansOf("now"), spansOf("usually")];
    const differing = stretches.filter((each) => isServed(each.now) !== isServed(each.usually));
    const days = week.days.map((_, day): DayHours => {
      const changed = textOf(spans, day) !== textOf(usually, day);
      const names = () => {
        // The night that begins on a day belongs to it.
        const ends = [...(spans.days[day] ?? []), ...(usually.days[day] ?? [])].map((each) => each.until);
        const [from, until] = [week.startOf(day), Math.max(week.startOf(day + 1), ...ends)];
        return differing
          .map((each) => ({ from: Math.max(each.from, from), until: Math.min(each.until, until) }))
          .filter((each) => each.from < each.until)
          .flatMap(changedBy);
      };
      return { spans: textsShown(spans, day), changed, changedBy: changed ? [...new Set(names())] : [] };
    });
    const isEver = days.some((day) => day.changed || day.spans.length > 0);
    return isEver ? [{ servedLanguage, usingFallbackLanguage, days }] : [];
  });
}

/** Lists the served languages, in the order of their first offer. */
function languagesIn(stretches: readonly Stretch[]): OfferedOutcome[] {
  const found = new Map<string, OfferedOutcome>();
  for (const outcome of [...stretches.map(({ now }) => now), ...stretches.map(({ usually }) => usually)]) {
    if (outcome.outcome === "offered" && !found.has(outcome.servedLanguage)) found.set(outcome.servedLanguage, outcome);
  }
  return [...found.values()];
}

/** Writes all hours of a day, for a comparison. */
function textOf({ days, head }: WeekSpans, day: number): string {
  return [...(day === 0 && head !== null ? [head] : []), ...(days[day] ?? [])].map(({ text }) => text).join();
}

/** Lists a day's hours to show. Monday includes the end of last Sunday's night only if it differs from this Sunday's. */
function textsShown({ days, head, tail }: WeekSpans, day: number): string[] {
  const texts = (days[day] ?? []).map(({ text }) => text);
  return day === 0 && head !== null && head.text !== tail ? [head.text, ...texts] : texts;
}

/** Hours that start on one day of the week. */
interface DaySpan {
  /** The hours as a ruleset writes them. */
  readonly text: string;
  /** The end in epoch milliseconds. */
  readonly until: number;
}

/** The spans that start on each day of the week. */
interface WeekSpans {
  /** Seven days, Monday first. Without `head`. */
  readonly days: readonly (readonly DaySpan[])[];
  /** The part after midnight of last Sunday's night; null if there is none. */
  readonly head: DaySpan | null;
  /** The text of the part after midnight of this Sunday's night; null if there is none. */
  readonly tail: string | null;
}

/**
 * Writes ranges as spans of local days, as in a ruleset's `weekly`. A range that closes the next day, before the hour at which it opened,
 * belongs to its first day. A longer range is split at midnight.
 *
 * Expects sorted ranges within the week's surroundings that do not touch.
 */
function daySpans(stretches: readonly Period[], week: LocalWeek): WeekSpans {
  const days: DaySpan[][] = Array.from({ length: DAYS + 2 }, () => []);
  let head: DaySpan | null = null;
  let tail: string | null = null;
  for (const stretch of stretches) {
    for (let { from } = stretch; from < stretch.until; ) {
      const day = dayOf(from, week);
      const midnight = week.startOf(day + 1);
      const runsOn = stretch.until > midnight && closesBeforeItOpened(day, from, stretch.until, week);
      const until = runsOn ? stretch.until : Math.min(stretch.until, midnight);
      for (const part of splitAtClockChange(from, until, week)) {
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

function dayOf(at: number, week: LocalWeek): number {
  let day = BEFORE;
  while (day < DAYS && at >= week.startOf(day + 1)) day++;
  return day;
}

/** Whether a range can be one span over midnight. A span that opens at midnight cannot: it would last more than a day. */
function closesBeforeItOpened(day: number, from: number, until: number, week: LocalWeek): boolean {
  if (from === week.startOf(day) || until >= week.startOf(day + 2)) return false;
  return week.minutesAt(day + 1, until, "closes") < week.minutesAt(day, from, "opens");
}

/** Splits a range at a clock change if the clock would seem to close before it opened on the same day. */
function splitAtClockChange(from: number, until: number, week: LocalWeek): Period[] {
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

function spanText(day: number, { from, until }: Period, week: LocalWeek): string {
  const opens = from === week.startOf(day) ? 0 : week.minutesAt(day, from, "opens");
  const closes = until === week.startOf(day + 1) ? MINUTES_PER_DAY : week.minutesAt(day, until, "closes");
  return `${clock(opens)}-${clock(closes)}`;
}

/** Writes minutes since midnight: `24:00` for the end of the day, `02:00` for two hours later. */
function clock(minutes: number): string {
  return formatClock(minutes === MINUTES_PER_DAY ? minutes : (minutes + MINUTES_PER_DAY) % MINUTES_PER_DAY);
}
