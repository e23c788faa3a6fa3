import { CLOSED, HOURS_UNKNOWN, OPEN } from "../../runtime/conditions/variable.js";
import { intlOffsets } from "../../runtime/hours/intl-offsets.js";
import type { PeriodHours, Timeline } from "../../runtime/hours/timeline.js";
import { boundedCache } from "../../values/bounded-cache.js";
import type { Period } from "../period.js";
import type { RulesetModel } from "./ruleset-model.js";
import type { CompiledClasses, HoursPattern, HoursVariable, HoursWindow } from "./variables.js";

/**
 * The hours that really occur in a period: patterns of open, closed and unknown over all schedules that rules of any side read. Each has the
 * windows in which it occurs, for a customer without a time zone and, if it matters, for customers of every zone.
 *
 * `isComplete` is false if hours change too often to follow all of them, so that further patterns may occur.
 */
export function hoursVariable(
  sides: readonly RulesetModel[],
  period: Period,
): { readonly variable: HoursVariable; readonly isComplete: boolean } {
  const { from, until } = period;
  const schedules = sides.flatMap(({ compiled }, side) => compiled.hours.map((each) => ({ ...each, side })));
  const found = new Map<string, FoundPattern>();
  const walks: HoursWalk[] = [];
  const readHours = boundedCache(1024, (timeline: Timeline) => timeline.statesWithin(from, until));
  let left = MAX_WINDOWS;
  const hasCustomerTime = schedules.some(({ timelines }) => timelines.forCustomer(null) === null);
  for (const timeZone of [null, ...(hasCustomerTime ? representativeZones(from, until) : [])]) {
    if (left === 0) break;
    const timelines = schedules.map((each) => each.timelines.forCustomer(timeZone));
    const walk = walkHours(
      timelines.map((timeline) => timeline && readHours(timeline)),
      period,
      found,
    );
    // Zones with different offsets may have the same hours.
    if (walks.some((other) => isSame(walk, other))) continue;
    walks.push(walk);
    const { starts, patterns } = walk;
    for (let index = 0; index < starts.length && left > 0; index++, left--) {
      patterns[index]?.windows.push({ from: starts[index] as number, until: starts[index + 1] ?? until, timeZone });
    }
  }
  const classesOn = (side: number, states: readonly number[]): CompiledClasses =>
    new Map(
      schedules.flatMap((each, index) => (each.side === side ? [[each.variable, states[index] ?? 0] as const] : [])),
    );
  const classes = [...found.values()].flatMap(({ states, windows: [first, ...others] }): HoursPattern[] => {
    if (first === undefined) return [];
    // Most rules ask for open schedules, so a closed one is less usual.
    const closed = states.filter((state) => state !== OPEN).length;
    return [
      {
        sample: first,
        windows: [first, ...others],
        cost: (first.timeZone === null ? 0 : 1) + closed * COST_OF_CLOSED,
        onSides: sides.map((_, side) => classesOn(side, states)),
      },
    ];
  });
  return { variable: { kind: "hours", classes }, isComplete: left > 0 };
}

/** Less than any fact that a request must give, even for several schedules. */
const COST_OF_CLOSED = 0.01;

/** Some hundred bytes each. */
const MAX_WINDOWS = 1_000_000;

interface FoundPattern {
  readonly states: readonly number[];
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
  for (let at = from; at < until && walk.starts.length <= MAX_WINDOWS; ) {
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
    const pattern = found.get(key) ?? { states: Array.from(key, Number), windows: [] };
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

/**
 * Time zones of customers, one for all those with equal offsets throughout a period: the first of each group, in the order of the list. A
 * schedule in customer time has the same hours in all zones of a group.
 *
 * The zones are those of this runtime. The period is `[from, until)`, in epoch milliseconds.
 */
function representativeZones(from: number, until: number): string[] {
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
