import { compileSchedule } from "../../../src/compile/schedule/compile-schedule.js";
import { zoneOffsets } from "../../../src/compile/schedule/zone-offsets.js";
import type { RulesetDocument, Schedule } from "../../../src/ruleset/document.js";
import { createLocalHours, type LocalHours } from "../../../src/runtime/hours/local-hours.js";
import {
  createTimelines as ofCompiled,
  createTimeline as ofSchedule,
  type Timeline,
  type Timelines,
} from "../../../src/runtime/hours/timeline.js";

type Calendars = RulesetDocument["calendars"];

/** A schedule as rule files write it, read in one time zone, whatever its own says. `schedules` has its base. */
export function createTimeline(
  schedule: Schedule,
  calendars: Calendars,
  timeZone: string,
  schedules: RulesetDocument["schedules"] = {},
): Timeline {
  return ofSchedule(compileSchedule(schedule, { calendars: calendars ?? {}, schedules }), zoneOffsets(timeZone));
}

export function createTimelines(
  schedule: Schedule,
  calendars: Calendars,
  schedules: RulesetDocument["schedules"] = {},
): Timelines {
  return ofCompiled(compileSchedule(schedule, { calendars: calendars ?? {}, schedules }), zoneOffsets);
}

export function localHoursOf(schedule: Schedule, calendars: Calendars): LocalHours {
  return createLocalHours(compileSchedule(schedule, { calendars: calendars ?? {} }));
}
