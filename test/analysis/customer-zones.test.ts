import { expect, test } from "vitest";
import { compileSchedule } from "../../src/compile/schedule/compile-schedule.js";
import type { RulesetDocument, Schedule } from "../../src/ruleset/document.js";
import { intlOffsets } from "../../src/runtime/hours/intl-offsets.js";
import { createLocalHours } from "../../src/runtime/hours/local-hours.js";
import { createTimeline, nextChange, type Timeline } from "../../src/runtime/hours/timeline.js";
import { MS_PER_DAY, spaceOf } from "./spaces.js";

/** The zones of this runtime, and names that it does not list. */
const ZONES = [
  ...Intl.supportedValuesOf("timeZone"),
  "UTC",
  ...Array.from({ length: 14 }, (_, hours) => `Etc/GMT-${hours + 1}`),
  ...Array.from({ length: 12 }, (_, hours) => `Etc/GMT+${hours + 1}`),
  ...["CET", "EET", "MET", "WET", "EST", "HST", "MST", "CST6CDT", "EST5EDT", "MST7MDT", "PST8PDT"],
];

const SCHEDULES: Readonly<Record<string, Schedule>> = {
  "office hours": { timeZone: "customer", weekly: { "mon-fri": ["09:00-17:00"] } },
  "nights, with days off": {
    timeZone: "customer",
    weekly: { "mon-sun": ["23:30-02:30"] },
    exceptions: [
      { date: "2011-12-29", hours: ["20:00-04:00"] },
      { date: "2026-03-29", hours: [] },
      { date: "2026-11-01", hours: ["00:00-24:00"], carryOver: true },
    ],
  },
  "an hour of the night": { timeZone: "customer", weekly: { sun: ["00:15-01:15"], sat: ["02:00-03:00"] } },
};

const PERIODS = [
  ["2026-11-23T10:00:00.000Z", 400],
  ["2026-03-28T23:59:59.999Z", 1], // Athens, Beirut and Jerusalem have just changed, or change now
  ["2026-10-25T01:00:00.000Z", 1], // at the change of Europe
  ["2026-10-31T12:00:00.001Z", 1],
  ["2026-12-31T18:00:00.000Z", 2],
  ["2011-12-30T10:00:00.000Z", 1], // Apia skips a day
  ["2011-12-31T09:00:00.000Z", 1], // Apia has just skipped it
] as const;

test.each(Object.entries(SCHEDULES))("%s: one zone stands for all that have its hours", async (_, schedule) => {
  const compiled = compileSchedule(schedule, {});
  const hours = createLocalHours(compiled);
  const timelines = ZONES.map((zone) => ({ zone, timeline: createTimeline(compiled, intlOffsets(zone), hours) }));
  for (const [start, days] of PERIODS) {
    const from = Date.parse(start);
    const until = from + days * MS_PER_DAY;
    const firstByHours = new Map<string, string>();
    for (const { zone, timeline } of timelines) {
      const key = changesWithin(timeline, from, until).join();
      if (!firstByHours.has(key)) firstByHours.set(key, zone);
    }
    expect(await zonesLookedAt(schedule, from, days), start).toEqual([...firstByHours.values()]);
  }
});

/** The instants at which the schedule opens or closes, after its first state. */
function changesWithin(timeline: Timeline, from: number, until: number): unknown[] {
  let { open } = timeline.segmentAt(from).state;
  const changes: unknown[] = [open];
  for (let at = nextChange(timeline, from, until - 1); at !== null; at = nextChange(timeline, at, until - 1)) {
    if (timeline.segmentAt(at).state.open === open) continue;
    open = !open;
    changes.push(at);
  }
  return changes;
}

async function zonesLookedAt(schedule: Schedule, from: number, days: number): Promise<string[]> {
  const document: RulesetDocument = {
    ruleset: { id: "test", version: "1" },
    channels: [{ id: "phone", languages: ["en"], always: true }],
    languages: { fallback: "en" },
    requestTypes: { question: {} },
    schedules: { desk: schedule },
    rules: [
      {
        name: "open",
        conditions: { all: [{ fact: "time", operator: "duringSchedule", value: "desk" }] },
        event: { type: "offer", params: { channels: ["phone"] } },
      },
    ],
  };
  const { hours } = await spaceOf([document], from, days);
  const zones = new Set(hours.classes.flatMap(({ windows }) => windows.map(({ timeZone }) => timeZone)));
  return ZONES.filter((zone) => zones.has(zone));
}
