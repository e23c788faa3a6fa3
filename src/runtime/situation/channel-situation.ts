import type { CompiledChannel, CompiledRuleset, Table } from "../../compile/compile-ruleset.js";
import type { HoursSelection } from "../hours/schedule-cursor.js";
import type { NearReasons } from "../reasons/reasons.js";
import type { CandidateLanguages } from "../request/language-plan.js";
import type { SnapshotState } from "../request/read-availability.js";
import { availabilityOf, type ReadRequest } from "../request/read-request.js";
import { type ByCode, createByCode } from "./hours-memo.js";
import { holdingButForHours, type Row, type Situation, setRequest } from "../conditions/clause-table.js";
import { countRequestMisses, type Misses, missesButForHours } from "../conditions/misses.js";
import type { Verdict } from "./verdict.js";

/**
 * One channel in the classes that a request and its candidates fall into: the clauses that are left to be decided by the hours.
 *
 * Two requests of the same classes share it, and all that was worked out for it.
 */
export interface ChannelSituation {
  readonly channel: CompiledChannel;
  /** Switched off by hand. */
  readonly closed: boolean;
  readonly snapshot: SnapshotState;
  /** In the order in which they are considered. */
  readonly candidates: readonly CandidateSituation[];
  /** The classes of the request's own facts; those of hours and candidates are to be set before they are read. */
  readonly classes: Situation;
  /** The hours on which it depends what becomes of the channel. */
  readonly hours: HoursSelection;
  /** False only where no hours whatever can open it, if agents were free. */
  readonly couldOpen: boolean;
  /** False only where no hours whatever can close it. */
  readonly couldClose: boolean;
  /** By their code; filled in as they are asked for. */
  readonly verdicts: ByCode<Verdict>;
  /** What it lacks where it is withheld; null until asked for. */
  misses: ChannelMisses | null;
}

export interface CandidateSituation {
  readonly offers: readonly number[];
  readonly withholds: readonly number[];
  readonly prefers: readonly number[];
  /** The same, were agents free. */
  readonly offersIfFree: readonly number[];
  readonly withholdsIfFree: readonly number[];
  /** For `candidateClasses.restore`. */
  readonly classes: readonly number[];
}

/** How near the candidates came to an offer, hours aside. */
export interface ChannelMisses {
  /** By candidate. */
  readonly ofCandidates: readonly Misses[];
  /** The hours on which it depends which of them are the nearest. */
  readonly hours: HoursSelection;
  /** By the code of those hours; filled in as they are asked for. */
  readonly reasons: ByCode<NearReasons>;
}

/** Expects the request's own classes in `classes`, which is kept, and changed for candidates and hours. */
export function createChannelSituation(
  compiled: CompiledRuleset,
  channel: CompiledChannel,
  classes: Situation,
  { places, matched }: CandidateLanguages,
  request: ReadRequest,
  closed: boolean,
): ChannelSituation {
  const { index, offers, withholds, prefers, candidateClasses } = channel;
  setRequest(offers, classes);
  setRequest(withholds, classes);
  setRequest(prefers, classes);
  let hours = compiled.noHours;
  const candidates = places.map((place, order): CandidateSituation => {
    candidateClasses.set(classes, place, order >= matched, availabilityOf(request, index, place));
    const candidate = {
      offers: holdingButForHours(offers, classes),
      withholds: holdingButForHours(withholds, classes),
      prefers: holdingButForHours(prefers, classes),
      offersIfFree: NO_CLAUSES,
      withholdsIfFree: NO_CLAUSES,
      classes: candidateClasses.get(classes),
    };
    candidateClasses.setFree(classes);
    candidate.offersIfFree = holdingButForHours(offers, classes);
    candidate.withholdsIfFree = holdingButForHours(withholds, classes);
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
    snapshot: request.snapshotState,
    candidates,
    classes,
    hours,
    couldOpen: !closed && candidates.some((candidate) => couldOpen(channel, candidate)),
    couldClose: !channel.always && !candidates.some((candidate) => isOpenAlways(channel, candidate)),
    verdicts: createByCode(),
    misses: null,
  };
}

const NO_CLAUSES: readonly number[] = [];

/** What a channel that is withheld for want of an offer came nearest to. */
export function missesOf(situation: ChannelSituation): ChannelMisses {
  situation.misses ??= createMisses(situation);
  return situation.misses;
}

function createMisses({ channel, candidates, classes, hours }: ChannelSituation): ChannelMisses {
  const { offers, candidateClasses } = channel;
  countRequestMisses(offers, classes);
  const ofCandidates = candidates.map((candidate) => {
    candidateClasses.restore(classes, candidate.classes);
    return missesButForHours(offers, classes);
  });
  const fewest = ofCandidates.reduce((least, misses) => Math.min(least, misses.fewest), Number.POSITIVE_INFINITY);
  let hoursOfMisses = hours;
  for (const misses of ofCandidates) {
    if (misses.fewest <= fewest + 1) hoursOfMisses = withHours(hoursOfMisses, offers, misses.nearest);
    if (misses.fewest === fewest) hoursOfMisses = withHours(hoursOfMisses, offers, misses.next);
  }
  return { ofCandidates, hours: hoursOfMisses, reasons: createByCode() };
}

/** With the hours that some clauses ask for. */
export function withHours(selection: HoursSelection, { hours }: Table, clauses: readonly number[]): HoursSelection {
  let wider = selection;
  for (const clause of clauses) for (const { axis } of hours[clause] as readonly Row[]) wider = wider.with(axis);
  return wider;
}

function couldOpen({ withholds }: CompiledChannel, { offersIfFree, withholdsIfFree }: CandidateSituation): boolean {
  return offersIfFree.length > 0 && !withholdsIfFree.some((clause) => isTimeless(withholds, clause));
}

function isOpenAlways({ offers: table }: CompiledChannel, { offers, withholds }: CandidateSituation): boolean {
  return withholds.length === 0 && offers.some((clause) => isTimeless(table, clause));
}

/** Whether a clause that holds but for hours holds whatever they are. */
function isTimeless({ hours }: Table, clause: number): boolean {
  return (hours[clause] as readonly Row[]).length === 0;
}
