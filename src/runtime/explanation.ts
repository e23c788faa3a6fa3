import type { EventType } from "../values/events.js";
import type { RoutingDecision } from "./decision.js";

/** The whole why and why not of one decision, as plain JSON data. */
export interface RoutingExplanation {
  decision: RoutingDecision;
  /** In the order of the ruleset's `channels`. */
  channels: ChannelExplanation[];
  /** In the order of the ruleset's `steps`. */
  steps: StepExplanation[];
}

export interface ChannelExplanation {
  channel: string;
  outcome: "offered" | "withheld";
  /** Offered whatever happens. */
  always: boolean;
  /** Switched off by hand in this request. */
  manuallyClosed: boolean;
  /** In the order in which they were considered; empty where the channel serves none of the customer's languages. */
  candidates: CandidateExplanation[];
}

export interface CandidateExplanation {
  language: string;
  usingFallbackLanguage: boolean;
  /** Null where it is unknown, as for the other three. */
  availableAgents: number | null;
  staffedAgents: number | null;
  contactsInQueue: number | null;
  estimatedWaitSeconds: number | null;
  /** Every offer, withhold and prefer rule that names the channel, in the order in which rules are considered. */
  rules: RuleExplanation[];
}

export interface StepExplanation {
  step: string;
  advised: boolean;
  rules: RuleExplanation[];
}

export interface RuleExplanation {
  rule: string;
  description: string | null;
  event: EventType;
  result: ConditionResult;
  /** Null for a rule that always applies. */
  conditions: ConditionExplanation | null;
}

/** A condition on an unknown value is unknown: it neither holds nor fails. */
export type ConditionResult = "holds" | "fails" | "unknown";

/** Conditions as they are decided: every `not` is turned into the opposite of what it stands before. */
export type ConditionExplanation = AllExplanation | AnyExplanation | FactExplanation;

export interface AllExplanation {
  all: ConditionExplanation[];
  result: ConditionResult;
  reference: ExplainedReference | null;
}

export interface AnyExplanation {
  any: ConditionExplanation[];
  result: ConditionResult;
  reference: ExplainedReference | null;
}

export interface FactExplanation {
  fact: string;
  operator: string;
  value: unknown;
  /** Null where it is unknown. For `time`, `open` or `closed`. */
  actual: unknown;
  result: ConditionResult;
  /** The holiday or exception that closed the hours. */
  exception?: string;
  reference: ExplainedReference | null;
}

/** The named condition that stood here, and whether under a `not`. */
export interface ExplainedReference {
  condition: string;
  negated: boolean;
}
