import { allHolding, firstHolding, nearestMisses, type Situation } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import { type CandidateSituation, type ChannelSituation, setCandidate, situationAt } from "./channel-situation.js";
import type { CompiledRuleset, Table } from "./compile-ruleset.js";
import type { HoursPattern } from "./hours-line.js";
import { type CandidateMisses, type ReasonTemplate, reasonsOfMisses, reasonsOfRules, withoutRule } from "./reasons.js";

/** What becomes of a channel in one situation, at the hours of one pattern. */
export type ChannelOutcome = OfferedOutcome | WithheldOutcome;

export interface OfferedOutcome {
  readonly kind: "offered";
  /** The same for two outcomes of one channel situation just where they are the same. */
  readonly key: string;
  readonly openIfAgentsWereFree: boolean;
  readonly candidate: CandidateSituation;
  /** Null for an always channel. */
  readonly rule: string | null;
  readonly preferredBy: string | null;
  /** The priority of the rule that prefers it; 0 where none does. */
  readonly precedence: number;
}

export interface WithheldOutcome {
  readonly kind: "withheld";
  /** Where the keys of two outcomes of one channel situation differ, their reasons do. */
  readonly key: string;
  /** Whether it would be offered if agents were free. */
  readonly openIfAgentsWereFree: boolean;
  readonly reasons: readonly ReasonTemplate[];
}

/** What becomes of the channel at those hours; worked out once for each pattern, and kept with the situation. */
export function outcomeAt(compiled: CompiledRuleset, channel: ChannelSituation, hours: HoursPattern): ChannelOutcome {
  const known = channel.outcomes[hours.index];
  if (known !== undefined) return known;
  const outcome = decideChannel(compiled, channel, hours);
  channel.outcomes[hours.index] = outcome;
  return outcome;
}

function decideChannel(compiled: CompiledRuleset, asked: ChannelSituation, hours: HoursPattern): ChannelOutcome {
  const { channel, closed, candidates } = asked;
  const situation = situationAt(compiled, asked.request, hours);
  if (channel.always) {
    const [candidate] = candidates;
    if (candidate === undefined) throw new Error(`always channel ${channel.id} does not serve the fallback language`);
    setCandidate(situation, compiled, candidate.classes);
    return offered(candidate, null, ruleThatHolds(channel.prefers, situation), true);
  }
  if (closed) return withheld([withoutRule("manually-closed")], false);
  if (channel.offers.clauses.length === 0) return withheld([withoutRule("no-rule")], false);
  if (candidates.length === 0) return withheld([withoutRule("language-not-served")], false);

  const isOpen = candidates.some((candidate) => {
    setCandidate(situation, compiled, candidate.classesIfFree);
    return firstHolding(channel.offers, situation) >= 0 && firstHolding(channel.withholds, situation) < 0;
  });
  const stoppedBy = new Set<CompiledRule>();
  for (const candidate of candidates) {
    setCandidate(situation, compiled, candidate.classes);
    const rule = ruleThatHolds(channel.offers, situation);
    if (rule === null) continue;
    const stopping = rulesThatHold(channel.withholds, situation);
    if (stopping.length === 0) return offered(candidate, rule, ruleThatHolds(channel.prefers, situation), isOpen);
    for (const each of stopping) stoppedBy.add(each);
  }
  if (stoppedBy.size > 0) return withheld(reasonsOfRules(compiled, stoppedBy), isOpen);

  const misses = candidates.map((candidate): CandidateMisses => {
    setCandidate(situation, compiled, candidate.classes);
    return { candidate, ...nearestMisses(channel.offers, situation) };
  });
  return withheld(reasonsOfMisses(compiled, asked, misses, situation, hours), isOpen);
}

function offered(
  candidate: CandidateSituation,
  offering: CompiledRule | null,
  preferring: CompiledRule | null,
  openIfAgentsWereFree: boolean,
): OfferedOutcome {
  const rule = offering?.rule.name ?? null;
  const preferredBy = preferring?.rule.name ?? null;
  return {
    kind: "offered",
    key: JSON.stringify([candidate.place, rule, preferredBy]),
    openIfAgentsWereFree,
    candidate,
    rule,
    preferredBy,
    // A rule's priority is 1 or more.
    precedence: preferring === null ? 0 : (preferring.rule.priority ?? 1),
  };
}

function withheld(reasons: readonly ReasonTemplate[], openIfAgentsWereFree: boolean): WithheldOutcome {
  const keys = new Set(reasons.map(({ key }) => key));
  return { kind: "withheld", key: [...keys].join(), openIfAgentsWereFree, reasons };
}

function ruleThatHolds(table: Table, situation: Situation): CompiledRule | null {
  return table.clauses[firstHolding(table, situation)]?.owner ?? null;
}

function rulesThatHold(table: Table, situation: Situation): CompiledRule[] {
  return allHolding(table, situation).flatMap((clause) => table.clauses[clause]?.owner ?? []);
}
