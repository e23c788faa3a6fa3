/** A stretch of time. */
export interface TimeWindow {
  /** ISO 8601. */
  readonly from: string;
  readonly until: string;
  /** The customer's time zone; `unsaid` for customers who do not say theirs; null if it does not matter. */
  readonly timeZone: string | null;
}

/** Of a day: minutes after midnight; one that ends on the next day ends after more than a day's. */
export interface DaySpan {
  readonly opens: number;
  readonly closes: number;
}

/** An instant by a clock: the number of the day since 1970, and the minutes after its midnight. */
export type Clock = (at: string) => { readonly day: number; readonly minutes: number };

export const MINUTES_PER_DAY = 1440;
export const MS_PER_DAY = 86_400_000;

/** Hours that run over midnight belong to the day on which they start; those of a day and more are told day by day. */
export function spansByDay(windows: readonly TimeWindow[], clock: Clock): Map<number, DaySpan[]> {
  const byDay = new Map<number, DaySpan[]>();
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

export function clockOf(timeZone: string): Clock {
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
