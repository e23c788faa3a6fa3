import type { ScenarioExpectation } from "../../ruleset/document.js";
import type { OfferedChannel, RoutingDecision, WithheldChannel } from "../../runtime/decision.js";
import type { ConditionResult, FactExplanation, RuleExplanation } from "../../runtime/explanation.js";
import type { Issue } from "../../values/issue.js";

/** The results of a ruleset's scenarios. Plain JSON data. */
export interface ScenarioReport {
  /** True if at least one scenario ran and all passed. */
  readonly passed: boolean;
  /** In the order of the ruleset. */
  readonly results: readonly ScenarioResult[];
}

/** A JSON pointer into the ruleset. A ruleset that was read from text also has a file, line and column. */
export type PlaceInRuleset = Pick<Issue, "path" | "file" | "line" | "column">;

/** The result of one scenario, with its place in the ruleset. */
export interface ScenarioResult extends PlaceInRuleset {
  readonly name: string;
  readonly passed: boolean;
  /** Every expectation that the decision does not meet; empty if the scenario passed. */
  readonly mismatches: readonly ScenarioMismatch[];
  /** Null if the request cannot be read. */
  readonly decision: RoutingDecision | null;
  /** Problems of a request that cannot be read. Each message names the scenario. */
  readonly issues: readonly Issue[];
}

/** One expectation that the decision does not meet, with its place in the ruleset. */
export interface ScenarioMismatch extends PlaceInRuleset {
  /** The key of `expect`. */
  readonly field: keyof ScenarioExpectation;
  /** The channel that the expectation is about; null for fields about the whole decision. */
  readonly channel: string | null;
  /** The value in the scenario; instants in UTC. */
  readonly expected: StatedValue;
  /** The value in the decision, in the form of `expected`. `offered` or `withheld` if that outcome of the channel has no such value. */
  readonly actual: StatedValue;
  /** Why the decision differs. */
  readonly causes: readonly MismatchCause[];
}

/** Channels, reason codes, steps or rules; an instant; or null for no instant. */
export type StatedValue = readonly string[] | string | null;

/** Part of an explanation for a mismatch, distinguished by `kind`. */
export type MismatchCause =
  | OfferedCause
  | WithheldCause
  | RuleCause
  | UnrelatedRuleCause
  | LanguageCause
  | UnruledStepCause
  | EndCause;

/** The channel is offered: in which language and by which rules. `rule` is null for an always channel. */
export interface OfferedCause extends Pick<OfferedChannel, "channel" | "servedLanguage" | "rule" | "preferredBy"> {
  readonly kind: "offered";
}

/** The channel is withheld. The reasons name the rule that withholds it, or the nearest misses. */
export interface WithheldCause extends Pick<WithheldChannel, "channel" | "reasons"> {
  readonly kind: "withheld";
}

/** A rule that would have met the expectation but did not hold, or a rule that held and prevented it. */
export interface RuleCause extends Pick<RuleExplanation, "rule" | "event"> {
  readonly kind: "rule";
  readonly result: ConditionResult;
  /** Null for an `advise` rule. */
  readonly channel: string | null;
  /** The candidate language that the rule was judged for; null for an `advise` rule. */
  readonly language: string | null;
  /** The advised step; null for all other rules. */
  readonly step: string | null;
  /** The conditions that did not hold, with the actual values; empty if the rule held. */
  readonly missing: readonly FactExplanation[];
}

/** The scenario expects a rule to decide on a channel that the rule does not name. */
export interface UnrelatedRuleCause {
  readonly kind: "unrelated-rule";
  readonly rule: string;
  readonly channel: string;
}

/** The router does not consider the expected language, or considers another one first. */
export interface LanguageCause {
  readonly kind: "language";
  readonly channel: string;
  /** The expected language. */
  readonly language: string;
  /** The channel's languages that match the customer's languages, in the order in which the router tries them. */
  readonly considered: readonly string[];
}

/** No rule advises the step. */
export interface UnruledStepCause {
  readonly kind: "unruled-step";
  readonly step: string;
}

/** A change at the end of the decision. */
export interface EndCause {
  readonly kind: "end";
  /** The decision's `validUntil`. */
  readonly at: string;
  /** The channel's outcome after `at`; null if only steps change. */
  readonly becomes: OfferedCause | WithheldCause | null;
}
