import { format } from "date-fns-tz";
import { createZoneOffsets, type ZoneOffsets } from "../../runtime/hours/zone-offsets.js";
import { boundedCache } from "../../values/bounded-cache.js";

/**
 * Reads a zone's offsets through date-fns-tz, year by year, and keeps them for every caller that names the zone.
 *
 * Expects a name that `isTimeZone` accepts. Offsets are whole minutes: the one zone since 1970 with seconds, Africa/Monrovia until
 * 1972-01-07, is read as -00:44 instead of -00:44:30. The process's own time zone has no influence.
 */
export const zoneOffsets = boundedCache(1024, (timeZone: string): ZoneOffsets => {
  // date-fns-tz keeps a formatter for every spelling of a name, forever; the runtime's own names are few.
  const name = new Intl.DateTimeFormat("en-US", { timeZone }).resolvedOptions().timeZone;
  return createZoneOffsets((instant) => readOffset(name, instant));
});

const MS_PER_MINUTE = 60_000;

// Offsets are all that date-fns-tz 3.2 gets right near a change of offset, whatever the process's own time zone. `format` reads them as
// `formatInTimeZone` does, in half the time.
function readOffset(timeZone: string, instant: number): number {
  const text = format(new Date(instant), "xxx", { timeZone });
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return (text.startsWith("-") ? -minutes : minutes) * MS_PER_MINUTE;
}
