import { failingFacts, holdsInHours } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import type { Leaf } from "../conditions/expression.js";
import { missingLeaves } from "../conditions/truth.js";
import { type CandidateSituation, type ChannelSituation, missesOf } from "./channel-situation.js";
import type { CompiledRuleset } from "./compile-ruleset.js";
import { type HoursWalk, NOT_CODED, setHours } from "./hours-walk.js";
import { rankOfFact } from "./reason-codes.js";
import { type ReasonTemplate, templateOfRule, WITHOUT_RULE } from "./reason-templates.js";

/** Why a channel is withheld, but for what the fact was, which only the request tells: a class of situations shares it. */
export interface Reason {
  readonly template: ReasonTemplate;
  /** Whose fact it is, as a place among the candidates; 0 where it is nobody's. */
  readonly candidate: number;
  /** Those before it that say the same, but of another candidate, for whom the fact may be the same. */
  readonly alike: readonly Reason[];
}

/** The reasons of the nearest misses. */
export interface NearReasons {
  readonly list: readonly Reason[];
  /** Theirs, each once: where they are not the same, or in another order, the reasons of a decision differ. */
  readonly templates: readonly ReasonTemplate[];
  /** The schedules of which a reason may name the exception that closed them; by their axes. */
  readonly namesExceptionsOf: readonly number[];
}

/** The reason of a channel that no rule was asked about. */
export function withoutRule(code: keyof typeof WITHOUT_RULE): Reason {
  return { template: WITHOUT_RULE[code], candidate: 0, alike: [] };
}

/** The reason of each withhold rule, the identical one wherever a rule is listed again. */
export function reasonsOfRules(rules: readonly CompiledRule[]): Reason[] {
  const known = new Map<CompiledRule, Reason>();
  for (const rule of rules) {
    if (!known.has(rule)) known.set(rule, { template: templateOfRule(rule), candidate: 0, alike: [] });
  }
  return rules.flatMap((rule) => known.get(rule) ?? []);
}

/**
 * The reasons of a channel that no rule offers, at the hours of a walk along those of its misses: of the clauses with the fewest failing facts, the
 * ones whose failing facts pass soonest. Worked out once for each code of those hours, and kept with the situation.
 */
export function reasonsAt(compiled: CompiledRuleset, asked: ChannelSituation, walk: HoursWalk): NearReasons {
  const { reasons } = missesOf(asked);
  const known = reasons[walk.code];
  if (known !== undefined) return known;
  const found = findReasons(compiled, asked, walk);
  if (walk.code !== NOT_CODED) reasons[walk.code] = found;
  return found;
}

function findReasons(compiled: CompiledRuleset, asked: ChannelSituation, walk: HoursWalk): NearReasons {
  const blames = blamesOf(compiled, nearestMisses(asked, walk), asked);
  // The sort is stable, and the blames come candidate by candidate.
  blames.sort((a, b) => a.rank - b.rank || compareNames(a.owner, b.owner) || a.leaf.place - b.leaf.place);
  const byTemplate = new Map<ReasonTemplate, Reason[]>();
  const list: Reason[] = [];
  for (const { owner, leaf, candidate, isUnknown } of blames) {
    const template = compiled.reasons.templateOf(owner, leaf, isUnknown, asked.snapshot);
    const others = byTemplate.get(template) ?? [];
    if (others.some((other) => template.isOfRequest || other.candidate === candidate)) continue;
    const reason = { template, candidate, alike: [...others] };
    others.push(reason);
    byTemplate.set(template, others);
    list.push(reason);
  }
  const templates = [...byTemplate.keys()];
  return {
    list,
    templates,
    namesExceptionsOf: [...new Set(templates.flatMap(({ exceptionOf }) => exceptionOf ?? []))],
  };
}

/** A clause that came as near as any. */
interface NearestMiss {
  readonly candidate: number;
  readonly clause: number;
}

/** Of the clauses with the fewest failing facts, those whose failing facts pass soonest. */
function nearestMisses(asked: ChannelSituation, walk: HoursWalk): NearestMiss[] {
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
    found.push({ candidate, clause });
  }

  setHours(classes, walk);
  for (const [candidate, { fewest, nearest, next }] of missesOf(asked).ofCandidates.entries()) {
    if (fewest > failures) continue;
    candidateClasses.restore(classes, (candidates[candidate] as CandidateSituation).classes);
    for (const clause of nearest) consider(candidate, clause, fewest);
    for (const clause of next) consider(candidate, clause, fewest + 1);
  }
  return found;
}

/**
 * Says how soon failing facts pass: the slowest decides, then how many of its rank there are, then the next slowest.
 *
 * For as many facts, the lists of their ranks, slowest first, compare as these numbers do.
 */
function delayOf(facts: readonly string[]): number {
  let delay = 0;
  for (const fact of facts) delay += WEIGHT_OF_RANK[rankOfFact(fact)] as number;
  return delay;
}

// INVARIANT: each is more than all facts of the ranks before it come to: four facts of agents, one of hours, any number of declared
// facts, two of languages, two of the request type.
const WEIGHT_OF_RANK: readonly number[] = [1, 8, 16, 2 ** 34, 2 ** 36];

interface Blame {
  readonly rank: number;
  readonly owner: CompiledRule;
  readonly leaf: Leaf;
  readonly candidate: number;
  readonly isUnknown: boolean;
}

/** Expects the hours in the situation's classes, where {@link nearestMisses} set them. */
function blamesOf(
  { conditions }: CompiledRuleset,
  misses: readonly NearestMiss[],
  { channel, candidates, classes }: ChannelSituation,
): Blame[] {
  const truth = conditions.truthIn(classes);
  const blames: Blame[] = [];
  for (const { candidate, clause } of misses) {
    const missed = channel.offers.clauses[clause];
    if (missed === undefined) continue;
    channel.candidateClasses.restore(classes, (candidates[candidate] as CandidateSituation).classes);
    for (const { expression } of missed.way) {
      for (const leaf of missingLeaves(expression, truth)) {
        const axis = conditions.axisOf(leaf);
        const isUnknown = classes[axis] === conditions.axes[axis]?.unknown;
        blames.push({ rank: rankOfFact(leaf.fact), owner: missed.owner, leaf, candidate, isUnknown });
      }
    }
  }
  return blames;
}

function compareNames(left: CompiledRule, right: CompiledRule): number {
  if (left === right) return 0;
  return left.rule.name < right.rule.name ? -1 : 1;
}
