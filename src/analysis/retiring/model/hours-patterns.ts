import { CLOSED, HOURS_UNKNOWN, OPEN } from "../../../runtime/conditions/variable.js";
import type { Timeline } from "../../../runtime/hours/timeline.js";
import type { PeriodHours } from "../../../runtime/hours/timeline-year.js";
import { boundedCache } from "../../../values/bounded-cache.js";
import { representativeZones } from "../../model/customer-zones.js";
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
export function findHours(sides: readonly Side[], period: Period) {
  const { from, until } = period;
  const schedules = sides.flatMap(({ compiled }, side) =>
    compiled.hours.map((each) => ({ ...each, side, id: compiled.conditions.variables[each.variable]?.schedule })),
  );
  const found = new Map<string, FoundPattern>();
  const walks: HoursWalk[] = [];
  const readHours = boundedCache(1024, (timeline: Timeline) => timeline.statesWithin(from, until));
  let left = MOST_WINDOWS;

  const hasCustomerTime = schedules.some(({ timelines }) => timelines.forCustomer(null) === null);
  for (const timeZone of [null, ...(hasCustomerTime ? representativeZones(from, until) : [])]) {
    if (left === 0) break;
    const timelines = schedules.map((each) => each.timelines.forCustomer(timeZone));
    const walk = walkHours(
      timelines.map((timeline) => timeline && readHours(timeline)),
      period,
      found,
    );
    // Zones whose offsets differ may have the same hours.
    if (walks.some((other) => isSame(walk, other))) continue;
    walks.push(walk);
    const { starts, patterns } = walk;
    for (let index = 0; index < starts.length && left > 0; index++, left--) {
      const start = starts[index] as number;
      patterns[index]?.windows.push({ start, end: starts[index + 1] ?? until, timeZone });
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

interface FoundPattern {
  readonly classes: readonly number[];
  readonly windows: HoursWindow[];
}

/** The hours of all schedules in one time zone of a customer: when each window starts, and its pattern. */
interface HoursWalk {
  readonly starts: number[];
  readonly patterns: FoundPattern[];
}

/** Finds all windows, or one more than are kept: it ends the last. Hours are null if unknown. Adds new patterns to `found`. */
function walkHours(
  schedules: readonly (PeriodHours | null)[],
  { from, until }: Period,
  found: Map<string, FoundPattern>,
): HoursWalk {
  const walk: HoursWalk = { starts: [], patterns: [] };
  const places = schedules.map(() => 0);
  for (let at = from; at < until && walk.starts.length <= MOST_WINDOWS; ) {
    let key = "";
    let next = until;
    // By index: an iterator takes three times as long here.
    for (let index = 0; index < schedules.length; index++) {
      const hours = schedules[index];
      let place = places[index] as number;
      if (hours?.starts[place + 1] === at) place++;
      places[index] = place;
      key += !hours ? HOURS_UNKNOWN : hours.states[place]?.open ? OPEN : CLOSED;
      next = Math.min(next, hours?.starts[place + 1] ?? until);
    }
    const pattern = found.get(key) ?? { classes: Array.from(key, Number), windows: [] };
    found.set(key, pattern);
    if (pattern !== walk.patterns.at(-1)) {
      walk.starts.push(at);
      walk.patterns.push(pattern);
    }
    at = next;
  }
  return walk;
}

function isSame(left: HoursWalk, right: HoursWalk): boolean {
  return (
    left.starts.length === right.starts.length &&
    left.starts.every((start, index) => start === right.starts[index]) &&
    left.patterns.every((pattern, index) => pattern === right.patterns[index])
  );
}
