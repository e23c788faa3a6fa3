import type { Scenario } from "../../ruleset/document.js";
import type { PlaceInRuleset } from "../scenarios/scenario-report.js";

/** What the scenarios of a ruleset reach of its rules. Plain JSON data. */
export interface CoverageReport {
  /** Of the goals that count, how many are reached: 0 to 100, rounded down to a tenth; 100 where there are none. */
  readonly percent: number;
  readonly reached: number;
  /** The goals that count. */
  readonly total: number;
  readonly parts: Readonly<Record<CoveragePart, CoverageCount>>;
  /** The goals that count and are not reached. */
  readonly gaps: readonly CoverageGap[];
  /** The goals that no request can reach within the 400 days from `from` on. They do not count. */
  readonly unreachable: readonly CoverageGap[];
}

export interface CoverageCount {
  readonly reached: number;
  /** The goals that count. */
  readonly total: number;
}

export type CoveragePart = "rules" | "conditions" | "channels" | "schedules";

export interface CoverageGap extends PlaceInRuleset {
  readonly goal: CoverageGoal;
  /** What a scenario would have to show: `` rule `phone-when-staffed` decides ``. */
  readonly shows: string;
  /** That none does, as a sentence. */
  readonly message: string;
  /** Why no request that reaches it is known; null where one is. */
  readonly reason: string | null;
}

/** Something that a scenario should show. */
export type CoverageGoal = RuleGoal | WayGoal | ConditionGoal | ChannelGoal | ScheduleGoal;

/**
 * A rule holds, does not, or decides: offers a channel, is a reason to withhold one, moves an offered one ahead, or is the one that
 * advises a step.
 */
export interface RuleGoal {
  readonly kind: "rule-holds" | "rule-does-not-hold" | "rule-decides";
  readonly rule: string;
}

/** A rule that can hold in more ways than one holds in this one. */
export interface WayGoal {
  readonly kind: "way-holds";
  readonly rule: string;
  /** From 1. */
  readonly way: number;
  readonly conditions: string;
}

/** One condition of a rule fails, and all others of the same way to hold are met: this one alone makes the difference. */
export interface ConditionGoal {
  readonly kind: "condition-fails-alone";
  readonly rule: string;
  /** From 1. */
  readonly way: number;
  readonly condition: string;
  /** The other conditions of the way; null where it is the rule's only one, or has no others. */
  readonly besides: string | null;
}

/** A channel is offered, or withheld, for one of these request types and one of these languages. */
export interface ChannelGoal {
  readonly kind: "channel-offered" | "channel-withheld";
  readonly channel: string;
  /** Those that the channel's rules do not tell apart, or one by itself. */
  readonly requestTypes: "any" | readonly string[];
  /** Of the channel, and null for customers of every other language. */
  readonly languages: "any" | readonly (string | null)[];
}

/** A schedule that rules read is open, or closed. */
export interface ScheduleGoal {
  readonly kind: "schedule-open" | "schedule-closed";
  readonly schedule: string;
}

/** Scenarios that reach what the others do not. */
export interface ScenarioSuggestions {
  /** Ready to be put into a rule file; they expect what the rules decide now. */
  readonly scenarios: readonly Scenario[];
  /** The gaps that they leave, each with the reason. */
  readonly left: readonly CoverageGap[];
}
