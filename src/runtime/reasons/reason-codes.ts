import type { SnapshotState } from "../request/read-availability.js";

/** How soon the cause of a reason may pass: agents 0, hours 1, the customer 2, language 3, request type 4. */
export function rankOfFact(fact: string): number {
  return FACTS.get(fact)?.rank ?? RANK_OF_CUSTOMER;
}

/** The reason code of a condition on `fact` that does not hold. */
export function codeOfFact(fact: string, isUnknown: boolean, snapshot: SnapshotState): string {
  const known = FACTS.get(fact);
  if (known === undefined) return "not-eligible";
  if (!isUnknown) return known.code;
  if (fact === "time") return "time-zone-unknown";
  return snapshot === "stale" ? "availability-stale" : "availability-unknown";
}

const RANK_OF_AGENTS = 0;
const RANK_OF_CUSTOMER = 2;

const FACTS: ReadonlyMap<string, { readonly rank: number; readonly code: string }> = new Map([
  ["availableAgents", { rank: RANK_OF_AGENTS, code: "no-agents" }],
  ["staffedAgents", { rank: RANK_OF_AGENTS, code: "no-agents" }],
  ["contactsInQueue", { rank: RANK_OF_AGENTS, code: "over-capacity" }],
  ["estimatedWaitSeconds", { rank: RANK_OF_AGENTS, code: "over-capacity" }],
  ["time", { rank: 1, code: "outside-hours" }],
  ["language", { rank: 3, code: "language-not-served" }],
  ["usingFallbackLanguage", { rank: 3, code: "language-not-served" }],
  ["requestType", { rank: 4, code: "request-type-not-served" }],
  ["requestTags", { rank: 4, code: "request-type-not-served" }],
]);
