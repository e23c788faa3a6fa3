import { BUILT_IN_FACTS, REASON_RANKS, type ReasonRank } from "../../values/facts.js";
import type { SnapshotState } from "../request/read-availability.js";

/** How soon the cause of a reason may pass: an index into `REASON_RANKS`. A declared fact is of the customer. */
export function rankOfFact(fact: string): number {
  return RANK_BY_FACT.get(fact) ?? CUSTOMER;
}

const rankOf = (rank: ReasonRank) => REASON_RANKS.indexOf(rank);
const CUSTOMER = rankOf("customer");
const RANK_BY_FACT: ReadonlyMap<string, number> = new Map(
  [...BUILT_IN_FACTS.values()].map(({ name, rank }) => [name, rankOf(rank)]),
);

/** The reason code of a failed condition on `fact`. */
export function codeOfFact(fact: string, isUnknown: boolean, snapshot: SnapshotState): string {
  const builtIn = BUILT_IN_FACTS.get(fact);
  if (builtIn === undefined) return "not-eligible";
  const { code, codeIfUnknown } = builtIn;
  if (!isUnknown || codeIfUnknown === null) return code;
  return codeIfUnknown === "availability-unknown" && snapshot === "stale" ? "availability-stale" : codeIfUnknown;
}
