import { boundedCache } from "../../values/bounded-cache.js";
import type { DayNumber } from "../../values/dates.js";
import { MINUTES_PER_DAY, type Span } from "../../values/spans.js";
import type { CompiledSchedule } from "../compiled-rules.js";
import { createSpecialDays, type DayCut, type SpecialDay } from "./special-days.js";

/** The state from a minute of the local day on. */
export interface StateFrom {
  readonly minute: number;
  readonly state: HoursState;
}

/**
 * Gives the states of one local day, in no time zone: from minute 0 on, with neighbours that differ.
 *
 * `skippedBefore` says that the previous day did not happen, as when a country moves over the date line. Then nothing runs on from it.
 */
export type LocalHours = (day: DayNumber, skippedBefore: boolean) => readonly StateFrom[];

export function createLocalHours(schedule: CompiledSchedule): LocalHours {
  const { startsOn, days } = schedule.usual;
  const specialOn = createSpecialDays(schedule);
  const closedBy = boundedCache(Infinity, (name: string): HoursState => ({ open: false, closedBy: name }));
  const closed: HoursState = { open: false, closedBy: null };
  const open: HoursState = { open: true, closedBy: null };
  const minutes = new Uint16Array(MINUTES_PER_DAY);
  const plainDays: StateFrom[][] = [];

  function placeOf(day: DayNumber): number {
    return (((day - startsOn) % days.length) + days.length) % days.length;
  }

  function usualOn(day: DayNumber): readonly Span[] {
    return days[placeOf(day)] as readonly Span[];
  }

  function readDay(
    day: DayNumber,
    special: SpecialDay | null,
    specialBefore: SpecialDay | null,
    skippedBefore: boolean,
  ): StateFrom[] {
    const override = special?.override ?? null;
    const before = specialBefore?.override ?? null;
    // An exception's own spans run as written. Usual hours and those of a season are cut at midnight.
    const keepsNight =
      override === null || override.carryOver || (before !== null && (!before.isSeason || override.isSeason));

    // Later paint covers earlier paint. Open hours cover missing ones; of two missing spans, the one that starts first names the exception.
    minutes.fill(CLOSED);
    if (override !== null) {
      for (const spans of [usualOn(day), ...override.replaced]) paintDay(minutes, spans, MISSING);
    }
    if (!skippedBefore) {
      if (before !== null) {
        for (const spans of [usualOn(day - 1), ...before.replaced]) paintNight(minutes, spans, MISSING_SINCE_BEFORE);
      }
      paintNight(minutes, before?.spans ?? usualOn(day - 1), keepsNight ? OPEN : MISSING);
    }
    paintDay(minutes, override?.spans ?? usualOn(day), OPEN);
    const cuts = paintCuts(minutes, special?.cuts ?? [], skippedBefore ? [] : (specialBefore?.cuts ?? []));

    return readPaint(minutes, [
      closed,
      before === null ? closed : closedBy(before.name),
      override === null ? closed : closedBy(override.name),
      open,
      ...cuts.map(({ name }) => closedBy(name)),
    ]);
  }

  return (day, skippedBefore) => {
    const special = specialOn(day);
    const before = specialOn(day - 1);
    if (special !== null || before !== null || skippedBefore) return readDay(day, special, before, skippedBefore);
    const place = placeOf(day);
    plainDays[place] ??= readDay(day, null, null, false);
    return plainDays[place];
  };
}

const CLOSED = 0;
/** Hours of the previous day, which that day's override replaced. */
const MISSING_SINCE_BEFORE = 1;
/** Hours that this day's override replaced, or cut at midnight. */
const MISSING = 2;
const OPEN = 3;
/** From this one on: open hours that a cut removed. */
const FIRST_CUT = 4;

function paintDay(minutes: Uint16Array, spans: readonly Span[], paint: number): void {
  for (const { opens, closes } of spans) minutes.fill(paint, opens, Math.min(closes, MINUTES_PER_DAY));
}

/** Paints the part of the previous day's spans that lies after midnight. */
function paintNight(minutes: Uint16Array, spans: readonly Span[], paint: number): void {
  for (const { closes } of spans) minutes.fill(paint, 0, Math.max(0, closes - MINUTES_PER_DAY));
}

/** Removes the cuts of a day and of the previous day from open hours. Returns the cuts by their paint, from {@link FIRST_CUT} on. */
function paintCuts(minutes: Uint16Array, today: readonly DayCut[], before: readonly DayCut[]): readonly DayCut[] {
  const cuts = [
    ...before.map((cut) => ({ cut, from: MINUTES_PER_DAY })),
    ...today.map((cut) => ({ cut, from: 0 })),
  ].sort((a, b) => a.cut.index - b.cut.index);
  for (const [index, { cut, from }] of cuts.entries()) {
    for (const { opens, closes } of cut.spans) {
      const last = Math.min(closes - from, MINUTES_PER_DAY);
      // The first listed cut names the exception, on two days the one that starts first.
      for (let minute = Math.max(opens - from, 0); minute < last; minute++) {
        if (minutes[minute] === OPEN) minutes[minute] = FIRST_CUT + index;
      }
    }
  }
  return cuts.map(({ cut }) => cut);
}

function readPaint(minutes: Uint16Array, stateOf: readonly HoursState[]): StateFrom[] {
  const found: StateFrom[] = [];
  let last: HoursState | null = null;
  for (let minute = 0; minute < minutes.length; minute++) {
    const state = stateOf[minutes[minute] as number] as HoursState;
    if (state === last) continue;
    last = state;
    found.push({ minute, state });
  }
  return found;
}

/** One state of a schedule. Interned per schedule: equal states are the identical object. */
export interface HoursState {
  readonly open: boolean;
  /** The exception or holiday without which it would be open, or might be; null if there is none. */
  readonly closedBy: string | null;
}
