import type { ScenarioExpectation } from "../../ruleset/document.js";
import type { OfferedChannel, RoutingDecision, WithheldChannel } from "../../runtime/decision.js";
import type { ConditionResult, FactExplanation, RuleExplanation } from "../../runtime/explanation.js";
import type { Issue } from "../../values/issue.js";

export interface ScenarioReport {
  /** True where every scenario that was run passed, and there is one. */
  readonly passed: boolean;
  /** In the order of the ruleset. */
  readonly results: readonly ScenarioResult[];
}

/** A JSON pointer into the ruleset; file, line and column where the ruleset was read from text. */
export type PlaceInRuleset = Pick<Issue, "path" | "file" | "line" | "column">;

/** What came of one scenario, and where it stands. */
export interface ScenarioResult extends PlaceInRuleset {
  readonly name: string;
  readonly passed: boolean;
  /** Where the decision is not what the scenario expects, each at its place; empty where it passed. */
  readonly mismatches: readonly ScenarioMismatch[];
  /** Null where the request cannot be read. */
  readonly decision: RoutingDecision | null;
  /** Of a request that cannot be read, each at its place; the message names the scenario. */
  readonly issues: readonly Issue[];
}

/** One thing that a scenario states and the decision does not say. */
export interface ScenarioMismatch extends PlaceInRuleset {
  /** The key of `expect`. */
  readonly field: keyof ScenarioExpectation;
  /** Of a field that goes by channel; else null. */
  readonly channel: string | null;
  /** As the scenario states it; instants in UTC. */
  readonly expected: StatedValue;
  /** What the decision says, written as `expected` is. `offered` or `withheld` where it says nothing of the kind, the channel being so. */
  readonly actual: StatedValue;
  /** Why the decision is as it is, as far as that bears on the mismatch. */
  readonly causes: readonly MismatchCause[];
}

/** Channels, reason codes, steps or rules; an instant; or null for no instant. */
export type StatedValue = readonly string[] | string | null;

export type MismatchCause =
  | OfferedCause
  | WithheldCause
  | RuleCause
  | UnrelatedRuleCause
  | LanguageCause
  | UnruledStepCause
  | EndCause;

/** A channel is offered: in which language, and by which rules. An always channel is offered by none. */
export interface OfferedCause extends Pick<OfferedChannel, "channel" | "servedLanguage" | "rule" | "preferredBy"> {
  readonly kind: "offered";
}

/** A channel is withheld: by which rule, or which rules came nearest and what failed in them. */
export interface WithheldCause extends Pick<WithheldChannel, "channel" | "reasons"> {
  readonly kind: "withheld";
}

/** A rule that would have made the decision as expected and did not hold, or one that held and made it another. */
export interface RuleCause extends Pick<RuleExplanation, "rule" | "event"> {
  readonly kind: "rule";
  readonly result: ConditionResult;
  /** Null for a rule that advises. */
  readonly channel: string | null;
  /** In which language the rule was judged; null for a rule that advises. */
  readonly language: string | null;
  /** Null for any other rule than one that advises. */
  readonly step: string | null;
  /** The conditions that did not hold, with what was the case; empty where the rule held. */
  readonly missing: readonly FactExplanation[];
}

/** A rule was to decide on a channel that it does not name. */
export interface UnrelatedRuleCause {
  readonly kind: "unrelated-rule";
  readonly rule: string;
  readonly channel: string;
}

/** A channel is not offered in the expected language, since another is considered before it or it is not considered at all. */
export interface LanguageCause {
  readonly kind: "language";
  readonly channel: string;
  /** The one that was expected. */
  readonly language: string;
  /** The channel's languages that fit the customer's, first one first. */
  readonly considered: readonly string[];
}

/** No rule advises the step at all. */
export interface UnruledStepCause {
  readonly kind: "unruled-step";
  readonly step: string;
}

/** What changes when a decision ends. */
export interface EndCause {
  readonly kind: "end";
  /** The decision's `validUntil`. */
  readonly at: string;
  /** What becomes of a channel then; null where only steps change. */
  readonly becomes: OfferedCause | WithheldCause | null;
}
