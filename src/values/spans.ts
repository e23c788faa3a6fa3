import { WEEKDAYS } from "./dates.js";

/** Keys are a day (`sat`) or a range of days (`mon-fri`, `sun-thu`); values are spans such as `09:00-18:00`. */
export type WeeklyHours = Readonly<Record<string, readonly string[]>>;

/** Local wall time, in minutes since the local midnight of the day the span starts on; `closes` passes 1440 for a span that runs into the next day. */
export interface Span {
  readonly opens: number;
  readonly closes: number;
}

/**
 * Reads a span such as `09:00-18:00`; null where the text is no span.
 *
 * `closes` before `opens` runs into the next day; `24:00`, and closing at `00:00`, are the next local midnight. `opens` equal to
 * `closes`, `9:00`, `25:00` and `24:00` as an opening are no spans.
 */
export function parseSpan(text: string): Span | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(text);
  if (match === null) return null;
  const opens = Number(match[1]) * 60 + Number(match[2]);
  const closes = match[3] === undefined ? MINUTES_PER_DAY : Number(match[3]) * 60 + Number(match[4]);
  if (opens === closes) return null;
  return { opens, closes: closes < opens ? closes + MINUTES_PER_DAY : closes };
}

/** The weekdays of a key such as `sat` or `sun-thu`, as indices with Monday as 0; null where the key is neither. */
export function parseWeekdays(key: string): number[] | null {
  const [from, through = from, ...rest] = key.split("-");
  const first = WEEKDAYS.findIndex((day) => day === from);
  const last = WEEKDAYS.findIndex((day) => day === through);
  if (first < 0 || last < 0 || rest.length > 0) return null;
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
}

/** The spans that start on each day of the week, Monday first. Expects hours that were checked. */
export function spansByWeekday(weekly: WeeklyHours): readonly (readonly Span[])[] {
  const days: Span[][] = WEEKDAYS.map(() => []);
  for (const [key, texts] of Object.entries(weekly)) {
    for (const weekday of parseWeekdays(key) as number[]) days[weekday]?.push(...parseSpans(texts));
  }
  return days;
}

/** Expects spans that were checked. */
export function parseSpans(texts: readonly string[]): Span[] {
  return texts.map((text) => parseSpan(text) as Span);
}

export const MINUTES_PER_DAY = 1440;
