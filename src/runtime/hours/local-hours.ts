import { boundedCache } from "../../values/bounded-cache.js";
import { type DayNumber, WEEKDAYS, weekdayOf } from "../../values/dates.js";
import { MINUTES_PER_DAY, type Span } from "../../values/spans.js";
import type { CompiledSchedule } from "../compiled-rules.js";
import { createDayOverrides, type DayOverride } from "./day-overrides.js";

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

export function createLocalHours({ weekly, overrides }: CompiledSchedule): LocalHours {
  const overrideOf = createDayOverrides(overrides);
  const closedBy = boundedCache(Infinity, (name: string): HoursState => ({ open: false, closedBy: name }));
  const closed: HoursState = { open: false, closedBy: null };
  const open: HoursState = { open: true, closedBy: null };
  const minutes = new Uint8Array(MINUTES_PER_DAY);
  const plainDays = WEEKDAYS.map((_, weekday) => readDay(MONDAY + weekday, null, null, false));

  function weeklyOn(day: DayNumber): readonly Span[] {
    return weekly[weekdayOf(day)] as readonly Span[];
  }

  function readDay(
    day: DayNumber,
    override: DayOverride | null,
    before: DayOverride | null,
    skippedBefore: boolean,
  ): StateFrom[] {
    const weeklyBefore = weeklyOn(day - 1);
    // An exception's own spans run as written; only weekly spans are cut at midnight.
    const keepsNight = before !== null || override === null || override.carryOver;

    // Later paint covers earlier paint. Open hours cover missing ones; of two missing spans, the one that starts first names the exception.
    minutes.fill(CLOSED);
    paintDay(minutes, weeklyOn(day), MISSING);
    if (!skippedBefore) {
      paintNight(minutes, weeklyBefore, before === null ? MISSING : MISSING_SINCE_BEFORE);
      if (keepsNight) paintNight(minutes, before?.spans ?? weeklyBefore, OPEN);
    }
    paintDay(minutes, override?.spans ?? weeklyOn(day), OPEN);

    return readPaint(minutes, [
      closed,
      before === null ? closed : closedBy(before.name),
      override === null ? closed : closedBy(override.name),
      open,
    ]);
  }

  return (day, skippedBefore) => {
    const override = overrideOf(day);
    const before = overrideOf(day - 1);
    const plain = override === null && before === null && !skippedBefore ? plainDays[weekdayOf(day)] : undefined;
    return plain ?? readDay(day, override, before, skippedBefore);
  };
}

/** 1970-01-05. */
const MONDAY: DayNumber = 4;

const CLOSED = 0;
/** Weekly hours of the previous day, which that day's override replaced. */
const MISSING_SINCE_BEFORE = 1;
/** Weekly hours that this day's override replaced, or cut at midnight. */
const MISSING = 2;
const OPEN = 3;

function paintDay(minutes: Uint8Array, spans: readonly Span[], paint: number): void {
  for (const { opens, closes } of spans) minutes.fill(paint, opens, Math.min(closes, MINUTES_PER_DAY));
}

/** Paints the part of the previous day's spans that lies after midnight. */
function paintNight(minutes: Uint8Array, spans: readonly Span[], paint: number): void {
  for (const { closes } of spans) minutes.fill(paint, 0, Math.max(0, closes - MINUTES_PER_DAY));
}

function readPaint(minutes: Uint8Array, stateOf: readonly HoursState[]): StateFrom[] {
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
  /** The exception or holiday without which it would be open; null if there is none. */
  readonly closedBy: string | null;
}
