import { format } from "date-fns-tz";
import { createZoneOffsets, type OffsetTable, type ZoneOffsets } from "../../runtime/hours/zone-offsets.js";
import { boundedCache } from "../../values/bounded-cache.js";
import { MS_PER_DAY, startOfYear } from "../../values/dates.js";

/**
 * Reads a zone's offsets through date-fns-tz, year by year, and keeps them for every caller that names the zone.
 *
 * Expects a name that `isTimeZone` accepts. Offsets are whole minutes: the one zone since 1970 with seconds, Africa/Monrovia until
 * 1972-01-07, is read as -00:44 instead of -00:44:30. The process's own time zone has no influence.
 */
export const zoneOffsets = boundedCache(1024, (timeZone: string): ZoneOffsets => {
  // date-fns-tz keeps a formatter for every spelling of a name, forever; the runtime's own names are few.
  const name = new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone;
  return createZoneOffsets((year) => readOffsetTable(name, year));
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Three days around the year, and two more: no clock is that far from UTC, so an instant and its wall time are in one table. */
const MARGIN = 5 * MS_PER_DAY;
/** Two changes of one zone lie at least 7 days apart since 1970 (Recife, October 2000); each sample costs about 6 µs. */
const SAMPLE_EVERY = 5 * MS_PER_DAY;

function readOffsetTable(timeZone: string, year: number): OffsetTable {
  const last = startOfYear(year + 1) * MS_PER_DAY + MARGIN;
  let time = startOfYear(year) * MS_PER_DAY - MARGIN;
  let offset = readOffset(timeZone, time);
  const starts = [time];
  const offsets = [offset];
  while (time < last) {
    const next = Math.min(time + SAMPLE_EVERY, last);
    const offsetAtNext = readOffset(timeZone, next);
    while (offset !== offsetAtNext) {
      time = firstOtherOffset(timeZone, time, next, offset);
      offset = readOffset(timeZone, time);
      starts.push(time);
      offsets.push(offset);
    }
    time = next;
  }
  return { starts, offsets };
}

/** An instant after `before`, up to `after`, at which the offset has just changed from `offset`; to the second, as all changes are. */
function firstOtherOffset(timeZone: string, before: number, after: number, offset: number): number {
  let same = before;
  let other = after;
  while (other - same > SECOND) {
    const middle = same + Math.floor((other - same) / (2 * SECOND)) * SECOND;
    if (readOffset(timeZone, middle) === offset) same = middle;
    else other = middle;
  }
  return other;
}

// Offsets are all that date-fns-tz 3.2 gets right near a change of offset, whatever the process's own time zone. `format` reads them as
// `formatInTimeZone` does, in half the time.
function readOffset(timeZone: string, instant: number): number {
  const text = format(new Date(instant), "xxx", { timeZone });
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return (text.startsWith("-") ? -minutes : minutes) * MINUTE;
}
