import { failingFacts, type Situation } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import type { Leaf } from "../conditions/expression.js";
import { missingLeaves } from "../conditions/truth.js";
import { type CandidateSituation, type ChannelSituation, setCandidate } from "./channel-situation.js";
import type { CompiledRuleset } from "./compile-ruleset.js";
import type { FailedCondition } from "./decision.js";
import type { HoursPattern } from "./hours-line.js";
import { actualHours, codeOfFact, rankOfFact } from "./reason-codes.js";

/** A reason but for what the fact was, which only the request tells: a class of situations shares it. */
export interface ReasonTemplate {
  /** Two reasons whose templates have other keys are not the same. */
  readonly key: string;
  readonly code: string;
  readonly rule: string | null;
  readonly condition: FailedCondition | null;
  /** Whose fact it is; null in a reason without a condition. */
  readonly candidate: CandidateSituation | null;
  /** For `time`; undefined otherwise. */
  readonly hours: ReturnType<typeof actualHours> | undefined;
}

/** The clauses of a channel's offer rules that came nearest to holding for one candidate. */
export interface CandidateMisses {
  readonly candidate: CandidateSituation;
  readonly failures: number;
  readonly clauses: readonly number[];
}

/** The reason of a channel that no rule was asked about. */
export function withoutRule(code: string): ReasonTemplate {
  return { key: code, code, rule: null, condition: null, candidate: null, hours: undefined };
}

/** The reasons of the withhold rules that stopped a channel, in the order in which rules are considered. */
export function reasonsOfRules({ conditions }: CompiledRuleset, rules: ReadonlySet<CompiledRule>): ReasonTemplate[] {
  return conditions.rules.flatMap((compiled): ReasonTemplate[] => {
    const { name, event } = compiled.rule;
    if (!rules.has(compiled) || event.type !== "withhold") return [];
    const { reason } = event.params;
    return [{ ...withoutRule(reason), key: JSON.stringify([reason, name]), rule: name }];
  });
}

/** The reasons of the nearest misses: of those with the fewest failing facts, the ones whose failing facts pass soonest. */
export function reasonsOfMisses(
  compiled: CompiledRuleset,
  { channel, snapshot }: ChannelSituation,
  misses: readonly CandidateMisses[],
  situation: Situation,
  hours: HoursPattern,
): ReasonTemplate[] {
  const { conditions } = compiled;
  const fewest = Math.min(...misses.map(({ failures }) => failures));
  let soonest: readonly number[] | null = null;
  let blames: Blame[] = [];
  for (const { candidate, clauses, failures } of misses) {
    if (failures > fewest) continue;
    setCandidate(situation, compiled, candidate.classes);
    const truth = conditions.truthIn(situation);
    for (const index of clauses) {
      const clause = channel.offers.clauses[index];
      if (clause === undefined) continue;
      const ranks = failingFacts(channel.offers, situation, index)
        .map(rankOfFact)
        .sort((a, b) => b - a);
      const order: number = soonest === null ? -1 : compareRanks(ranks, soonest);
      if (order > 0) continue;
      if (order < 0) {
        soonest = ranks;
        blames = [];
      }
      for (const { expression } of clause.way) {
        for (const leaf of missingLeaves(expression, truth)) {
          const axis = conditions.axisOf(leaf);
          const isUnknown = situation[axis] === conditions.axes[axis]?.unknown;
          blames.push({ rank: rankOfFact(leaf.fact), owner: clause.owner, leaf, candidate, isUnknown });
        }
      }
    }
  }

  // The sort is stable, and the blames come candidate by candidate.
  blames.sort((a, b) => a.rank - b.rank || compareNames(a.owner, b.owner) || a.leaf.place - b.leaf.place);
  return blames.map(({ owner, leaf, candidate, isUnknown }): ReasonTemplate => {
    const { fact, operator, value } = leaf;
    const code = codeOfFact(fact, isUnknown, snapshot);
    const rule = owner.rule.name;
    const actual = fact === "time" ? actualHours(compiled, leaf, hours) : undefined;
    const key = JSON.stringify([code, rule, fact, operator, value, actual]);
    return { key, code, rule, condition: { fact, operator, value }, candidate, hours: actual };
  });
}

interface Blame {
  readonly rank: number;
  readonly owner: CompiledRule;
  readonly leaf: Leaf;
  readonly candidate: CandidateSituation;
  readonly isUnknown: boolean;
}

/** Slowest first: a miss is only as near as the fact that will take longest to pass. */
function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, rank] of left.entries()) {
    const difference = rank - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareNames(left: CompiledRule, right: CompiledRule): number {
  if (left === right) return 0;
  return left.rule.name < right.rule.name ? -1 : 1;
}
