import { type DaySpan, daySpans, type WeekSpans } from "./day-spans.js";
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
