import { boundedCache } from "../../values/bounded-cache.js";
import { MS_PER_DAY } from "../../values/dates.js";
import type { HoursState } from "./hours-state.js";
import type { LocalHours } from "./local-hours.js";
import { compileYear, type Segment, type TimelineYear } from "./timeline-year.js";
import type { ZoneOffsets } from "./zone-offsets.js";

/** A schedule in one time zone, as instants in epoch milliseconds. A state holds from its instant on: at its closing time a schedule is closed. */
export interface Timeline {
  stateAt(at: number): HoursState;
  segmentAt(at: number): Segment;
  /**
   * The first instant after `at`, up to and including `until`, at which the state differs from the one at `at`; null for none. Both must
   * be finite: hours that never change are followed all the way.
   */
  nextChange(at: number, until: number): number | null;
}

/** Reads local hours in one time zone. The same local hours serve any number of zones. */
export function createTimeline(hours: LocalHours, offsets: ZoneOffsets): Timeline {
  const yearOf = boundedCache(YEARS_KEPT, (year: number) => compileYear(hours, offsets, year));
  // Requests come at about the same time, so most fall where the one before them fell.
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
      // Within a year neighbours differ; at the seam of two years they need not.
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
  };
}

/** Enough for the 400 days ahead that times are looked for, and for requests that come out of order. */
const YEARS_KEPT = 8;

/** No instant falls in it, so nothing else of it is read. */
const NO_YEAR = { from: 0, until: 0 } as TimelineYear;

/** The last start that is not after `at`: of the day that holds it, or one of the few after that. */
function indexAt(year: TimelineYear, at: number): number {
  let index = year.indexOfDay[Math.floor((at - year.from) / MS_PER_DAY)] as number;
  while (startOf(year, index + 1) <= at) index++;
  return index;
}

/** When a segment starts; one after the last starts with the next year. */
function startOf({ starts, until }: TimelineYear, index: number): number {
  return starts[index] ?? until;
}

function stateOf({ states }: TimelineYear, index: number): HoursState {
  // There are as many states as starts, and every index comes from the starts.
  return states[index] as HoursState;
}
