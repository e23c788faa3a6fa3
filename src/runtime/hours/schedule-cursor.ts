import type { Situation } from "../conditions/clause-table.js";
import { CLOSED, HOURS_UNKNOWN, OPEN } from "../conditions/variable.js";
import type { HoursState } from "./local-hours.js";
import type { Segment, Timelines } from "./timeline.js";

export interface ScheduleVariable {
  /** Index of the variable. */
  readonly variable: number;
  readonly timelines: Timelines;
}

/** The schedules that matter in some situation: the hours of all others may change without changing the decision. */
export interface ScheduleSelection {
  /** In the order of the variables. */
  readonly schedules: readonly ScheduleVariable[];
  /** The selection with one more schedule, by its variable. Equal selections are the identical object. */
  with(variable: number): ScheduleSelection;
}

/** A place in the transitions of several schedules, which moves on from one change of any of them to the next. */
export interface ScheduleCursor {
  readonly selection: ScheduleSelection;
  /** Null for a schedule in customer time if the customer's time zone is unknown. */
  readonly segments: (Segment | null)[];
  readonly classes: number[];
  /** Of the classes: the key of memos. */
  code: HoursCode;
  /** When the present hours began; at first the requested instant. Epoch ms; infinity if no change is left. */
  start: number;
}

/** Returns the empty selection. Beyond a bound, new selections select all schedules: slower, and as right. */
export function createSelections(all: readonly ScheduleVariable[]): ScheduleSelection {
  const known = new Map<string, ScheduleSelection>();
  const selectionOfAll = create(all);

  function create(schedules: readonly ScheduleVariable[]): ScheduleSelection {
    const next: ScheduleSelection[] = [];
    return {
      schedules,
      with(variable) {
        const found = next[variable] ?? find(schedules, variable);
        next[variable] = found;
        return found;
      },
    };
  }

  function find(schedules: readonly ScheduleVariable[], variable: number): ScheduleSelection {
    const wanted = all.filter((each) => each.variable === variable || schedules.includes(each));
    const key = wanted.map((each) => each.variable).join();
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    if (known.size >= MAX_SELECTIONS) return selectionOfAll;
    const found = create(wanted);
    known.set(key, found);
    return found;
  }

  return create([]);
}

const MAX_SELECTIONS = 1000;

/** The classes of all selected schedules at once. Two hours have the same code exactly if all their classes are equal. */
export type HoursCode = number | string;

export function codeOfHours(classes: readonly number[]): HoursCode {
  return classes.length > MAX_DIGITS ? classes.join("") : classes.reduce((code, each) => code * 3 + each, 0);
}

/** As many base-three digits as a number holds exactly. */
const MAX_DIGITS = 33;

/** The cursor of no schedules. It never moves. */
const NO_HOURS: ScheduleCursor = {
  selection: createSelections([]),
  segments: [],
  classes: [],
  code: 0,
  start: Number.POSITIVE_INFINITY,
};

/** Starts at an instant, epoch ms. `timeZone` is the customer's; null if unknown. */
export function startCursor(selection: ScheduleSelection, timeZone: string | null, at: number): ScheduleCursor {
  const { schedules } = selection;
  if (schedules.length === 0) return NO_HOURS;
  const segments = schedules.map(({ timelines }) => timelines.forCustomer(timeZone)?.segmentAt(at) ?? null);
  const classes = segments.map(classOf);
  return { selection, segments, classes, code: codeOfHours(classes), start: at };
}

/** When the next change comes. Epoch ms; infinity for never. */
export function nextStart({ segments }: ScheduleCursor): number {
  let next = Number.POSITIVE_INFINITY;
  for (const segment of segments) if (segment !== null) next = Math.min(next, segment.until);
  return next;
}

/** Moves to the next change and returns its instant. At New Year it stops even if nothing changes. */
export function advance(cursor: ScheduleCursor): number {
  const { segments, classes } = cursor;
  const start = nextStart(cursor);
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] as Segment | null;
    if (segment === null || segment.until !== start) continue;
    const next = segment.next();
    segments[index] = next;
    classes[index] = classOf(next);
  }
  cursor.code = codeOfHours(classes);
  cursor.start = start;
  return start;
}

/** Sets the classes of the selected hours in a situation. */
export function setHours(situation: Situation, { selection, classes }: ScheduleCursor): void {
  for (let index = 0; index < classes.length; index++) {
    situation[(selection.schedules[index] as ScheduleVariable).variable] = classes[index] as number;
  }
}

/** The state of one selected schedule; null if unknown. */
export function hoursOf(variable: number, { selection, segments }: ScheduleCursor): HoursState | null {
  return segments[selection.schedules.findIndex((each) => each.variable === variable)]?.state ?? null;
}

function classOf(segment: Segment | null): number {
  return segment === null ? HOURS_UNKNOWN : segment.state.open ? OPEN : CLOSED;
}

/** Results by the code of the hours they were computed for. Most situations meet two, open and closed, for which a map would be slow. */
export interface HoursMemo<Value> {
  firstCode: HoursCode;
  first: Value | null;
  secondCode: HoursCode;
  second: Value | null;
  others: Map<HoursCode, Value> | null;
}

export function createHoursMemo<Value>(): HoursMemo<Value> {
  return { firstCode: NO_CODE, first: null, secondCode: NO_CODE, second: null, others: null };
}

const NO_CODE = -1;

/** Returns null if nothing is known for those hours. */
export function recall<Value>(
  { firstCode, first, secondCode, second, others }: HoursMemo<Value>,
  code: HoursCode,
): Value | null {
  if (code === firstCode) return first;
  if (code === secondCode) return second;
  return others === null ? null : (others.get(code) ?? null);
}

/** Keeps a result, unless there are many already: many schedules can have any number of hours together. */
export function remember<Value>(memo: HoursMemo<Value>, code: HoursCode, value: Value): void {
  if (memo.first === null) {
    memo.firstCode = code;
    memo.first = value;
  } else if (memo.second === null) {
    memo.secondCode = code;
    memo.second = value;
  } else {
    memo.others ??= new Map();
    if (memo.others.size < MAX_OTHERS) memo.others.set(code, value);
  }
}

const MAX_OTHERS = 10_000;
