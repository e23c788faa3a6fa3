import { WEEKDAYS } from "./dates.js";

/**
 * Opening hours of a week. A key is a day (`sat`) or a range of days (`mon-fri`, `sun-thu`). Values are spans such as `09:00-18:00`, in the
 * schedule's time zone. A day without a key is closed.
 */
export type WeeklyHours = Readonly<Record<string, readonly string[]>>;

/** Local wall time in minutes since the midnight that starts the span's day. `closes` is above 1440 if the span runs into the next day. */
export interface Span {
  readonly opens: number;
  readonly closes: number;
}

/**
 * Reads a span such as `09:00-18:00`. Returns null for any other text.
 *
 * If `closes` is before `opens`, the span runs into the next day. Closing at `24:00` or `00:00` means the next midnight. Not spans: equal
 * times, `9:00`, `25:00`, and `24:00` as an opening.
 */
export function parseSpan(text: string): Span | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (match === null) return null;
  const opens = Number(match[1]) * 60 + Number(match[2]);
  const closes = match[3] === undefined ? MINUTES_PER_DAY : Number(match[3]) * 60 + Number(match[4]);
  if (opens === closes) return null;
  return { opens, closes: closes < opens ? closes + MINUTES_PER_DAY : closes };
}

/** Reads a key such as `sat` or `sun-thu`. Returns weekday indices, Monday as 0; null for any other text. */
export function parseWeekdays(key: string): number[] | null {
  const [from, through = from, ...rest] = key.split("-");
  const first = WEEKDAYS.findIndex((day) => day === from);
  const last = WEEKDAYS.findIndex((day) => day === through);
  if (first < 0 || last < 0 || rest.length > 0) return null;
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
}

/** Lists the spans that start on each weekday, Monday first. Expects checked hours. */
export function spansByWeekday(weekly: WeeklyHours): readonly (readonly Span[])[] {
  const days: Span[][] = WEEKDAYS.map(() => []);
  for (const [key, texts] of Object.entries(weekly)) {
    for (const weekday of parseWeekdays(key) as number[]) days[weekday]?.push(...parseSpans(texts));
  }
  return days;
}

/** Expects checked spans. */
export function parseSpans(texts: readonly string[]): Span[] {
  return texts.map((text) => parseSpan(text) as Span);
}

export const MINUTES_PER_DAY = 1440;
