import { holdingBeforeHours, type Row, type Situation } from "../conditions/clause-table.js";
import { type Misses, missesBeforeHours } from "../conditions/misses.js";
import type { ScheduleSelection } from "../hours/schedule-cursor.js";
import { createHoursMemo, type HoursMemo } from "../hours/schedule-cursor.js";
import type { LoadedChannel, LoadedRules, RuleTable } from "../load-rules.js";
import type { Reason, ReasonTemplate } from "../reasons/reason.js";
import { STALE_AVAILABILITY } from "../request/agent-numbers.js";
import type { CandidateLanguages } from "../request/language-plan.js";
import type { ReadRequest } from "../request/read-request.js";
import { availabilityOf } from "../request/recent-availability.js";

/**
 * One channel in the classes of a request and its candidates: the clauses that only the hours still decide.
 *
 * Two requests with the same classes share the situation, and all results that were computed for it.
 */
export interface ChannelSituation {
  readonly channel: LoadedChannel;
  /** Switched off by hand. */
  readonly closed: boolean;
  /** In the order in which they are considered. */
  readonly candidates: readonly CandidateSituation[];
  /** The hours that can change the verdict. */
  readonly hours: ScheduleSelection;
  /** False only if no hours can open it, even if agents were free. */
  readonly couldOpen: boolean;
  /** False only if no hours can close it. */
  readonly couldClose: boolean;
  /** Filled in when needed. */
  readonly verdicts: HoursMemo<Verdict>;
  /** Null until a reason is needed. */
  misses: ChannelMisses | null;
}

/** The indices of the clauses that hold for a candidate, hours aside. */
export interface CandidateSituation {
  readonly offers: readonly number[];
  readonly withholds: readonly number[];
  readonly prefers: readonly number[];
  /** The same if agents were free. */
  readonly offersIfFree: readonly number[];
  readonly withholdsIfFree: readonly number[];
  /** The classes of the request's facts and the candidate's. Set the classes of hours before you read them. */
  readonly classes: Situation;
  /** Whether its agents are unknown because the report on them is too old. */
  readonly isStale: boolean;
}

/** What happens to a channel in one situation, at some hours. */
export type Verdict = Offered | Withheld;

export interface Offered {
  readonly kind: "offered";
  readonly openIfAgentsWereFree: boolean;
  /** Index of the candidate. */
  readonly candidate: number;
  /** Null for an always channel. */
  readonly rule: string | null;
  readonly preferredBy: string | null;
  /** The priority of the rule that prefers it; 0 if none does. */
  readonly precedence: number;
}

export interface Withheld {
  readonly kind: "withheld";
  readonly openIfAgentsWereFree: boolean;
  /** Null if the nearest misses give the reasons. */
  readonly reasons: readonly Reason[] | null;
}

/** How near the candidates came to an offer, hours aside. */
interface ChannelMisses {
  /** By candidate. */
  readonly ofCandidates: readonly Misses[];
  /** The hours that can change which misses are the nearest. */
  readonly hours: ScheduleSelection;
  /** Filled in when needed. */
  readonly reasons: HoursMemo<NearReasons>;
}

export interface NearReasons {
  readonly list: readonly Reason[];
  /** The templates in the list, each once. Two decisions with other templates, or in another order, have different reasons. */
  readonly templates: readonly ReasonTemplate[];
  /** Whether hours are among the failed conditions. */
  readonly lacksHours: boolean;
  /** The variables of the schedules whose closing exception a reason may name. */
  readonly namesExceptionsOf: readonly number[];
}

/** Expects the request's own classes in `classes`, and changes it for candidates. */
export function createChannelSituation(
  { noHours }: LoadedRules,
  channel: LoadedChannel,
  classes: Situation,
  { places, matched }: CandidateLanguages,
  request: ReadRequest,
  closed: boolean,
): ChannelSituation {
  const { index, offers, withholds, prefers, candidateClasses } = channel;
  let hours = noHours;
  const candidates = places.map((place, order): CandidateSituation => {
    const availability = availabilityOf(request, index, place);
    candidateClasses.set(classes, place, order >= matched, availability);
    const own = classes.slice();
    candidateClasses.setFree(classes);
    const candidate = {
      offers: holdingBeforeHours(offers, own),
      withholds: holdingBeforeHours(withholds, own),
      prefers: holdingBeforeHours(prefers, own),
      offersIfFree: holdingBeforeHours(offers, classes),
      withholdsIfFree: holdingBeforeHours(withholds, classes),
      classes: own,
      isStale: availability === STALE_AVAILABILITY,
    };
    hours = withHours(hours, offers, candidate.offers);
    hours = withHours(hours, offers, candidate.offersIfFree);
    hours = withHours(hours, withholds, candidate.withholds);
    hours = withHours(hours, withholds, candidate.withholdsIfFree);
    hours = withHours(hours, prefers, candidate.prefers);
    return candidate;
  });
  return {
    channel,
    closed,
    candidates,
    hours,
    couldOpen: !closed && candidates.some((candidate) => couldOpen(channel, candidate)),
    couldClose: !channel.always && !candidates.some((candidate) => isOpenAlways(channel, candidate)),
    verdicts: createHoursMemo(),
    misses: null,
  };
}

export function missesOf(situation: ChannelSituation): ChannelMisses {
  situation.misses ??= createMisses(situation);
  return situation.misses;
}

function createMisses({ channel, candidates, hours }: ChannelSituation): ChannelMisses {
  const { offers } = channel;
  const ofCandidates = candidates.map(({ classes }) => missesBeforeHours(offers, classes));
  const fewest = ofCandidates.reduce((least, misses) => Math.min(least, misses.fewest), Number.POSITIVE_INFINITY);
  let hoursOfMisses = hours;
  for (const misses of ofCandidates) {
    if (misses.fewest <= fewest + 1) hoursOfMisses = withHours(hoursOfMisses, offers, misses.nearest);
    if (misses.fewest === fewest) hoursOfMisses = withHours(hoursOfMisses, offers, misses.next);
  }
  return { ofCandidates, hours: hoursOfMisses, reasons: createHoursMemo() };
}

/** Adds the schedules that some clauses test to a selection. */
export function withHours(
  selection: ScheduleSelection,
  { hours }: RuleTable,
  clauses: readonly number[],
): ScheduleSelection {
  let wider = selection;
  for (const clause of clauses)
    for (const { variable } of hours[clause] as readonly Row[]) wider = wider.with(variable);
  return wider;
}

function couldOpen({ withholds }: LoadedChannel, { offersIfFree, withholdsIfFree }: CandidateSituation): boolean {
  return offersIfFree.length > 0 && !withholdsIfFree.some((clause) => isTimeless(withholds, clause));
}

function isOpenAlways({ offers: table }: LoadedChannel, { offers, withholds }: CandidateSituation): boolean {
  return withholds.length === 0 && offers.some((clause) => isTimeless(table, clause));
}

/** Whether a clause that holds, hours aside, holds at any hours. */
function isTimeless({ hours }: RuleTable, clause: number): boolean {
  return (hours[clause] as readonly Row[]).length === 0;
}
