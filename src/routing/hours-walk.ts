import { CLOSED, HOURS_UNKNOWN, OPEN } from "../conditions/axis.js";
import type { Situation } from "../conditions/clause-table.js";
import { boundedCache } from "../ruleset/bounded-cache.js";
import type { HoursState } from "../schedule/hours-state.js";
import type { Segment } from "../schedule/timeline.js";
import type { Timelines } from "../schedule/timelines.js";

/** A schedule that rules read. */
export interface HoursAxis {
  readonly axis: number;
  readonly timelines: Timelines;
}

/** Those schedules that matter in some situation: of all others the hours may change, and nothing is decided otherwise. */
export interface HoursSelection {
  readonly axes: readonly HoursAxis[];
  /** A number for what they all are at once, by which to remember things; {@link NOT_CODED} where there are too many. Takes a class for each. */
  codeOf(classes: readonly number[]): number;
}

/** Finds the selection of some axes; the identical one for the same axes. */
export type HoursSelector = (axes: Iterable<number>) => HoursSelection;

/** A walk along the hours to come, from one change of any selected schedule to the next. */
export interface HoursWalk {
  readonly selection: HoursSelection;
  /** Null for a schedule in customer time where the customer's time zone is unknown. */
  readonly segments: (Segment | null)[];
  readonly classes: number[];
  /** See {@link HoursSelection.codeOf}. */
  code: number;
  /** When the hours became what they are; at first the instant asked for. Epoch ms; infinity where no change is left. */
  start: number;
}

export function createHoursSelector(all: readonly HoursAxis[]): HoursSelector {
  const selections = boundedCache(SELECTIONS_KEPT, (key: string): HoursSelection => {
    const places = key === "" ? [] : key.split(",").map(Number);
    const axes = all.filter((_, place) => places.includes(place));
    return { axes, codeOf: axes.length <= MOST_CODED ? codeByPlace : createCodeByName() };
  });
  const placeOf = new Map(all.map(({ axis }, place) => [axis, place]));
  return (axes) => {
    const places = new Set<number>();
    for (const axis of axes) places.add(placeOf.get(axis) ?? -1);
    return selections([...places].sort((a, b) => a - b).join());
  };
}

export const NOT_CODED = -1;
const SELECTIONS_KEPT = 1000;
/** As many digits to the base of three as a small integer has. */
const MOST_CODED = 18;
/** Of a selection of more schedules than that. */
const MOST_NAMED = 10_000;

function codeByPlace(classes: readonly number[]): number {
  let code = 0;
  for (let index = 0; index < classes.length; index++) code = code * 3 + (classes[index] as number);
  return code;
}

function createCodeByName(): HoursSelection["codeOf"] {
  const codes = new Map<string, number>();
  return (classes) => {
    const name = classes.join("");
    const known = codes.get(name);
    if (known !== undefined) return known;
    if (codes.size === MOST_NAMED) return NOT_CODED;
    codes.set(name, codes.size);
    return codes.size - 1;
  };
}

/** It is never moved, since it has nowhere to go. */
const NO_HOURS: HoursWalk = {
  selection: { axes: [], codeOf: codeByPlace },
  segments: [],
  classes: [],
  code: 0,
  start: Number.POSITIVE_INFINITY,
};

/** `timeZone` is the customer's; null where it is unknown. */
export function startWalk(selection: HoursSelection, timeZone: string | null, at: number): HoursWalk {
  const { axes } = selection;
  const count = axes.length;
  if (count === 0) return NO_HOURS;
  const segments = new Array<Segment | null>(count);
  const classes = new Array<number>(count);
  for (let index = 0; index < count; index++) {
    const segment = (axes[index] as HoursAxis).timelines.forCustomer(timeZone)?.segmentAt(at) ?? null;
    segments[index] = segment;
    classes[index] = classOf(segment);
  }
  return { selection, segments, classes, code: selection.codeOf(classes), start: at };
}

/** When the walk's next change comes. Epoch ms; infinity for never. */
export function nextStart({ segments }: HoursWalk): number {
  let next = Number.POSITIVE_INFINITY;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] as Segment | null;
    if (segment !== null && segment.until < next) next = segment.until;
  }
  return next;
}

/** Goes on to the next change, and gives its instant. At New Year, nothing need have changed. */
export function advance(walk: HoursWalk): number {
  const { segments, classes } = walk;
  const start = nextStart(walk);
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] as Segment | null;
    if (segment === null || segment.until !== start) continue;
    const next = segment.next();
    segments[index] = next;
    classes[index] = classOf(next);
  }
  walk.code = walk.selection.codeOf(classes);
  walk.start = start;
  return start;
}

/** Sets the classes of the selected hours in a situation. */
export function setHours(situation: Situation, { selection, classes }: HoursWalk): void {
  for (let index = 0; index < classes.length; index++) {
    situation[(selection.axes[index] as HoursAxis).axis] = classes[index] as number;
  }
}

/** What one of the selected schedules is; null where that is unknown. */
export function hoursOn(axis: number, { selection, segments }: HoursWalk): HoursState | null {
  for (let index = 0; index < segments.length; index++) {
    if ((selection.axes[index] as HoursAxis).axis === axis) return (segments[index] as Segment | null)?.state ?? null;
  }
  return null;
}

function classOf(segment: Segment | null): number {
  return segment === null ? HOURS_UNKNOWN : segment.state.open ? OPEN : CLOSED;
}
