/** ISO 8601 in UTC, several times as fast as `toISOString`, which works the date out anew. Expects an instant from 1970 to 2200. */
export function isoText(at: number): string {
  const day = Math.floor(at / MS_PER_DAY);
  const ms = at - day * MS_PER_DAY;
  const minute = (ms / 60_000) | 0;
  const rest = ms - minute * 60_000;
  const second = (rest / 1000) | 0;
  days[day] ??= new Date(day * MS_PER_DAY).toISOString().slice(0, 11);
  return `${days[day]}${MINUTES[minute]}${SECONDS[second]}${MILLISECONDS[rest - second * 1000]}`;
}

const MS_PER_DAY = 86_400_000;

/** `2026-11-23T` by the day since 1970: 84,000 of them at most. */
const days: string[] = [];
const MINUTES = Array.from({ length: 1440 }, (_, at) => `${digits(Math.floor(at / 60), 2)}:${digits(at % 60, 2)}:`);
const SECONDS = Array.from({ length: 60 }, (_, second) => digits(second, 2));
const MILLISECONDS = Array.from({ length: 1000 }, (_, ms) => `.${digits(ms, 3)}Z`);

function digits(value: number, count: number): string {
  return String(value).padStart(count, "0");
}
