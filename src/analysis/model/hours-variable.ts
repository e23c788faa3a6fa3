import { OPEN } from "../../runtime/conditions/variable.js";
import {
  advance,
  createSelections,
  nextStart,
  type ScheduleCursor,
  startCursor,
} from "../../runtime/hours/schedule-cursor.js";
import type { Timelines } from "../../runtime/hours/timeline.js";
import type { Segment } from "../../runtime/hours/timeline-year.js";
import type { RulesetModel } from "./ruleset-model.js";
import type { CompiledClasses, HoursPattern, HoursVariable, HoursWindow } from "./variables.js";

/** From an instant on, before another. Epoch ms. */
export interface Period {
  readonly from: number;
  readonly until: number;
}

/**
 * The hours that really occur in a period: patterns of open, closed and unknown over all schedules that rules of any side read. Each has the
 * windows in which it occurs, for a customer without a time zone and, if it matters, for customers of every zone.
 *
 * `isComplete` is false if hours change too often to follow all of them, so that further patterns may occur.
 */
export function hoursVariable(
  sides: readonly RulesetModel[],
  { from, until }: Period,
): { readonly variable: HoursVariable; readonly isComplete: boolean } {
  const schedules = sides.flatMap(({ compiled }, side) => compiled.hours.map((each) => ({ ...each, side })));
  // A cursor needs a number of its own for each schedule; two sides may number theirs alike.
  const all = schedules.map(({ timelines }, index) => ({ variable: index, timelines }));
  const selection = all.reduce((selected, { variable }) => selected.with(variable), createSelections(all));
  const found = new Map<string, { readonly states: readonly number[]; readonly windows: HoursWindow[] }>();
  let left = MAX_WINDOWS;
  for (const timeZone of [null, ...customerZones(schedules, from, until)]) {
    const cursor = startCursor(selection, timeZone, from);
    for (let start = from; start < until && left > 0; left--) {
      const states = [...cursor.classes];
      const end = nextOther(cursor, states, until);
      const key = states.join("");
      const pattern = found.get(key) ?? { states, windows: [] };
      found.set(key, pattern);
      pattern.windows.push({ start, end, timeZone });
      start = end;
    }
  }
  const classesOn = (side: number, states: readonly number[]): CompiledClasses =>
    new Map(
      schedules.flatMap((each, index) => (each.side === side ? [[each.variable, states[index] ?? 0] as const] : [])),
    );
  const classes = [...found.values()].map(
    ({ states, windows }): HoursPattern => ({
      sample: windows[0] as HoursWindow,
      windows,
      // Most rules ask for open schedules, so a closed one is less usual.
      cost: (windows[0]?.timeZone === null ? 0 : 1) + states.filter((state) => state !== OPEN).length * COST_OF_CLOSED,
      onSides: sides.map((_, side) => classesOn(side, states)),
    }),
  );
  return { variable: { kind: "hours", classes }, isComplete: left > 0 };
}

/** Less than any fact that a request must give, even for several schedules. */
const COST_OF_CLOSED = 0.01;

/** Some hundred bytes each. */
const MAX_WINDOWS = 1_000_000;
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
