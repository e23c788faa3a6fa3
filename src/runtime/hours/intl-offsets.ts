import { boundedCache } from "../../values/bounded-cache.js";
import { createZoneOffsets, type ZoneOffsets } from "./zone-offsets.js";

/**
 * Reads a zone's offsets from `Intl`, and keeps them for every caller that names the zone.
 *
 * The offsets equal `zoneOffsets`, whole minutes, in a fifth of the time. Expects a name that `isTimeZone` accepts.
 */
export const intlOffsets = boundedCache(1024, (timeZone: string): ZoneOffsets => {
  // A format that names no field of its own writes the whole date too, and takes longer.
  const { format } = new Intl.DateTimeFormat("en-US", { timeZone, minute: "numeric", timeZoneName: "longOffset" });
  return createZoneOffsets((instant) => readOffset(format(instant)));
});

const MS_PER_MINUTE = 60_000;

/** Reads the end of `30 GMT-05:30` or of `15 GMT-00:44:30`. Some versions of ICU write `GMT` alone for UTC. */
function readOffset(text: string): number {
  const sign = text.indexOf("GMT") + "GMT".length;
  const minutes = Number(text.slice(sign + 1, sign + 3)) * 60 + Number(text.slice(sign + 4, sign + 6));
  return (text[sign] === "-" ? -minutes : minutes) * MS_PER_MINUTE;
}
