import { CLOSED, type FactValue, HOURS_UNKNOWN, OPEN } from "../conditions/axis.js";
import type { Situation } from "../conditions/clause-table.js";
import type { HoursState } from "../schedule/hours-state.js";
import type { Timeline } from "../schedule/timeline.js";
import { blankSituation, type CompiledChannel, type CompiledRuleset } from "./compile-ruleset.js";
import { type Availability, UNKNOWN_AVAILABILITY } from "./read-availability.js";
import type { ReadRequest } from "./read-request.js";

/** A request put to a compiled ruleset: all there is to decide, at any instant. */
export interface Question {
  readonly compiled: CompiledRuleset;
  readonly request: ReadRequest;
  /** In the order of `channels`. */
  readonly channels: readonly QuestionChannel[];
  /** By hours axis; null for customer time where the customer's time zone is unknown. */
  readonly timelines: readonly (Timeline | null)[];
  readonly snapshot: "none" | "fresh" | "stale";
  /** The classes under consideration. Axes are filled in by {@link setHours} and {@link setCandidate}; a request's own stay. */
  readonly situation: Situation;
}

export interface QuestionChannel {
  readonly channel: CompiledChannel;
  /** Switched off by hand. */
  readonly closed: boolean;
  readonly candidates: readonly Candidate[];
}

/** One channel and language under consideration. */
export interface Candidate {
  readonly language: string;
  readonly usingFallbackLanguage: boolean;
  readonly availability: Availability;
}

/** The state of each schedule that rules read, by hours axis; null where it is unknown. */
export type Hours = readonly (HoursState | null)[];

export function askQuestion(compiled: CompiledRuleset, request: ReadRequest): Question {
  const snapshot = snapshotOf(request, compiled.maxAgeMs);
  const situation = blankSituation(compiled);
  for (const index of compiled.axes.request) {
    const axis = compiled.conditions.axes[index];
    if (axis !== undefined) situation[index] = axis.classOf(requestFact(request, axis.fact));
  }
  return {
    compiled,
    request,
    channels: compiled.channels.map((channel) => ({
      channel,
      closed: request.closedChannels.has(channel.id),
      candidates: candidatesOf(channel, request, snapshot === "fresh"),
    })),
    timelines: compiled.axes.hours.map(({ timelines }) => timelines.forCustomer(request.timeZone)),
    snapshot,
    situation,
  };
}

/** The value of a fact of the request, as its axis takes it. */
export function requestFact(request: ReadRequest, fact: string): FactValue | null {
  if (fact === "requestType" || fact === "requestTags") return request.requestType;
  return request.facts.get(fact) ?? null;
}

/** The value of a fact of a candidate; null where it is unknown. */
export function candidateFact(candidate: Candidate, fact: string): FactValue | null {
  switch (fact) {
    case "language":
      return candidate.language;
    case "usingFallbackLanguage":
      return candidate.usingFallbackLanguage;
    case "availableAgents":
    case "staffedAgents":
    case "contactsInQueue":
    case "estimatedWaitSeconds":
      return candidate.availability[fact];
    default:
      return null;
  }
}

export function hoursAt({ timelines }: Question, at: number): Hours {
  return timelines.map((timeline) => timeline?.stateAt(at) ?? null);
}

/** Moves the situation to an instant's hours. */
export function setHours({ compiled, situation }: Question, hours: Hours): void {
  for (const [index, { axis }] of compiled.axes.hours.entries()) {
    const state = hours[index] ?? null;
    situation[axis] = state === null ? HOURS_UNKNOWN : state.open ? OPEN : CLOSED;
  }
}

/** Moves the situation to a candidate, its agents as the request has them, or free. */
export function setCandidate(
  { compiled, situation }: Question,
  candidate: Candidate,
  agents: "as-they-are" | "free",
): void {
  const considered = agents === "free" ? { ...candidate, availability: FREE_AGENTS } : candidate;
  for (const index of compiled.axes.candidate) {
    const axis = compiled.conditions.axes[index];
    if (axis !== undefined) situation[index] = axis.classOf(candidateFact(considered, axis.fact));
  }
}

/** As many agents as any rule may ask for, and nobody waiting. */
const FREE_AGENTS: Availability = {
  availableAgents: Number.MAX_SAFE_INTEGER,
  staffedAgents: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
};

function snapshotOf({ availability, availabilityAsOf, at }: ReadRequest, maxAgeMs: number): Question["snapshot"] {
  if (availability === null) return "none";
  return at - availabilityAsOf > maxAgeMs ? "stale" : "fresh";
}

function candidatesOf(channel: CompiledChannel, request: ReadRequest, fresh: boolean): Candidate[] {
  const places: number[] = [];
  for (const { tag } of request.languages) {
    const place = channel.match(tag);
    if (place >= 0 && !places.includes(place)) places.push(place);
  }
  const matched = places.length;
  if (channel.fallback >= 0 && !places.includes(channel.fallback)) places.push(channel.fallback);

  const availability = fresh ? request.availability?.[channel.index] : undefined;
  return places.map((place, order) => ({
    language: channel.languages[place] as string,
    usingFallbackLanguage: order >= matched,
    availability: availability?.[place] ?? UNKNOWN_AVAILABILITY,
  }));
}
