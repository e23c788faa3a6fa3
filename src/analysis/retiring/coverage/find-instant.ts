import { intlOffsets } from "../../../runtime/hours/intl-offsets.js";
import { advance, nextStart, startCursor } from "../../../runtime/hours/schedule-cursor.js";
import { HORIZON_MS } from "../../../runtime/hours/times.js";
import { MS_PER_DAY } from "../../../values/dates.js";
import { LAST_INSTANT } from "../../../values/instant.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import { shownZone } from "../../matrix/matrix-options.js";

/** When a customer asks. */
export interface Moment {
  /** Epoch ms. */
  readonly at: number;
  /** The customer's; null where none is given. */
  readonly timeZone: string | null;
  /** Of each schedule that rules read. */
  readonly classes: readonly number[];
}

/** Finds a moment at which each schedule that rules read is of an allowed class; null where there is none within 400 days. */
export type FindInstant = (allowed: readonly (readonly boolean[])[]) => Moment | null;

/** As if schedules could be of any classes at once: what has no situation even so has none in any time zone. */
export const atAnyHours: FindInstant = (allowed) => {
  const classes = allowed.map((ofSchedule) => ofSchedule.indexOf(true));
  return classes.includes(-1) ? null : { at: 0, timeZone: null, classes };
};

/** `from` is the first instant to look at, epoch ms. Walks each time zone once, however often it is asked. */
export function createFindInstant(compiled: AnalysedRules, from: number): FindInstant {
  const { hours, noHours, document } = compiled;
  const selection = hours.reduce((wider, { variable }) => wider.with(variable), noHours);
  const until = Math.min(from + HORIZON_MS, LAST_INSTANT);
  const zone = shownZone(document, undefined);
  // Hours in customer time are unknown without one.
  const isOfCustomer = hours.some(({ timelines }) => timelines.forCustomer(null) === null);
  const zones = isOfCustomer ? [...new Set([zone, ...ZONES]), null] : [null];
  const stretches = new Map<string | null, readonly Stretch[]>();
  const known = new Map<string, Moment | null>();

  return (allowed) => {
    const key = allowed.map((classes) => classes.map(Number).join("")).join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const moment = find(allowed);
    known.set(key, moment);
    return moment;
  };

  function find(allowed: readonly (readonly boolean[])[]): Moment | null {
    for (const timeZone of zones) {
      const all = stretches.get(timeZone) ?? walk(timeZone);
      stretches.set(timeZone, all);
      const stretch = all.find(({ classes }) => classes.every((each, index) => allowed[index]?.[each] === true));
      if (stretch === undefined) continue;
      return { at: usualInstant(stretch, timeZone ?? zone), timeZone, classes: stretch.classes };
    }
    return null;
  }

  /** The first stretch of each kind: no other is ever the first of those allowed. */
  function walk(timeZone: string | null): Stretch[] {
    const current = startCursor(selection, timeZone, from);
    const found = new Map<string, Stretch>();
    let start = from;
    while (start < until) {
      const key = current.classes.join();
      const end = Math.min(nextStart(current), until);
      if (!found.has(key)) found.set(key, { start, end, classes: [...current.classes] });
      start = end < until ? advance(current) : until;
    }
    return [...found.values()];
  }
}

/** A time in which no schedule changes. Epoch ms, the end not in it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly classes: readonly number[];
}

/** East and west, where the desks have no time zone of their own. */
const ZONES = ["Europe/Amsterdam", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"];

/** As a person would choose it: noon, or else a full hour or minute by the clock. */
function usualInstant({ start, end }: Stretch, timeZone: string): number {
  const offset = intlOffsets(timeZone).offsetAt(start);
  const wall = start + offset;
  const noon = Math.floor(wall / MS_PER_DAY) * MS_PER_DAY + MS_PER_DAY / 2;
  const after = (unit: number) => Math.floor(wall / unit) * unit + unit;
  const from = (unit: number) => Math.ceil(wall / unit) * unit;
  const wanted = [noon, noon + MS_PER_DAY, after(HOUR), from(HOUR), from(MINUTE)].map((each) => each - offset);
  return wanted.find((at) => at >= start && at < end) ?? start;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
