import { intlOffsets } from "../../runtime/hours/intl-offsets.js";

/**
 * Time zones of customers, one for all those with equal offsets throughout a period: the first of each group, in the order of the list. A
 * schedule in customer time has the same hours in all zones of a group.
 *
 * The zones are those of this runtime. The period is `[from, until)`, in epoch milliseconds.
 */
export function representativeZones(from: number, until: number): string[] {
  const zoneByOffsets = new Map<string, string>();
  for (const zone of [...Intl.supportedValuesOf("timeZone"), ...UNLISTED]) {
    // The hours at an instant depend on the local day and on whether the previous one was skipped: on less than four days before the period.
    // The table reaches five days further on both sides. It has the exact instants of all changes: Athens and Beirut may change in one night.
    const { starts, offsets } = intlOffsets(zone).within(from, until).table;
    const key = `${starts.join()} ${offsets.join()}`;
    if (!zoneByOffsets.has(key)) zoneByOffsets.set(key, zone);
  }
  return [...zoneByOffsets.values()];
}

/** Names that a request may give and runtimes do not list. Whatever else they do not list is another name for one that they do. */
const UNLISTED = [
  "UTC",
  ...Array.from({ length: 14 }, (_, hours) => `Etc/GMT-${hours + 1}`),
  ...Array.from({ length: 12 }, (_, hours) => `Etc/GMT+${hours + 1}`),
  ...["CET", "EET", "MET", "WET", "EST", "HST", "MST", "CST6CDT", "EST5EDT", "MST7MDT", "PST8PDT"],
];
