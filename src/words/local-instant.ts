/**
 * Reads `2026-11-23 10:00`, seconds optional, by the clock of a time zone; null for any other form and for a time that does not exist.
 *
 * A time that the clock repeats is its first occurrence; one that it skips is as much later as the clock jumps. ISO 8601 in UTC.
 */
export function readLocalInstant(text: string, timeZone: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)$/.exec(text.trim());
  const wall = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}Z`);
  // `Date.parse` rolls 31 April over into May.
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== match?.[1]) return null;
  const offsets = [wall - MS_PER_DAY, wall + MS_PER_DAY].map((near) => offsetAt(near, timeZone));
  const [before = 0] = offsets;
  const fitting = offsets.find((offset) => offsetAt(wall - offset, timeZone) === offset);
  return new Date(wall - (fitting ?? before)).toISOString();
}

/** `2026-11-23T10:00:00+01:00`: an instant by the clock of a time zone, as a rule file may have it; milliseconds where there are any. */
export function writeLocalInstant(at: string, timeZone: string): string {
  const instant = Date.parse(at);
  const offset = offsetAt(instant, timeZone);
  const minutes = Math.abs(Math.trunc(offset / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  // Before zones kept whole minutes an offset has seconds, which no text may have.
  const isWhole = offset % 60_000 === 0;
  const local = new Date(instant + (isWhole ? offset : 0)).toISOString().replace(/(?:\.000)?Z$/, "");
  return isWhole ? `${local}${offset < 0 ? "-" : "+"}${hours}:${rest}` : `${local}Z`;
}

const MS_PER_DAY = 86_400_000;

/** How far the clock of a zone is ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Map(
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "iso8601",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return wall - Math.floor(at / 1000) * 1000;
}
