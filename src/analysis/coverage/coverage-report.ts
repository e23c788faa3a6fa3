import type { Scenario } from "../../ruleset/document.js";
import type { PlaceInRuleset } from "../scenarios/scenario-report.js";

/** How much of a ruleset its scenarios cover. Plain JSON data. */
export interface CoverageReport {
  /** The share of reachable goals that scenarios reach: 0 to 100, rounded down to a tenth; 100 if there are no goals. */
  readonly percent: number;
  readonly reached: number;
  /** The number of reachable goals. */
  readonly total: number;
  readonly parts: Readonly<Record<CoveragePart, CoverageCount>>;
  /** The reachable goals that no scenario reaches. */
  readonly gaps: readonly CoverageGap[];
  /** The goals that no request within 400 days after `from` can reach. They count nowhere else. */
  readonly unreachable: readonly CoverageGap[];
}

/** The coverage of one part of a ruleset. */
export interface CoverageCount {
  readonly reached: number;
  /** The number of reachable goals. */
  readonly total: number;
}

/** The parts of a ruleset that coverage counts by themselves. */
export type CoveragePart = "rules" | "conditions" | "channels" | "schedules";

/** A goal that no scenario reaches, with its place in the ruleset. */
export interface CoverageGap extends PlaceInRuleset {
  readonly goal: CoverageGoal;
  /** What a scenario must show: `` rule `phone-when-staffed` decides ``. */
  readonly shows: string;
  /** A sentence that no scenario shows it. */
  readonly message: string;
  /** Why no request is known that reaches the goal; null if one is known. */
  readonly reason: string | null;
}

/** Something that a scenario should show, distinguished by `kind`. */
export type CoverageGoal = RuleGoal | WayGoal | ConditionGoal | ChannelGoal | ScheduleGoal;

/**
 * A rule holds, does not hold, or decides. A rule decides if it offers a channel, gives a reason to withhold one, moves an offered
 * channel ahead, or advises a step.
 */
export interface RuleGoal {
  readonly kind: "rule-holds" | "rule-does-not-hold" | "rule-decides";
  readonly rule: string;
}

/** A rule with several ways to hold (conjuncts of its conditions) holds in this way. */
export interface WayGoal {
  readonly kind: "way-holds";
  readonly rule: string;
  /** The number of the way, from 1. */
  readonly way: number;
  /** The conditions of the way, in words. */
  readonly conditions: string;
}

/** One condition of a way fails, and all its other conditions hold. So this condition alone makes the difference. */
export interface ConditionGoal {
  readonly kind: "condition-fails-alone";
  readonly rule: string;
  /** The number of the way, from 1. */
  readonly way: number;
  /** The failing condition, in words. */
  readonly condition: string;
  /** The other conditions of the way, in words; null if the rule has only this way, or the way has only this condition. */
  readonly besides: string | null;
}

/** A channel is offered, or withheld, for one of these request types in one of these languages. */
export interface ChannelGoal {
  readonly kind: "channel-offered" | "channel-withheld";
  readonly channel: string;
  /** Request types that the channel's rules treat alike. */
  readonly requestTypes: "any" | readonly string[];
  /** Languages of the channel; null stands for all other languages. */
  readonly languages: "any" | readonly (string | null)[];
}

/** A schedule that rules read is open or closed. */
export interface ScheduleGoal {
  readonly kind: "schedule-open" | "schedule-closed";
  readonly schedule: string;
}

/** Scenarios that reach the goals that no present scenario reaches. Plain JSON data. */
export interface ScenarioSuggestions {
  /** Ready for a rule file. They expect what the rules decide now. */
  readonly scenarios: readonly Scenario[];
  /** The gaps that remain, each with its reason. */
  readonly left: readonly CoverageGap[];
}
