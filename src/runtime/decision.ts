/** What a customer is offered, and why not the rest. Plain JSON data; instants are ISO 8601 in UTC. */
export interface RoutingDecision {
  /** Best first. Holds every always channel, so it is never empty. */
  offered: OfferedChannel[];
  /** In the order of the ruleset's `channels`. */
  withheld: WithheldChannel[];
  /** In the order of the ruleset's `steps`. */
  steps: AdvisedStep[];
  /** The instant of the request. */
  decidedAt: string;
  /** The first later instant at which anything above differs for the same request; null where nothing does within 400 days. */
  validUntil: string | null;
  ruleset: DecidingRuleset;
}

export interface DecidingRuleset {
  id: string;
  version: string;
  /** SHA-256, in hexadecimal, of the canonical JSON: the same rules give the same fingerprint, however they are spread over files. */
  fingerprint: string;
}

export interface OfferedChannel {
  channel: string;
  /** One of the channel's languages, as the ruleset writes it. */
  servedLanguage: string;
  /** The offer rule that held; null for an always channel. */
  rule: string | null;
  /** The prefer rule that moved it ahead. */
  preferredBy: string | null;
  /** In the served language; null where it is unknown. */
  availableAgents: number | null;
  estimatedWaitSeconds: number | null;
  /** The first later instant at which, all else equal, it would not be offered; null for none within 400 days. */
  closesAt: string | null;
}

export interface WithheldChannel {
  channel: string;
  /** Those of the nearest miss, soonest passed first; never empty. */
  reasons: WithheldReason[];
  /**
   * The first later instant at which it would be offered if agents were free. Null where it is open already and only agents are
   * missing, and where time alone cannot open it within 400 days.
   */
  nextOpensAt: string | null;
}

export interface WithheldReason {
  /** One of the codes in `docs/api.md`, or the `reason` of a withhold rule. */
  code: string;
  /** The offer rule that was missed, or the withhold rule that held. */
  rule: string | null;
  /** The condition that did not hold; under a `not`, its opposite. */
  condition: FailedCondition | null;
  /** What the fact was; null where it is unknown. For `time`, `open` or `closed`. */
  actual: unknown;
  /** The holiday or exception that closed the hours. */
  exception?: string;
}

export interface FailedCondition {
  fact: string;
  operator: string;
  value: unknown;
}

export interface AdvisedStep {
  step: string;
  rule: string;
}
