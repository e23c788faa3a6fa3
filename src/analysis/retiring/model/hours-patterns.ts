import {
  advance,
  createSelections,
  nextStart,
  type ScheduleCursor,
  startCursor,
} from "../../../runtime/hours/schedule-cursor.js";
import type { Timelines } from "../../../runtime/hours/timeline.js";
import type { Segment } from "../../../runtime/hours/timeline-year.js";
import type { AxisClasses, Side } from "./side.js";
import type { HoursAxis, HoursPattern, HoursWindow } from "./situation-axis.js";

/** From an instant on, before another. Epoch ms. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/**
 * The hours that really occur in a period: patterns of open, closed and unknown over all schedules that rules of any side read, each with the
 * windows in which it occurs, for a customer who names no time zone and, where that matters, for those of every zone.
 */
export function findHours(sides: readonly Side[], { from, until }: Period) {
  const schedules = sides.flatMap(({ compiled }, side) =>
    compiled.hours.map((each) => ({ ...each, side, id: compiled.conditions.variables[each.variable]?.schedule })),
  );
  // A walk wants one number for each schedule; those of two sides may be the same.
  const all = schedules.map(({ timelines }, index) => ({ variable: index, timelines }));
  const selection = all.reduce((selected, { variable }) => selected.with(variable), createSelections(all));
  const found = new Map<string, { readonly classes: readonly number[]; readonly windows: HoursWindow[] }>();
  let left = MOST_WINDOWS;

  const zones = [null, ...customerZones(schedules, from, until)];
  for (const timeZone of zones) {
    const walk = startCursor(selection, timeZone, from);
    for (let start = from; start < until && left > 0; left--) {
      const classes = [...walk.classes];
      const end = nextOther(walk, classes, until);
      const key = classes.join("");
      const pattern = found.get(key) ?? { classes, windows: [] };
      found.set(key, pattern);
      pattern.windows.push({ start, end, timeZone });
      start = end;
    }
  }

  const classesOn = (side: number, classes: readonly number[]): AxisClasses =>
    new Map(
      schedules.flatMap((each, index) => (each.side === side ? [[each.variable, classes[index] ?? 0] as const] : [])),
    );
  const patterns = [...found.values()].flatMap(({ classes, windows }): HoursPattern[] =>
    windows.slice(0, 1).map((sample) => ({
      sample,
      windows,
      words: schedules.map(({ id }, index) => `${id} ${WORDS[classes[index] ?? 0]}`).join(", "),
      cost: sample.timeZone === null ? 0 : 1,
      onSides: sides.map((_, side) => classesOn(side, classes)),
    })),
  );
  const axis: HoursAxis = { kind: "hours", classes: patterns };
  // Where there is too much time to look at, other patterns may occur.
  return { axis, isComplete: left > 0 };
}

/** Some hundred bytes each. */
const MOST_WINDOWS = 1_000_000;

const WORDS = ["closed", "open", "unknown"];

function customerZones(schedules: readonly { readonly timelines: Timelines }[], from: number, until: number): string[] {
  const ofCustomers = schedules.map(({ timelines }) => timelines).filter((each) => each.forCustomer(null) === null);
  return ofCustomers.length === 0 ? [] : distinctZones(ofCustomers, from, until);
}

/** Moves the walk to the first instant of other hours, or to `until`. */
function nextOther(walk: ScheduleCursor, classes: readonly number[], until: number): number {
  while (nextStart(walk) < until) {
    const start = advance(walk);
    if (!isSame(classes, walk.classes)) return start;
  }
  return until;
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.every((axisClass, index) => axisClass === right[index]);
}

/**
 * Time zones of customers, one for all those in which these schedules are open and closed at the same instants from `from` on, before `until`.
 *
 * The zones are those of this runtime. Epoch ms.
 */
function distinctZones(schedules: readonly Timelines[], from: number, until: number): string[] {
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
