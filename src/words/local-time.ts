/** `Monday 23 November 2026, 08:30`. */
export function fullTime(at: string, timeZone: string): string {
  const { weekday, day, month, year, clock } = localParts(at, timeZone, "long");
  return `${weekday} ${day} ${month} ${year}, ${clock}`;
}

/** `Monday 23 November 2026`, of `2026-11-23`. */
export function fullDate(date: string): string {
  const { weekday, day, month, year } = localParts(date, "UTC", "long");
  return `${weekday} ${day} ${month} ${year}`;
}

/** `Thu 24 Dec`, of `2026-12-24`. */
export function shortDate(date: string): string {
  const { weekday, day, month } = localParts(date, "UTC", "short");
  return `${weekday} ${day} ${month}`;
}

/** `08:30`, with seconds where there are any. */
export function clockTime(at: string, timeZone: string): string {
  return localParts(at, timeZone, "short").clock;
}

/**
 * An instant as it is told on the day of another: `today at 18:00`, `tomorrow at 09:00`, `Mon 30 Nov at 09:00`, `Fri 1 Jan 2027 at 09:00`.
 *
 * Days are those of `timeZone`.
 */
export function relativeTime(at: string, from: string, timeZone: string): string {
  const then = localParts(at, timeZone, "short");
  const now = localParts(from, timeZone, "short");
  const days = then.dayNumber - now.dayNumber;
  return `${days === 0 ? "today" : days === 1 ? "tomorrow" : dateOf(then, now)} at ${then.clock}`;
}

/** `2 hours 30 minutes`: the two largest units, the smaller left out where it is nothing; seconds below a second count as none. */
export function duration(seconds: number): string {
  const whole = Math.floor(seconds);
  const first = UNITS.findIndex(({ size }) => whole >= size);
  if (first < 0) return "0 seconds";
  const parts = UNITS.slice(first, first + 2).map(({ name, size }, index) => {
    const count = Math.floor((index === 0 ? whole : whole % (UNITS[first]?.size ?? 1)) / size);
    return count === 0 ? "" : plural(count, name);
  });
  return parts.filter((part) => part !== "").join(" ");
}

/** `1 agent`, `2 agents`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const UNITS = [
  { name: "day", size: 86_400 },
  { name: "hour", size: 3_600 },
  { name: "minute", size: 60 },
  { name: "second", size: 1 },
];

interface LocalParts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly clock: string;
  /** Of the local date, to count days by. */
  readonly dayNumber: number;
}

function localParts(at: string, timeZone: string, names: "long" | "short"): LocalParts {
  const parts = new Map(
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      weekday: names,
      day: "numeric",
      month: names,
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const seconds = part("second");
  const [weekday, day, month, year] = [part("weekday"), part("day"), part("month"), part("year")];
  return {
    weekday,
    day,
    month,
    year,
    clock: `${part("hour")}:${part("minute")}${seconds === "00" ? "" : `:${seconds}`}`,
    dayNumber: Date.parse(`${day} ${month} ${year} UTC`) / MS_PER_DAY,
  };
}

const MS_PER_DAY = 86_400_000;

function dateOf(then: LocalParts, now: LocalParts): string {
  const date = `${then.weekday} ${then.day} ${then.month}`;
  return then.year === now.year ? date : `${date} ${then.year}`;
}
