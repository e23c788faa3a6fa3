import { boundedCache } from "../../values/bounded-cache.js";
import { MS_PER_DAY, startOfYear } from "../../values/dates.js";
import type { CompiledSchedule } from "../compiled-rules.js";
import { createLocalHours, type HoursState, type LocalHours } from "./local-hours.js";
import type { OffsetSource, ZoneClock, ZoneOffsets } from "./zone-offsets.js";

/** A schedule in one time zone, as instants in epoch milliseconds. A state holds from its instant on: at its closing time a schedule is closed. */
export interface Timeline {
  segmentAt(at: number): Segment;
  /** All states from `from` on, before `until`. Compiles that period alone, and keeps nothing. */
  statesWithin(from: number, until: number): PeriodHours;
}

export interface Segment {
  readonly state: HoursState;
  readonly from: number;
  /** When the next segment starts. Its state differs, except that a new year always starts a segment. */
  readonly until: number;
  /** The timeline has no end. */
  next(): Segment;
}

/** The states of a schedule in a period, and when each starts, in epoch milliseconds. */
export interface PeriodHours {
  // INVARIANT: as many `starts` as `states`, at least one; `starts` ascend, the first is the period's; neighbouring states differ.
  readonly starts: readonly number[];
  readonly states: readonly HoursState[];
}

/** The states of a schedule through one UTC year. */
interface TimelineYear extends PeriodHours {
  readonly year: number;
  readonly from: number;
  readonly until: number;
  /** By the index of their start; made when first needed. */
  readonly segments: (Segment | undefined)[];
}

/** Reads local hours in one time zone. The same local hours serve any number of zones. */
export function createTimeline(hours: LocalHours, offsets: ZoneOffsets): Timeline {
  const yearOf = boundedCache(YEARS_KEPT, (year: number): TimelineYear => {
    const [from, until] = [startOfYear(year) * MS_PER_DAY, startOfYear(year + 1) * MS_PER_DAY];
    return { year, from, until, segments: [], ...compilePeriod(hours, offsets.inYear(year), from, until) };
  });
  // Requests come in the order of time, so most fall into the same segment as the previous one.
  let year = NOWHERE as TimelineYear;
  let last = NOWHERE as Segment;

  function segmentOf(of: TimelineYear, index: number): Segment {
    const known = of.segments[index];
    if (known !== undefined) return known;
    const { starts, states } = of;
    const segment: Segment = {
      state: states[index] as HoursState,
      from: starts[index] as number,
      until: starts[index + 1] ?? of.until,
      next: () => (index + 1 < starts.length ? segmentOf(of, index + 1) : segmentOf(yearOf(of.year + 1), 0)),
    };
    of.segments[index] = segment;
    return segment;
  }

  return {
    segmentAt(at) {
      if (at < last.from || at >= last.until) {
        if (at < year.from || at >= year.until) year = yearOf(new Date(at).getUTCFullYear());
        last = segmentOf(year, indexAt(year, at));
      }
      return last;
    },
    statesWithin: (from, until) => compilePeriod(hours, offsets.within(from, until), from, until),
  };
}

/** Enough for the 400 days that times are searched ahead, and for requests out of order. */
const YEARS_KEPT = 8;

/** Neither a year nor a segment, because no instant falls into it. Its other fields are never read. */
const NOWHERE = { from: 0, until: 0 };

/** The index of the last start that is not after `at`. Hours change as often all through the year, so a proportion is a good first guess. */
function indexAt({ from, until, starts }: TimelineYear, at: number): number {
  let index = Math.floor(((at - from) / (until - from)) * starts.length);
  while ((starts[index] as number) > at) index--;
  while ((starts[index + 1] ?? until) <= at) index++;
  return index;
}

/**
 * Turns local hours into instants, from `from` on and before `until`. The clock reaches three days further on both sides.
 *
 * Instants never run backwards as wall time advances. So painting a day in wall time and then moving its boundaries to instants gives the
 * same result as working with instants throughout. A span inside a skipped hour shrinks to nothing and disappears.
 */
export function compilePeriod(hours: LocalHours, clock: ZoneClock, from: number, until: number): PeriodHours {
  const starts: number[] = [];
  const states: HoursState[] = [];

  function add(instant: number, state: HoursState): void {
    if (instant >= until) return;
    const start = Math.max(instant, from);
    if (start === starts.at(-1)) {
      starts.pop();
      states.pop();
    }
    if (state === states.at(-1)) return;
    starts.push(start);
    states.push(state);
  }

  // No zone is two days away from UTC, so the first of these days is over before the period begins.
  let day = Math.floor(from / MS_PER_DAY) - 2;
  let midnight = clock.instantOf(day * MS_PER_DAY);
  let skippedBefore = false;
  while (midnight < until) {
    const nextMidnight = clock.instantOf((day + 1) * MS_PER_DAY);
    for (const { minute, state } of hours(day, skippedBefore)) {
      add(clock.instantOf(day * MS_PER_DAY + minute * MS_PER_MINUTE), state);
    }
    skippedBefore = nextMidnight === midnight;
    midnight = nextMidnight;
    day++;
  }
  return { starts, states };
}

const MS_PER_MINUTE = 60_000;

/**
 * The first instant after `at`, up to and including `until`, at which the state differs from the one at `at`; null for none. Both must be
 * finite: hours that never change are followed all the way.
 */
export function nextChange(timeline: Timeline, at: number, until: number): number | null {
  let segment = timeline.segmentAt(at);
  const { state } = segment;
  // Within a year neighbours differ; between two years they may be equal.
  while (segment.state === state) {
    if (segment.until > until) return null;
    segment = segment.next();
  }
  return segment.from;
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
