import type { Timelines } from "../../../runtime/hours/timeline.js";
import type { Segment } from "../../../runtime/hours/timeline-year.js";

/**
 * Time zones of customers, one for all those in which these schedules are open and closed at the same instants from `from` on, before `until`.
 *
 * The zones are those of this runtime. Epoch ms.
 */
export function distinctZones(schedules: readonly Timelines[], from: number, until: number): string[] {
  const zoneByHours = new Map<string, string>();
  for (const zone of [...Intl.supportedValuesOf("timeZone"), ...UNLISTED]) {
    const hours = schedules
      .map((timelines) => changesWithin(timelines.forCustomer(zone)?.segmentAt(from), until))
      .join(" ");
    if (!zoneByHours.has(hours)) zoneByHours.set(hours, zone);
  }
  return [...zoneByHours.values()];
}

/** Names that a request may give and runtimes do not list. Whatever else they do not list is another name for one that they do. */
const UNLISTED = [
  "UTC",
  ...Array.from({ length: 14 }, (_, hours) => `Etc/GMT-${hours + 1}`),
  ...Array.from({ length: 12 }, (_, hours) => `Etc/GMT+${hours + 1}`),
  ...["CET", "EET", "MET", "WET", "EST", "HST", "MST", "CST6CDT", "EST5EDT", "MST7MDT", "PST8PDT"],
];

function changesWithin(first: Segment | undefined, until: number): string {
  const changes: string[] = [];
  let open: boolean | null = null;
  for (let segment = first; segment !== undefined; segment = segment.until < until ? segment.next() : undefined) {
    if (segment.state.open === open) changes.pop();
    open = segment.state.open;
    changes.push(`${open ? "open" : "closed"} until ${Math.min(segment.until, until)}`);
  }
  return changes.join();
}
