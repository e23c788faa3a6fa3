import type { Situation } from "../conditions/clause-table.js";
import type { ChannelOutcome } from "./channel-outcome.js";
import type { CompiledChannel, CompiledRuleset } from "./compile-ruleset.js";
import type { HoursPattern } from "./hours-line.js";
import type { CandidateLanguages } from "./language-plan.js";
import type { Availability } from "./read-availability.js";
import type { FactValue } from "./read-facts.js";

/** Whether the contact centre's report on its agents can be relied on. */
export type SnapshotState = "none" | "fresh" | "stale";

/** One channel in the classes that a request falls into, at hours yet to be said. */
export interface ChannelSituation {
  readonly channel: CompiledChannel;
  /** Switched off by hand. */
  readonly closed: boolean;
  readonly snapshot: SnapshotState;
  readonly candidates: readonly CandidateSituation[];
  /** The classes of the request's own facts; those of hours and candidates are for {@link setHours} and {@link setCandidate}. */
  readonly request: Situation;
  /** By the index of the hours' pattern; filled in as they are asked for. */
  readonly outcomes: (ChannelOutcome | undefined)[];
  /** Whether any hours whatever could open it, if agents were free, and close it; null until asked. */
  couldOpen: boolean | null;
  couldClose: boolean | null;
}

/** One channel and language under consideration. */
export interface CandidateSituation {
  /** Of the language, in the channel's list. */
  readonly place: number;
  readonly language: string;
  readonly usingFallbackLanguage: boolean;
  /** By candidate axis. */
  readonly classes: readonly number[];
  /** The same, were agents free. */
  readonly classesIfFree: readonly number[];
}

/** As many agents as any rule may ask for, and nobody waiting. */
const FREE_AGENTS: Availability = {
  availableAgents: Number.MAX_SAFE_INTEGER,
  staffedAgents: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
};

/** `availabilityOf` gives what is known of the agents for the language at a place. */
export function createChannelSituation(
  compiled: CompiledRuleset,
  channel: CompiledChannel,
  request: Situation,
  { places, matched }: CandidateLanguages,
  availabilityOf: (place: number) => Availability,
  { closed, snapshot }: { readonly closed: boolean; readonly snapshot: SnapshotState },
): ChannelSituation {
  const candidates = places.map((place, order): CandidateSituation => {
    const language = channel.languages[place] as string;
    const usingFallbackLanguage = order >= matched;
    const classesWith = (availability: Availability) =>
      compiled.axes.candidate.map((index) => {
        const axis = compiled.conditions.axes[index];
        const facts = { language, usingFallbackLanguage, ...availability };
        return axis === undefined ? 0 : axis.classOf(candidateFact(facts, axis.fact));
      });
    return {
      place,
      language,
      usingFallbackLanguage,
      classes: classesWith(availabilityOf(place)),
      classesIfFree: classesWith(FREE_AGENTS),
    };
  });
  return { channel, closed, snapshot, candidates, request, outcomes: [], couldOpen: null, couldClose: null };
}

/** What rules can know of a candidate. */
export type CandidateFacts = Availability & { readonly language: string; readonly usingFallbackLanguage: boolean };

/** The value of a candidate's fact; null where it is unknown. */
export function candidateFact(facts: CandidateFacts, fact: string): FactValue | null {
  switch (fact) {
    case "language":
    case "usingFallbackLanguage":
    case "availableAgents":
    case "staffedAgents":
    case "contactsInQueue":
    case "estimatedWaitSeconds":
      return facts[fact];
    default:
      return null;
  }
}

/** A situation of the request at those hours; its candidate is yet to be set. */
export function situationAt({ axes }: CompiledRuleset, request: Situation, { classes }: HoursPattern): Situation {
  const situation = request.slice();
  for (const [index, { axis }] of axes.hours.entries()) situation[axis] = classes[index] as number;
  return situation;
}

export function setCandidate(situation: Situation, { axes }: CompiledRuleset, classes: readonly number[]): void {
  for (const [index, axis] of axes.candidate.entries()) situation[axis] = classes[index] as number;
}
