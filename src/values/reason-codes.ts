/**
 * The reasons that the router gives itself, in a few words. A `withhold` rule gives its own reason. `docs/library.md` says when each is given.
 */
export const REASONS = {
  "request-type-not-served": "not for this request type",
  "language-not-served": "not in the customer's languages",
  "not-eligible": "not for this customer",
  "fact-unknown": "something about the customer is not known",
  "manually-closed": "switched off by hand",
  "outside-hours": "outside its hours",
  "time-zone-unknown": "nobody knows the customer's time zone",
  "no-agents": "too few agents free or on duty",
  "over-capacity": "the queue or the wait is too long",
  "availability-unknown": "nobody reported on agents",
  "availability-stale": "the report on agents is too old",
  "availability-known": "only if nobody reports on agents",
  "no-rule": "no rule offers it",
  "request-invalid": "request invalid",
} as const;

export type ReasonCode = keyof typeof REASONS;

export const REASON_CODES = Object.keys(REASONS) as readonly ReasonCode[];

/** The form of a reason code. */
export const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
