import type { CompiledRuleset } from "../../compile/compile-ruleset.js";
import type { Axis } from "../../compile/conditions/variables.js";
import type { CompiledRule } from "../../compile/conditions/compile-conditions.js";
import type { Leaf } from "../../compile/conditions/expression.js";
import type { CandidateSituation, ChannelSituation } from "../situation/channel-situation.js";
import type { Clause } from "../conditions/clause-table.js";
import { missingLeaves } from "../conditions/truth.js";
import type { NearestMiss } from "./nearest-misses.js";
import { rankOfFact } from "./reason-codes.js";

/** A condition that keeps a clause from holding for a candidate. */
export interface Blame {
  readonly rank: number;
  readonly owner: CompiledRule;
  readonly leaf: Leaf;
  readonly candidate: number;
  readonly isUnknown: boolean;
}

/**
 * What some misses lack: by rank, then by the rule's name, then as its conditions stand in the rule. Expects the hours in the situation's
 * classes, where `nearestMisses` set them.
 */
export function blamesOf(
  { conditions }: CompiledRuleset,
  misses: readonly NearestMiss[],
  { channel, candidates, classes }: ChannelSituation,
): Blame[] {
  const truth = conditions.truthIn(classes);
  const blames: Blame[] = [];
  for (const { candidate, clause } of misses) {
    const missed = channel.offers.clauses[clause] as Clause<CompiledRule>;
    channel.candidateClasses.restore(classes, (candidates[candidate] as CandidateSituation).classes);
    for (const { expression } of missed.way) {
      for (const leaf of missingLeaves(expression, truth)) {
        const axis = conditions.axisOf(leaf);
        const isUnknown = classes[axis] === (conditions.axes[axis] as Axis).unknown;
        blames.push({ rank: rankOfFact(leaf.fact), owner: missed.owner, leaf, candidate, isUnknown });
      }
    }
  }
  sortBlames(blames);
  return blames;
}

/** Stable, as the blames come candidate by candidate. Most are a handful, which the built-in sort takes longer to begin with than to sort. */
function sortBlames(blames: Blame[]): void {
  if (blames.length > MOST_INSERTED) {
    blames.sort(compareBlames);
    return;
  }
  for (let index = 1; index < blames.length; index++) {
    const blame = blames[index] as Blame;
    let place = index;
    while (place > 0 && compareBlames(blames[place - 1] as Blame, blame) > 0) {
      blames[place] = blames[place - 1] as Blame;
      place--;
    }
    blames[place] = blame;
  }
}

const MOST_INSERTED = 12;

function compareBlames(left: Blame, right: Blame): number {
  return left.rank - right.rank || compareNames(left.owner, right.owner) || left.leaf.place - right.leaf.place;
}

function compareNames(left: CompiledRule, right: CompiledRule): number {
  if (left === right) return 0;
  return left.rule.name < right.rule.name ? -1 : 1;
}
