/** Why a channel is withheld, in a few words, where there is no one request to tell more of. */
export function describeReasonCode(code: string): string {
  // A withhold rule's reason: the words are the rule's own.
  return WORDS.get(code) ?? code.replaceAll("-", " ");
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["request-type-not-served", "not for this request type"],
  ["language-not-served", "not in the customer's languages"],
  ["not-eligible", "not for this customer"],
  ["manually-closed", "switched off by hand"],
  ["outside-hours", "outside its hours"],
  ["time-zone-unknown", "nobody knows the customer's time zone"],
  ["no-agents", "too few agents free or on duty"],
  ["over-capacity", "the queue or the wait is too long"],
  ["availability-unknown", "nobody reported on agents"],
  ["availability-stale", "the report on agents is too old"],
  ["no-rule", "no rule offers it"],
]);
