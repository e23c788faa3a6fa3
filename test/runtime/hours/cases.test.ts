import { describe, expect, test } from "vitest";
import type { CalendarEntry, Schedule } from "../../../src/ruleset/document.js";
import { nextChange, type Timeline } from "../../../src/runtime/hours/timeline.js";
import annualDates from "../../cases/schedule/annual-dates.json" with { type: "json" };
import clockChanges from "../../cases/schedule/clock-changes.json" with { type: "json" };
import customerTime from "../../cases/schedule/customer-time.json" with { type: "json" };
import cuts from "../../cases/schedule/cuts.json" with { type: "json" };
import derived from "../../cases/schedule/derived.json" with { type: "json" };
import exceptions from "../../cases/schedule/exceptions.json" with { type: "json" };
import otherDays from "../../cases/schedule/other-days.json" with { type: "json" };
import precedence from "../../cases/schedule/precedence.json" with { type: "json" };
import rotation from "../../cases/schedule/rotation.json" with { type: "json" };
import spans from "../../cases/schedule/spans.json" with { type: "json" };
import { createTimelines } from "./timelines-of.js";

interface ScheduleCase {
  readonly name: string;
  readonly schedule: Schedule;
  readonly calendars?: Readonly<Record<string, readonly CalendarEntry[]>>;
  /** Has the base of a derived schedule. */
  readonly schedules?: Readonly<Record<string, Schedule>>;
  /** The customer's. */
  readonly zone?: string;
  readonly expect: readonly ExpectedHours[];
}

interface ExpectedHours {
  readonly at: string;
  readonly open: boolean;
  /** Left out for none. */
  readonly closedBy?: string;
  /** When `open` or `closedBy` next differs; null for not within 400 days. */
  readonly changesAt: string | null;
  /** When it next opens, where `closedBy` changes before that. */
  readonly opensAt?: string;
}

const FILES: Readonly<Record<string, unknown>> = {
  spans,
  "clock changes": clockChanges,
  exceptions,
  precedence,
  cuts,
  rotation,
  "other days": otherDays,
  "derived schedules": derived,
  "annual dates": annualDates,
  "customer time": customerTime,
};

const HORIZON = 400 * 86_400_000;

for (const [title, cases] of Object.entries(FILES)) {
  describe(title, () => {
    test.each(cases as ScheduleCase[])("$name", ({ schedule, calendars, schedules, zone, expect: expected }) => {
      const timeline = createTimelines(schedule, calendars, schedules).forCustomer(zone ?? null);
      if (timeline === null) throw new Error("the case names no zone");
      expect(expected.map((hours) => readHours(timeline, hours))).toEqual(expected.map(toComparable));
    });
  });
}

function readHours(timeline: Timeline, { at, opensAt }: ExpectedHours) {
  const instant = Date.parse(at);
  const { open, closedBy } = timeline.segmentAt(instant).state;
  return {
    at,
    open,
    closedBy,
    changesAt: toText(nextChange(timeline, instant, instant + HORIZON)),
    opensAt: opensAt === undefined ? null : toText(nextOpening(timeline, instant)),
  };
}

function nextOpening(timeline: Timeline, at: number): number | null {
  let change = nextChange(timeline, at, at + HORIZON);
  while (change !== null && !timeline.segmentAt(change).state.open) change = nextChange(timeline, change, at + HORIZON);
  return change;
}

function toComparable({ at, open, closedBy, changesAt, opensAt }: ExpectedHours) {
  return {
    at,
    open,
    closedBy: closedBy ?? null,
    changesAt: toText(changesAt === null ? null : Date.parse(changesAt)),
    opensAt: toText(opensAt === undefined ? null : Date.parse(opensAt)),
  };
}

function toText(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
