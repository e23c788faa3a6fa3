import { CLOSED, HOURS_UNKNOWN, OPEN } from "../../compile/conditions/variables.js";
import type { Situation } from "../conditions/clause-table.js";
import type { HoursState } from "./hours-state.js";
import type { Segment } from "./timeline.js";
import type { Timelines } from "./timelines.js";

/** A schedule that rules read. */
export interface HoursAxis {
  readonly axis: number;
  readonly timelines: Timelines;
}

/** Those schedules that matter in some situation: of all others the hours may change, and nothing is decided otherwise. */
export interface HoursSelection {
  /** In the order of the ruleset's axes. */
  readonly axes: readonly HoursAxis[];
  /** A number for what they all are at once, by which to remember things; {@link NOT_CODED} where there are too many. Takes a class for each. */
  codeOf(classes: readonly number[]): number;
  /** With one more schedule, by its axis; the identical one for the same schedules. */
  with(axis: number): HoursSelection;
}

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

/** Gives the selection of none. Where more are asked for than can be kept, they select all: to look at more hours is slower, and no less true. */
export function createSelections(all: readonly HoursAxis[]): HoursSelection {
  const known = new Map<string, HoursSelection>();
  const selectionOfAll = create(all);

  function create(axes: readonly HoursAxis[]): HoursSelection {
    const next: HoursSelection[] = [];
    return {
      axes,
      codeOf: axes.length <= MOST_CODED ? codeByPlace : createCodeByName(),
      with(axis) {
        const found = next[axis] ?? find(axes, axis);
        next[axis] = found;
        return found;
      },
    };
  }

  function find(axes: readonly HoursAxis[], axis: number): HoursSelection {
    const wanted = all.filter((each) => each.axis === axis || axes.includes(each));
    const key = wanted.map((each) => each.axis).join();
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    if (known.size >= MOST_SELECTIONS) return selectionOfAll;
    const found = create(wanted);
    known.set(key, found);
    return found;
  }

  return create([]);
}

export const NOT_CODED = -1;
const MOST_SELECTIONS = 1000;
/** As many digits to the base of three as a small integer has. */
const MOST_CODED = 18;
/** Of a selection of more schedules than that. */
const MOST_NAMED = 10_000;

function codeByPlace(classes: readonly number[]): number {
  return classes.reduce((code, each) => code * 3 + each, 0);
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
  selection: createSelections([]),
  segments: [],
  classes: [],
  code: 0,
  start: Number.POSITIVE_INFINITY,
};

/** `timeZone` is the customer's; null where it is unknown. */
export function startWalk(selection: HoursSelection, timeZone: string | null, at: number): HoursWalk {
  const { axes } = selection;
  if (axes.length === 0) return NO_HOURS;
  const segments = axes.map(({ timelines }) => timelines.forCustomer(timeZone)?.segmentAt(at) ?? null);
  const classes = segments.map(classOf);
  return { selection, segments, classes, code: selection.codeOf(classes), start: at };
}

/** When the walk's next change comes. Epoch ms; infinity for never. */
export function nextStart({ segments }: HoursWalk): number {
  let next = Number.POSITIVE_INFINITY;
  for (const segment of segments) if (segment !== null) next = Math.min(next, segment.until);
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
  return segments[selection.axes.findIndex((each) => each.axis === axis)]?.state ?? null;
}

function classOf(segment: Segment | null): number {
  return segment === null ? HOURS_UNKNOWN : segment.state.open ? OPEN : CLOSED;
}
