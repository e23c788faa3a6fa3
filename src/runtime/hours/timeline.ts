import { boundedCache } from "../../values/bounded-cache.js";
import { MS_PER_DAY } from "../../values/dates.js";
import type { CompiledSchedule } from "../compiled-rules.js";
import type { HoursState } from "./local-hours.js";
import { createLocalHours, type LocalHours } from "./local-hours.js";
import { compilePeriod, compileYear, type PeriodHours, type Segment, type TimelineYear } from "./timeline-year.js";
import type { OffsetSource, ZoneOffsets } from "./zone-offsets.js";

/** A schedule in one time zone, as instants in epoch milliseconds. A state holds from its instant on: at its closing time a schedule is closed. */
export interface Timeline {
  stateAt(at: number): HoursState;
  segmentAt(at: number): Segment;
  /**
   * The first instant after `at`, up to and including `until`, at which the state differs from the one at `at`; null for none. Both must
   * be finite: hours that never change are followed all the way.
   */
  nextChange(at: number, until: number): number | null;
  /** All states from `from` on, before `until`. Compiles that period alone, and keeps nothing. */
  statesWithin(from: number, until: number): PeriodHours;
}

/** Reads local hours in one time zone. The same local hours serve any number of zones. */
export function createTimeline(hours: LocalHours, offsets: ZoneOffsets): Timeline {
  const yearOf = boundedCache(YEARS_KEPT, (year: number) => compileYear(hours, offsets, year));
  // Requests come in the order of time, so most fall into the same segment as the previous one.
  let year = NO_YEAR;
  let index = 0;

  function seek(at: number): void {
    if (at < year.from || at >= year.until) year = yearOf(new Date(at).getUTCFullYear());
    else if (at >= startOf(year, index) && at < startOf(year, index + 1)) return;
    index = indexAt(year, at);
  }

  function segmentOf(of: TimelineYear, at: number): Segment {
    const known = of.segments[at];
    if (known !== undefined) return known;
    const segment: Segment = {
      state: stateOf(of, at),
      until: startOf(of, at + 1),
      next: () => (at + 1 < of.starts.length ? segmentOf(of, at + 1) : segmentOf(yearOf(of.year + 1), 0)),
    };
    of.segments[at] = segment;
    return segment;
  }

  return {
    stateAt(at) {
      seek(at);
      return stateOf(year, index);
    },
    segmentAt(at) {
      seek(at);
      return segmentOf(year, index);
    },
    nextChange(at, until) {
      seek(at);
      const state = stateOf(year, index);
      let later = year;
      let next = index + 1;
      // Within a year neighbours differ; between two years they may be equal.
      while (next === later.starts.length || stateOf(later, next) === state) {
        if (next < later.starts.length) next++;
        else if (later.until > until) return null;
        else {
          later = yearOf(later.year + 1);
          next = 0;
        }
      }
      const change = startOf(later, next);
      return change <= until ? change : null;
    },
    statesWithin: (from, until) => compilePeriod(hours, offsets.within(from, until), from, until),
  };
}

/** Enough for the 400 days that times are searched ahead, and for requests out of order. */
const YEARS_KEPT = 8;

/** No instant falls into it, so its other fields are never read. */
const NO_YEAR = { from: 0, until: 0 } as TimelineYear;

/** The index of the last start that is not after `at`. */
function indexAt(year: TimelineYear, at: number): number {
  let index = year.indexOfDay[Math.floor((at - year.from) / MS_PER_DAY)] as number;
  while (startOf(year, index + 1) <= at) index++;
  return index;
}

/** When a segment starts. The one after the last starts with the next year. */
function startOf({ starts, until }: TimelineYear, index: number): number {
  return starts[index] ?? until;
}

function stateOf({ states }: TimelineYear, index: number): HoursState {
  // There are as many states as starts, and every index comes from the starts.
  return states[index] as HoursState;
}

/** The timelines of one schedule: a single one, or for a schedule in customer time one for each customer's time zone. */
export interface Timelines {
  /** `customerZone` is the IANA name in the request. Null for a schedule in customer time if the request names no zone. */
  forCustomer(customerZone: string | null): Timeline | null;
}

/** Keeps the timelines of the last zones. Two states of one schedule are the identical object in every zone. */
export function createTimelines(schedule: CompiledSchedule, offsetsOf: OffsetSource): Timelines {
  const hours = createLocalHours(schedule);
  if (schedule.timeZone !== CUSTOMER_TIME) {
    const timeline = createTimeline(hours, offsetsOf(schedule.timeZone));
    return { forCustomer: () => timeline };
  }
  const timelineIn = boundedCache(ZONES_KEPT, (timeZone: string) => createTimeline(hours, offsetsOf(timeZone)));
  return { forCustomer: (customerZone) => (customerZone === null ? null : timelineIn(customerZone)) };
}

const CUSTOMER_TIME = "customer";
/** A warm timeline takes some 20 kB; compiling one again costs about 0.1 ms. */
const ZONES_KEPT = 128;
