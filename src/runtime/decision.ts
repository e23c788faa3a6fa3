/** The channels that a customer is offered, and the reasons for those withheld. Plain JSON data; instants are ISO 8601 in UTC. */
export interface RoutingDecision {
  /** Best first. Holds every always channel, so it is never empty. */
  offered: OfferedChannel[];
  /** In the order of the ruleset's `channels`. */
  withheld: WithheldChannel[];
  /** In the order of the ruleset's `steps`. */
  steps: AdvisedStep[];
  /** The instant of the request. */
  decidedAt: string;
  /** The first later instant at which anything above differs for the same request; null if nothing does within 400 days. */
  validUntil: string | null;
  ruleset: DecidingRuleset;
}

/** The ruleset that decided. */
export interface DecidingRuleset {
  id: string;
  version: string;
  /** SHA-256 of the canonical JSON, in hexadecimal. Equal rules have equal fingerprints, however they are spread over files. */
  fingerprint: string;
}

/** A channel that the customer is offered, in one language. */
export interface OfferedChannel {
  channel: string;
  /** One of the channel's languages, as the ruleset writes it. */
  servedLanguage: string;
  /** The offer rule that held; null for an always channel. */
  rule: string | null;
  /** The prefer rule that moved it ahead. */
  preferredBy: string | null;
  /** For the served language; null if unknown. */
  availableAgents: number | null;
  /** For the served language; null if unknown. */
  estimatedWaitSeconds: number | null;
  /** The first later instant at which, all else equal, it would not be offered; null if there is none within 400 days. */
  closesAt: string | null;
}

/** A channel that the customer is not offered, and why. */
export interface WithheldChannel {
  channel: string;
  /** The reasons of the nearest miss, the one that may pass soonest first; never empty. */
  reasons: WithheldReason[];
  /**
   * The first later instant at which it would be offered if agents were free. Null if it is open already and only agents are missing, or
   * if time alone cannot open it within 400 days.
   */
  nextOpensAt: string | null;
}

/** One reason why a channel is withheld. */
export interface WithheldReason {
  /** One of the codes in `docs/library.md`, or the `reason` of a withhold rule. */
  code: string;
  /** The offer rule that was missed, or the withhold rule that held. */
  rule: string | null;
  /** The failed condition, with the opposite operator under a `not`; null if no condition failed. */
  condition: FailedCondition | null;
  /** The actual value of the fact; null if unknown. For `time`: `open` or `closed`. */
  actual: unknown;
  /** The name of the holiday or exception that closed the hours; absent if none did. */
  exception?: string;
}

/** A condition as the rule file writes it. */
export interface FailedCondition {
  fact: string;
  operator: string;
  value: unknown;
}

/** A step to advise before contact, and the rule that advises it. */
export interface AdvisedStep {
  step: string;
  rule: string;
}
