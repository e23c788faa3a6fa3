/** The reason codes that this library gives. A `withhold` rule gives a code of its own. `docs/api.md` explains each code. */
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

/** The form of a reason code. */
export const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
