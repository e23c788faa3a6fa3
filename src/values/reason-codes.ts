/** The reasons that are ours to give; a `withhold` rule's reason is another. `docs/api.md` says when each is given. */
export const REASON_CODES = [
  "request-type-not-served",
  "language-not-served",
  "not-eligible",
  "manually-closed",
  "outside-hours",
  "time-zone-unknown",
  "no-agents",
  "over-capacity",
  "availability-unknown",
  "availability-stale",
  "no-rule",
  "request-invalid",
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

/** How codes are written. */
export const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
