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

/** Reads a schedule in one time zone. The same `hours` of the schedule serve any number of zones. */
export function createTimeline(
  schedule: CompiledSchedule,
  offsets: ZoneOffsets,
  hours: LocalHours = createLocalHours(schedule),
): Timeline {
  const yearOf = boundedCache(YEARS_KEPT, (year: number): TimelineYear => {
    const [from, until] = [startOfYear(year) * MS_PER_DAY, startOfYear(year + 1) * MS_PER_DAY];
    return { year, from, until, segments: [], ...readPeriod(schedule, hours, offsets.inYear(year), from, until) };
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
    statesWithin: (from, until) => readPeriod(schedule, hours, offsets.within(from, until), from, until),
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

function readPeriod(
  { openLaterMinutes, closeEarlierMinutes }: CompiledSchedule,
  hours: LocalHours,
  clock: ZoneClock,
  from: number,
  until: number,
): PeriodHours {
  const later = openLaterMinutes * MS_PER_MINUTE;
  const earlier = closeEarlierMinutes * MS_PER_MINUTE;
  const base = compilePeriod(hours, clock, from - later, until + earlier);
  return later + earlier === 0 ? base : keepMargins(base, later, earlier, from, until);
}

/**
 * Turns local hours into instants, from `from` on and before `until`. The clock reaches three days further on both sides.
 *
 * Instants never run backwards as wall time advances. So painting a day in wall time and then moving its boundaries to instants gives the
 * same result as working with instants throughout. A span inside a skipped hour shrinks to nothing and disappears.
 */
export function compilePeriod(hours: LocalHours, clock: ZoneClock, from: number, until: number): PeriodHours {
  const { add, ...period } = createPeriod(from, until);
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
  return period;
}

/** Collects states in the order of time. */
function createPeriod(from: number, until: number) {
  const starts: number[] = [];
  const states: HoursState[] = [];
  return {
    starts,
    states,
    /** Says that a state holds from an instant on. Replaces one that starts at the same instant. */
    add(instant: number, state: HoursState): void {
      if (instant >= until) return;
      const start = Math.max(instant, from);
      if (start === starts.at(-1)) {
        starts.pop();
        states.pop();
      }
      if (state === states.at(-1)) return;
      starts.push(start);
      states.push(state);
    },
  };
}

/**
 * Opens later and closes earlier, in milliseconds. A margin is closed for the same reason as the hours that it borders: those before opening,
 * those after closing. In a stretch that becomes empty, the margin of the opening goes first.
 *
 * Expects hours that begin `later` before the period and end `earlier` after it, so that they show every stretch with a margin in the period.
 */
function keepMargins(hours: PeriodHours, later: number, earlier: number, from: number, until: number): PeriodHours {
  const { add, ...period } = createPeriod(from, until);
  for (const [index, state] of hours.states.entries()) {
    const start = hours.starts[index] as number;
    // Closed hours before this stretch last until it opens.
    if (!state.open) add(start, state);
    else {
      const end = hours.starts[index + 1] ?? Infinity;
      const opens = Math.min(start + later, end);
      const closes = Math.max(end - earlier, opens);
      if (opens < closes) add(opens, state);
      if (closes < end) add(closes, hours.states[index + 1] as HoursState);
    }
  }
  return period;
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
    const timeline = createTimeline(schedule, offsetsOf(schedule.timeZone), hours);
    return { forCustomer: () => timeline };
  }
  const timelineIn = boundedCache(ZONES_KEPT, (timeZone: string) =>
    createTimeline(schedule, offsetsOf(timeZone), hours),
  );
  return { forCustomer: (customerZone) => (customerZone === null ? null : timelineIn(customerZone)) };
}

const CUSTOMER_TIME = "customer";
/** A warm timeline takes some 20 kB; compiling one again costs about 0.1 ms. */
const ZONES_KEPT = 128;
