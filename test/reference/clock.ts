import type { RulesetDocument, Schedule } from "../../src/ruleset/document.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import { epochOf, type Moment, timesOfReports } from "./facts.js";
import { type NaiveSchedule, naiveSchedule, zoneOf } from "./schedule.js";

/** How far times are looked for. */
export const HORIZON_MS = 400 * 86_400_000;

/** What a request sees of the clock in the schedules that conditions read, with nothing of the request changing but its instant. */
export interface Clock {
  /** The instant of the request, and every later one up to `forMs` after it at which anything may change, in order. Epoch ms. */
  instants(forMs: number): readonly number[];
  /** The identical object where the moment is the same. */
  momentAt(instant: number): Moment;
}

/** Finds the naive schedule of an id in a zone; the same object for the same two. */
export type ScheduleOf = (id: string, zone: string) => NaiveSchedule;

export function scheduleFinder(document: RulesetDocument): ScheduleOf {
  const known = new Map<string, NaiveSchedule>();
  return (id, zone) => {
    const key = `${id} ${zone}`;
    const schedule = document.schedules?.[id];
    if (schedule === undefined) throw new Error(`no schedule ${id}`);
    const found = known.get(key) ?? naiveSchedule(schedule, document, zone);
    known.set(key, found);
    return found;
  };
}

export function createClock(document: RulesetDocument, scheduleOf: ScheduleOf, request: ContactRequest): Clock {
  const at = epochOf(request.at);
  const maxAge = (document.availability?.maxAgeSeconds ?? Infinity) * 1000;
  const reports = timesOfReports(request);
  const schedules = schedulesRead(document).map(([id, written]) => {
    const timeZone = zoneOf(written, document);
    const zone = timeZone === "customer" ? request.timeZone : timeZone;
    return { id, schedule: zone == null ? null : scheduleOf(id, zone) };
  });
  const moments = new Map<string, Moment>();

  return {
    instants: (forMs) => {
      const end = at + forMs;
      const changes = schedules.flatMap(({ schedule }) => schedule?.instantsWithin(at + 1, end) ?? []);
      const turns = reports
        .flatMap((time) => [time - maxAge, time + maxAge + 1])
        .filter((instant) => instant > at && instant <= end);
      return [...new Set([at, ...turns, ...changes])].sort((a, b) => a - b);
    },
    momentAt: (instant) => {
      const moment: Moment = {
        hours: Object.fromEntries(schedules.map(({ id, schedule }) => [id, schedule?.hoursAt(instant) ?? null])),
        reports: reports.filter((time) => instant >= time - maxAge && instant <= time + maxAge),
      };
      const text = JSON.stringify(moment);
      const known = moments.get(text) ?? moment;
      moments.set(text, known);
      return known;
    },
  };
}

type Entries = readonly (readonly [id: string, schedule: Schedule])[];

/** Only to save time. */
const knownEntries = new WeakMap<RulesetDocument, Entries>();

/** Schedules whose ids conditions name, and maybe some whose ids stand there for something else. */
function schedulesRead(document: RulesetDocument): Entries {
  const known = knownEntries.get(document);
  if (known !== undefined) return known;
  const read = JSON.stringify([document.conditions, document.rules]);
  const entries = Object.entries(document.schedules ?? {}).filter(([id]) => read.includes(JSON.stringify(id)));
  knownEntries.set(document, entries);
  return entries;
}
