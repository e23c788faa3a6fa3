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

/**
 * Looks a desk's state up by the hour since 1970: its hours begin and end on the hour, and Amsterdam is whole hours from UTC.
 *
 * Filled in from the library's own timelines, a year of 365 days at a time, when it is first asked for.
 */
export function createDesk(document: RulesetDocument, id: string): (at: number) => DeskState {
  const schedule = document.schedules?.[id];
  const timeline = schedule && createTimelines(compileSchedule(schedule, document), zoneOffsets).forCustomer(null);
  if (timeline === undefined || timeline === null) throw new Error(`no schedule ${id}`);
  const years: (readonly DeskState[] | undefined)[] = [];
  return (at) => {
    const hour = Math.floor(at / MS_PER_HOUR);
    const year = (hour / HOURS_PER_YEAR) | 0;
    years[year] ??= statesOf(timeline, year);
    return years[year]?.[hour - year * HOURS_PER_YEAR] as DeskState;
  };
}

const MS_PER_HOUR = 3_600_000;
const HOURS_PER_YEAR = 365 * 24;
const HORIZON_MS = 400 * 24 * MS_PER_HOUR;

function statesOf(timeline: Timeline, year: number): DeskState[] {
  const states: DeskState[] = [];
  const from = year * HOURS_PER_YEAR * MS_PER_HOUR;
  let state = stateAt(timeline, from);
  for (let hour = 0; hour < HOURS_PER_YEAR; hour++) {
    const at = from + hour * MS_PER_HOUR;
    if (at >= state.until) state = stateAt(timeline, at);
    states.push(state);
  }
  return states;
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
