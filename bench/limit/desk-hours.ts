import { compileSchedule } from "../../src/compile/schedule/compile-schedule.js";
import { zoneOffsets } from "../../src/compile/schedule/zone-offsets.js";
import type { RulesetDocument } from "../../src/index.js";
import { createTimelines, nextChange, type Timeline } from "../../src/runtime/hours/timeline.js";
import { isoText } from "./iso-text.js";

/** One desk from one change of its hours to the next. */
export interface DeskState {
  readonly open: boolean;
  readonly closedBy: string | null;
  /** When the next state begins. Epoch ms, and the same as a text. */
  readonly until: number;
  readonly untilText: string;
  /** When the desk next opens, for one that is closed. */
  readonly opensText: string;
}

/** What a desk's hours are from one hour since 1970 to the next: they change once in it, or not at all. */
interface Hour {
  readonly first: DeskState;
  readonly last: DeskState;
}

/**
 * Looks a desk's state up by the hour since 1970.
 *
 * Filled in from the library's own timelines, a year of 365 days at a time, when it is first asked for.
 */
export function createDesk(document: RulesetDocument, id: string): (at: number) => DeskState {
  const schedule = document.schedules?.[id];
  const timeline = schedule && createTimelines(compileSchedule(schedule, document), zoneOffsets).forCustomer(null);
  if (timeline === undefined || timeline === null) throw new Error(`no schedule ${id}`);
  const years: (readonly Hour[] | undefined)[] = [];
  return (at) => {
    const hour = Math.floor(at / MS_PER_HOUR);
    const year = (hour / HOURS_PER_YEAR) | 0;
    years[year] ??= hoursOf(timeline, year);
    const found = years[year]?.[hour - year * HOURS_PER_YEAR] as Hour;
    return at < found.first.until ? found.first : found.last;
  };
}

const MS_PER_HOUR = 3_600_000;
const HOURS_PER_YEAR = 365 * 24;
const HORIZON_MS = 400 * 24 * MS_PER_HOUR;

function hoursOf(timeline: Timeline, year: number): Hour[] {
  const from = year * HOURS_PER_YEAR * MS_PER_HOUR;
  let state = stateAt(timeline, from);
  let hour: Hour = { first: state, last: state };
  return Array.from({ length: HOURS_PER_YEAR }, (_, index) => {
    const end = from + (index + 1) * MS_PER_HOUR;
    // Hours without a change share an object.
    if (hour.first !== state) hour = { first: state, last: state };
    if (state.until >= end) return hour;
    hour = { first: state, last: stateAt(timeline, state.until) };
    state = hour.last;
    return hour;
  });
}

function stateAt(timeline: Timeline, at: number): DeskState {
  const { open, closedBy } = timeline.segmentAt(at).state;
  const until = changeAfter(timeline, at);
  let opens = until;
  while (!timeline.segmentAt(opens).state.open) opens = changeAfter(timeline, opens);
  return { open, closedBy, until, untilText: isoText(until), opensText: isoText(opens) };
}

function changeAfter(timeline: Timeline, at: number): number {
  const change = nextChange(timeline, at, at + HORIZON_MS);
  if (change === null) throw new Error("the desk never changes its hours");
  return change;
}
