import type { EventType } from "../values/events.js";
import type { AgentNumbers } from "../values/facts.js";
import type { RoutingDecision } from "./decision.js";

/** Explains one decision: every channel, candidate, rule and condition, with its result. Plain JSON data. */
export interface RoutingExplanation {
  decision: RoutingDecision;
  /** In the order of the ruleset's `channels`. */
  channels: ChannelExplanation[];
  /** In the order of the ruleset's `steps`. */
  steps: StepExplanation[];
}

/** One channel, with the candidates that were considered for it. */
export interface ChannelExplanation {
  channel: string;
  outcome: "offered" | "withheld";
  /** Offered whatever happens. */
  always: boolean;
  /** Switched off by hand in this request. */
  manuallyClosed: boolean;
  /** In the order of consideration. Empty if the channel serves none of the customer's languages. */
  candidates: CandidateExplanation[];
}

/** One language of a channel, with the values of its facts and every rule that names the channel. */
export interface CandidateExplanation extends AgentNumbers {
  language: string;
  usingFallbackLanguage: boolean;
  /** Every offer, withhold and prefer rule that names the channel, in the order in which rules are considered. */
  rules: RuleExplanation[];
}

/** One step, with every rule that advises it. */
export interface StepExplanation {
  step: string;
  advised: boolean;
  rules: RuleExplanation[];
}

/** One rule, with its result and the result of each condition. */
export interface RuleExplanation {
  rule: string;
  description: string | null;
  event: EventType;
  result: ConditionResult;
  /** Null for a rule that always applies. */
  conditions: ConditionExplanation | null;
}

/** A condition on an unknown value is unknown: it does not hold and does not fail. */
export type ConditionResult = "holds" | "fails" | "unknown";

/** A condition with its result. A `not` does not appear: the operators below it are replaced by their opposites. */
export type ConditionExplanation = AllExplanation | AnyExplanation | FactExplanation;

/** Holds if all parts hold. */
export interface AllExplanation {
  all: ConditionExplanation[];
  result: ConditionResult;
  reference: ExplainedReference | null;
}

/** Holds if some part holds. */
export interface AnyExplanation {
  any: ConditionExplanation[];
  result: ConditionResult;
  reference: ExplainedReference | null;
}

/** A comparison of one fact. */
export interface FactExplanation {
  fact: string;
  operator: string;
  value: unknown;
  /** Null if unknown. For `time`: `open` or `closed`. */
  actual: unknown;
  result: ConditionResult;
  /** The holiday or exception that closed the hours. */
  exception?: string;
  reference: ExplainedReference | null;
}

/** The named condition that stands here, and whether it stands under a `not`. */
export interface ExplainedReference {
  condition: string;
  negated: boolean;
}
