import { CLOSED, HOURS_UNKNOWN, OPEN } from "../conditions/axis.js";
import { boundedCache } from "../ruleset/bounded-cache.js";
import { formatInstant } from "../ruleset/instant.js";
import type { HoursState } from "../schedule/hours-state.js";
import type { Timeline } from "../schedule/timeline.js";
import type { HoursAxis } from "./compile-ruleset.js";

/** What all schedules that rules read are at once. Interned: two instants in one pattern give the identical object. */
export interface HoursPattern {
  /** Counts from 0 within the ruleset. */
  readonly index: number;
  /** By hours axis; null where a schedule in customer time is unknown. */
  readonly states: readonly (HoursState | null)[];
  /** By hours axis. */
  readonly classes: readonly number[];
}

/** A place on the line of time at which a pattern begins. */
export interface Stretch {
  readonly pattern: HoursPattern;
  /** Epoch ms; of the first stretch of a year that year's start, at which nothing need change. */
  readonly start: number;
  /** `start` as a decision writes it. */
  readonly startText: string;
  /** Gives the stretch that follows; the line has no end. */
  next(): Stretch;
}

/** The patterns of hours one after the other, for the customers of one time zone. */
export interface HoursLine {
  stretchAt(at: number): Stretch;
}

/** `timeZone` is the customer's; null where it is unknown. */
export type HoursLines = (timeZone: string | null) => HoursLine;

export function createHoursLines(axes: readonly HoursAxis[]): HoursLines {
  const intern = createPatterns();
  const lineIn = (timeZone: string | null) =>
    createLine(
      axes.map(({ timelines }) => timelines.forCustomer(timeZone)),
      intern,
    );
  const withoutZone = lineIn(null);
  // Where no schedule is in customer time, the customer's time zone says nothing.
  if (axes.every(({ timelines }) => timelines.forCustomer(null) !== null)) return () => withoutZone;
  const withZone = boundedCache(LINES_KEPT, lineIn);
  return (timeZone) => (timeZone === null ? withoutZone : withZone(timeZone));
}

type States = readonly (HoursState | null)[];

/** A year of it takes some 50 KB where schedules open and close a dozen times a day. */
const LINES_KEPT = 64;
const YEARS_KEPT = 4;

function createPatterns(): (states: States) => HoursPattern {
  const ids = new Map<HoursState | null, number>([[null, 0]]);
  const patterns = new Map<string, HoursPattern>();
  return (states) => {
    for (const state of states) if (!ids.has(state)) ids.set(state, ids.size);
    const key = states.map((state) => ids.get(state)).join();
    const known = patterns.get(key);
    if (known !== undefined) return known;
    const classes = states.map((state) => (state === null ? HOURS_UNKNOWN : state.open ? OPEN : CLOSED));
    const pattern = { index: patterns.size, states: [...states], classes };
    patterns.set(key, pattern);
    return pattern;
  };
}

function createLine(timelines: readonly (Timeline | null)[], intern: (states: States) => HoursPattern): HoursLine {
  const yearOf = boundedCache(YEARS_KEPT, (year: number) => compileYear(timelines, intern, year, yearAfter));
  let current: Year | null = null;

  function yearAfter(year: Year): Year {
    return yearOf(year.year + 1);
  }

  return {
    stretchAt(at) {
      if (current === null || at < current.from || at >= current.until) {
        current = yearOf(new Date(at).getUTCFullYear());
      }
      const { starts, stretches } = current;
      let low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] as number) <= at) low = middle;
        else high = middle;
      }
      return stretches[low] as Stretch;
    },
  };
}

interface Year {
  readonly year: number;
  /** Epoch ms; `until` is not part of it. */
  readonly from: number;
  readonly until: number;
  /** INVARIANT: sorted, the first is `from`. */
  readonly starts: Float64Array;
  readonly stretches: readonly Stretch[];
}

function compileYear(
  timelines: readonly (Timeline | null)[],
  intern: (states: States) => HoursPattern,
  year: number,
  yearAfter: (year: Year) => Year,
): Year {
  const from = Date.UTC(year, 0, 1);
  const until = Date.UTC(year + 1, 0, 1);
  const states = timelines.map((timeline) => timeline?.stateAt(from) ?? null);
  const changes = timelines.map((timeline) => timeline?.nextChange(from, until - 1) ?? Number.POSITIVE_INFINITY);
  const stretches: Stretch[] = [];
  const starts: number[] = [];
  for (let start = from; start < until; start = Math.min(until, ...changes)) {
    for (const [index, timeline] of timelines.entries()) {
      if (timeline === null || changes[index] !== start) continue;
      states[index] = timeline.stateAt(start);
      changes[index] = timeline.nextChange(start, until - 1) ?? Number.POSITIVE_INFINITY;
    }
    stretches.push(createStretch(intern(states), start, stretches, starts.length, () => yearAfter(compiled)));
    starts.push(start);
  }
  const compiled: Year = { year, from, until, starts: Float64Array.from(starts), stretches };
  return compiled;
}

function createStretch(
  pattern: HoursPattern,
  start: number,
  year: readonly Stretch[],
  index: number,
  yearAfter: () => Year,
): Stretch {
  let text: string | null = null;
  return {
    pattern,
    start,
    get startText() {
      text ??= formatInstant(start);
      return text;
    },
    next: () => year[index + 1] ?? (yearAfter().stretches[0] as Stretch),
  };
}
