import fc from "fast-check";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { formatDate, parseDate } from "../../src/values/dates.js";
import { makeRequest } from "./requests.js";
import { rulesetDocument } from "./rulesets.js";
import { NOTABLE_DAYS } from "./schedules.js";

/** Two rulesets of facts with the same names, and requests to them within the period for which they are compared. */
export interface Compared extends Period {
  readonly before: RulesetDocument;
  readonly after: RulesetDocument;
  /** Nothing is switched off by hand. */
  readonly requests: readonly ScenarioRequest[];
}

export interface Period {
  readonly from: string;
  readonly days: number;
}

/** Around a day on which some clock changes or some hours are other than usual. */
export const period: fc.Arbitrary<Period> = fc
  .tuple(fc.constantFrom(...NOTABLE_DAYS), fc.integer({ min: 1, max: 3 }))
  .map(([day, days]) => ({ from: `${formatDate((parseDate(day) ?? 0) - 1)}T00:00:00Z`, days }));

/** `after` has some rules of its own, or all. */
const edited = fc
  .tuple(rulesetDocument, rulesetDocument, fc.nat(), fc.constantFrom("rules", "rules", "channels", "hours", "all"))
  .map(([before, other, kept, what]): readonly [RulesetDocument, RulesetDocument] => {
    // Facts of both have the same names and types. Some lose their default, or are no longer optional.
    if (what === "all")
      return [before, { ...other, facts: (kept & 1) === 1 ? (other.facts ?? {}) : (before.facts ?? {}) }];
    if (what === "hours") return [before, withHoursOf(other, before, kept)];
    const rules = (before.rules ?? []).filter((_, index) => ((kept >> index) & 1) === 1);
    const after = { ...before, rules };
    if (what === "rules") return [before, after];
    const { channels, languages, availability } = other;
    return [before, { ...after, channels, languages, ...(availability === undefined ? {} : { availability }) }];
  });

/** Takes over one schedule, on which another may be based, or the calendars. */
function withHoursOf(other: RulesetDocument, before: RulesetDocument, kept: number): RulesetDocument {
  const { schedules = {}, calendars = {} } = other;
  if (kept % 3 === 2) return { ...before, calendars };
  const { desk, night } = schedules;
  const taken = kept % 3 === 0 && desk !== undefined ? { desk } : night === undefined ? {} : { night };
  return { ...before, schedules: { ...before.schedules, ...taken } };
}

/** Whole seconds, as people write. */
const shift = fc.nat(3 * 86_400 - 1).map((seconds) => seconds * 1000);
const asked = fc.tuple(makeRequest, shift);

/** With at least one request each, and half of `most` on average. */
export function compared(most: number): fc.Arbitrary<Compared> {
  return fc
    .tuple(edited, period, fc.array(asked, { minLength: 1, maxLength: most, size: "max" }))
    .map(([[before, after], { from, days }, makes]) => ({
      before,
      after,
      from,
      days,
      requests: makes.map(([make, shift]) => within({ from, days }, make(before), shift)),
    }));
}

/**
 * The request somewhere in a period, where `shift`, in milliseconds, decides, with nothing switched off by hand. Its snapshot is as old as it
 * was, and one that did not say when it was taken does not say it now.
 */
export function within({ from, days }: Period, request: ScenarioRequest, shift: number): ScenarioRequest {
  const { closedChannels: _, agentAvailabilityAsOf, ...rest } = request;
  const instant = Date.parse(from) + (shift % (days * MS_PER_DAY));
  const age = Date.parse(rest.at) - Date.parse(agentAvailabilityAsOf ?? rest.at);
  const asOf = agentAvailabilityAsOf === undefined ? {} : { agentAvailabilityAsOf: iso(instant - age) };
  return { ...rest, at: iso(instant), ...asOf };
}

const MS_PER_DAY = 86_400_000;

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
