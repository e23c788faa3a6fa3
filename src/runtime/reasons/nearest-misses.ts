import { holdsInHours } from "../conditions/clause-table.js";
import { failingFacts } from "../conditions/misses.js";
import { type ScheduleCursor, setHours } from "../hours/schedule-cursor.js";
import { type CandidateSituation, type ChannelSituation, missesOf } from "../situation/channel-situation.js";
import { rankOfFact } from "./reason-codes.js";

/** A clause that lacks as little as any other. */
export interface NearestMiss {
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
  const { channel, candidates, classes } = asked;
  const { offers, candidateClasses } = channel;
  let failures = Number.POSITIVE_INFINITY;
  let soonest = Number.POSITIVE_INFINITY;
  let found: NearestMiss[] = [];
  function consider(candidate: number, clause: number, failing: number): void {
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

  setHours(classes, cursor);
  for (const [candidate, { fewest, nearest, next }] of missesOf(asked).ofCandidates.entries()) {
    if (fewest > failures) continue;
    candidateClasses.restore(classes, (candidates[candidate] as CandidateSituation).classes);
    for (const clause of nearest) consider(candidate, clause, fewest);
    for (const clause of next) consider(candidate, clause, fewest + 1);
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
