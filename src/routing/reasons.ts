import type { Axis } from "../conditions/axis.js";
import { type Clause, holdsInHours } from "../conditions/clause-table.js";
import type { CompiledRule } from "../conditions/compile-conditions.js";
import type { Leaf } from "../conditions/expression.js";
import { failingFacts } from "../conditions/misses.js";
import { missingLeaves } from "../conditions/truth.js";
import { atCode, keepAtCode } from "./by-code.js";
import { type CandidateSituation, type ChannelSituation, missesOf } from "./channel-situation.js";
import type { CompiledRuleset } from "./compile-ruleset.js";
import { type HoursWalk, setHours } from "./hours-walk.js";
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
  /** Whether hours are among what is missing. */
  readonly lacksHours: boolean;
  /** The schedules of which a reason may name the exception that closed them; by their axes. */
  readonly namesExceptionsOf: readonly number[];
}

/** The reason of a channel that no rule was asked about. */
export function withoutRule(code: keyof typeof WITHOUT_RULE): Reason {
  return { template: WITHOUT_RULE[code], candidate: 0, alike: NOBODY_ALIKE };
}

/** The reason of each withhold rule, the identical one wherever a rule is listed again. */
export function reasonsOfRules(rules: readonly CompiledRule[]): Reason[] {
  const reasons = new Map<CompiledRule, Reason>();
  for (const rule of new Set(rules))
    reasons.set(rule, { template: templateOfRule(rule), candidate: 0, alike: NOBODY_ALIKE });
  return rules.map((rule) => reasons.get(rule) as Reason);
}

/**
 * The reasons of a channel that no rule offers, at the hours of a walk along those of its misses: of the clauses with the fewest failing facts, the
 * ones whose failing facts pass soonest. Worked out once for each code of those hours, and kept with the situation.
 */
export function reasonsAt(compiled: CompiledRuleset, asked: ChannelSituation, walk: HoursWalk): NearReasons {
  const { reasons } = missesOf(asked);
  const known = atCode(reasons, walk.code);
  if (known !== null) return known;
  const found = findReasons(compiled, asked, walk);
  keepAtCode(reasons, walk.code, found);
  return found;
}

/** Whether hours are among what the channel lacks, which takes less to find out than the reasons. */
export function lacksHoursAt(asked: ChannelSituation, walk: HoursWalk): boolean {
  const known = atCode(missesOf(asked).reasons, walk.code);
  return known?.lacksHours ?? lackHours(nearestMisses(asked, walk));
}

function findReasons(compiled: CompiledRuleset, asked: ChannelSituation, walk: HoursWalk): NearReasons {
  const misses = nearestMisses(asked, walk);
  const blames = blamesOf(compiled, misses, asked);
  sortBlames(blames);
  const list: Reason[] = [];
  const templates: ReasonTemplate[] = [];
  const namesExceptionsOf: number[] = [];
  for (const { owner, leaf, candidate, isUnknown } of blames) {
    const template = compiled.reasons.templateOf(owner, leaf, isUnknown, asked.snapshot);
    const alike = reasonsAlike(list, template);
    if (alike.some((other) => template.isOfRequest || other.candidate === candidate)) continue;
    if (alike.length === 0) templates.push(template);
    const { exceptionOf } = template;
    if (exceptionOf !== null && !namesExceptionsOf.includes(exceptionOf)) namesExceptionsOf.push(exceptionOf);
    list.push({ template, candidate, alike });
  }
  return { list, templates, lacksHours: lackHours(misses), namesExceptionsOf };
}

/** Those with the same template: they are of one rule and rank, which stand together at the end of the list. */
function reasonsAlike(list: readonly Reason[], template: ReasonTemplate): readonly Reason[] {
  let alike: Reason[] | null = null;
  for (let index = list.length - 1; index >= 0; index--) {
    const reason = list[index] as Reason;
    if (reason.template.rule !== template.rule) break;
    if (reason.template !== template) continue;
    alike ??= [];
    alike.unshift(reason);
  }
  return alike ?? NOBODY_ALIKE;
}

const NOBODY_ALIKE: readonly Reason[] = [];

/** A clause that came as near as any. */
interface NearestMiss {
  readonly candidate: number;
  readonly clause: number;
  readonly hoursFail: boolean;
}

/** All of them do, or none: nothing else passes as soon as hours do, and the delays of all of them are equal. */
function lackHours([first]: readonly NearestMiss[]): boolean {
  return (first as NearestMiss).hoursFail;
}

/** Of the clauses with the fewest failing facts, those whose failing facts pass soonest: at least one. */
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
    found.push({ candidate, clause, hoursFail });
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
