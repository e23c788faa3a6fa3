import { type Clause, holdsInHours, type Situation } from "../conditions/clause-table.js";
import { failedLeaves, type Leaf } from "../conditions/expression.js";
import type { LoadedRule } from "../conditions/load-conditions.js";
import { failingFacts } from "../conditions/misses.js";
import type { Variable } from "../conditions/variable.js";
import { type ScheduleCursor, setHours } from "../hours/schedule-cursor.js";
import type { LoadedRules } from "../load-rules.js";
import { type CandidateSituation, type ChannelSituation, missesOf } from "../situation/channel-situation.js";
import { rankOfFact } from "./reason.js";

/** A clause that lacks as little as any other. */
interface NearestMiss {
  readonly candidate: number;
  readonly clause: number;
  readonly hoursFail: boolean;
}

/** Whether hours fail in the nearest misses: in all of them or in none, since their delays are equal and nothing else has the delay of hours. */
export function lackHours([first]: readonly NearestMiss[]): boolean {
  return (first as NearestMiss).hoursFail;
}

/** Among the clauses with the fewest failing facts, those whose failing facts pass soonest: at least one. */
export function nearestMisses(asked: ChannelSituation, cursor: ScheduleCursor): NearestMiss[] {
  const { channel, candidates } = asked;
  const { offers } = channel;
  let failures = Number.POSITIVE_INFINITY;
  let soonest = Number.POSITIVE_INFINITY;
  let found: NearestMiss[] = [];
  function consider(candidate: number, classes: Situation, clause: number, failing: number): void {
    const hoursFail = !holdsInHours(offers, classes, clause);
    const total = hoursFail ? failing + 1 : failing;
    if (total > failures) return;
    const delay = delayOf(failingFacts(offers, classes, clause)) + (hoursFail ? delayOf(["time"]) : 0);
    if (total < failures || delay < soonest) found = [];
    else if (delay > soonest) return;
    failures = total;
    soonest = delay;
    found.push({ candidate, clause, hoursFail });
  }

  for (const [candidate, { fewest, nearest, next }] of missesOf(asked).ofCandidates.entries()) {
    if (fewest > failures) continue;
    const { classes } = candidates[candidate] as CandidateSituation;
    setHours(classes, cursor);
    for (const clause of nearest) consider(candidate, classes, clause, fewest);
    for (const clause of next) consider(candidate, classes, clause, fewest + 1);
  }
  return found;
}

/**
 * How soon failing facts pass: the slowest decides, then how many have its rank, then the next slowest.
 *
 * For equally many facts, these numbers compare as the lists of their ranks do, slowest first.
 */
function delayOf(facts: readonly string[]): number {
  let delay = 0;
  for (const fact of facts) delay += WEIGHT_OF_RANK[rankOfFact(fact)] as number;
  return delay;
}

// INVARIANT: by rank; each weight exceeds the sum of all facts of the ranks before it: four facts of agents, one of hours, any number of
// declared facts, two of languages, two of the request type.
const WEIGHT_OF_RANK: readonly number[] = [1, 8, 16, 2 ** 34, 2 ** 36];

/** A leaf that keeps a clause from holding for a candidate. */
interface FailedLiteral {
  readonly rank: number;
  readonly owner: LoadedRule;
  readonly leaf: Leaf;
  readonly candidate: number;
  readonly isUnknown: boolean;
  /** Whether the report on the candidate's agents is too old. */
  readonly isStale: boolean;
}

/**
 * The failed leaves of some misses: by rank, then by the rule's name, then in the order of the rule. Expects the hours in the candidates'
 * classes, where `nearestMisses` set them.
 */
export function failedLiteralsOf(
  { conditions }: LoadedRules,
  misses: readonly NearestMiss[],
  { channel, candidates }: ChannelSituation,
): FailedLiteral[] {
  const failed: FailedLiteral[] = [];
  for (const { candidate, clause } of misses) {
    const missed = channel.offers.clauses[clause] as Clause<LoadedRule>;
    const { classes, isStale } = candidates[candidate] as CandidateSituation;
    const truth = conditions.truthIn(classes);
    for (const { expression } of missed.conjunct) {
      for (const leaf of failedLeaves(expression, truth)) {
        const { variable } = leaf;
        const isUnknown = classes[variable] === (conditions.variables[variable] as Variable).unknown;
        failed.push({ rank: rankOfFact(leaf.fact), owner: missed.owner, leaf, candidate, isUnknown, isStale });
      }
    }
  }
  sortFailures(failed);
  return failed;
}

/** A stable sort: the failures come candidate by candidate. Most lists are so short that the built-in sort takes longer to start than to sort. */
function sortFailures(failures: FailedLiteral[]): void {
  if (failures.length > MAX_INSERTED) {
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

const MAX_INSERTED = 12;

function compareFailures(left: FailedLiteral, right: FailedLiteral): number {
  return left.rank - right.rank || compareNames(left.owner, right.owner) || left.leaf.place - right.leaf.place;
}

function compareNames(left: LoadedRule, right: LoadedRule): number {
  if (left === right) return 0;
  return left.name < right.name ? -1 : 1;
}
