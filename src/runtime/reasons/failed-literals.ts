import type { Clause } from "../conditions/clause-table.js";
import type { Leaf } from "../conditions/expression.js";
import { failedLeaves } from "../conditions/expression.js";
import type { LoadedRule } from "../conditions/load-conditions.js";
import type { Variable } from "../conditions/variable.js";
import type { LoadedRules } from "../load-rules.js";
import type { CandidateSituation, ChannelSituation } from "../situation/channel-situation.js";
import type { NearestMiss } from "./nearest-misses.js";
import { rankOfFact } from "./reason-codes.js";

/** A leaf that keeps a clause from holding for a candidate. */
export interface FailedLiteral {
  readonly rank: number;
  readonly owner: LoadedRule;
  readonly leaf: Leaf;
  readonly candidate: number;
  readonly isUnknown: boolean;
}

/**
 * The failed leaves of some misses: by rank, then by the rule's name, then in the order of the rule. Expects the hours in the situation's
 * classes, where `nearestMisses` set them.
 */
export function failedLiteralsOf(
  { conditions }: LoadedRules,
  misses: readonly NearestMiss[],
  { channel, candidates, classes }: ChannelSituation,
): FailedLiteral[] {
  const truth = conditions.truthIn(classes);
  const failed: FailedLiteral[] = [];
  for (const { candidate, clause } of misses) {
    const missed = channel.offers.clauses[clause] as Clause<LoadedRule>;
    channel.candidateClasses.restore(classes, (candidates[candidate] as CandidateSituation).classes);
    for (const { expression } of missed.conjunct) {
      for (const leaf of failedLeaves(expression, truth)) {
        const { variable } = leaf;
        const isUnknown = classes[variable] === (conditions.variables[variable] as Variable).unknown;
        failed.push({ rank: rankOfFact(leaf.fact), owner: missed.owner, leaf, candidate, isUnknown });
      }
    }
  }
  sortFailures(failed);
  return failed;
}

/** A stable sort: the failures come candidate by candidate. Most lists are so short that the built-in sort takes longer to start than to sort. */
function sortFailures(failures: FailedLiteral[]): void {
  if (failures.length > MOST_INSERTED) {
    failures.sort(compareFailures);
    return;
  }
  for (let index = 1; index < failures.length; index++) {
    const failure = failures[index] as FailedLiteral;
    let place = index;
    while (place > 0 && compareFailures(failures[place - 1] as FailedLiteral, failure) > 0) {
      failures[place] = failures[place - 1] as FailedLiteral;
      place--;
    }
    failures[place] = failure;
  }
}

const MOST_INSERTED = 12;

function compareFailures(left: FailedLiteral, right: FailedLiteral): number {
  return left.rank - right.rank || compareNames(left.owner, right.owner) || left.leaf.place - right.leaf.place;
}

function compareNames(left: LoadedRule, right: LoadedRule): number {
  if (left === right) return 0;
  return left.name < right.name ? -1 : 1;
}
