import type { RulesetDocument } from "../../src/ruleset/document.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import type { DeclaredFact } from "../../src/values/declared-fact.js";
import type { AgentAvailability } from "../../src/values/facts.js";
import type { Instant } from "../../src/values/instant.js";
import type { Candidate } from "./candidates.js";
import type { NaiveHours } from "./schedule.js";

/** A fact that is not there is unknown. `time` holds, for each schedule, `open`, `closed` or null for unknown. */
export type Facts = Readonly<Record<string, unknown>>;

/** What the clock changes. */
export interface Moment {
  /** By schedule; null where it is in customer time and the request names no time zone. */
  readonly hours: Readonly<Record<string, NaiveHours | null>>;
  /** Which reports on agents count, by the time of each, epoch ms: those that are recent. Or what if everyone were free. */
  readonly reports: readonly number[] | "everyone-free";
}

export function requestFacts(document: RulesetDocument, request: ContactRequest, moment: Moment): Facts {
  const declared = Object.entries(document.facts ?? {}).map(([name, fact]) => [
    name,
    spelled(fact, request.facts?.[name] ?? fact.default),
  ]);
  const time = Object.entries(moment.hours).map(([id, hours]) => [
    id,
    hours === null ? null : hours.open ? "open" : "closed",
  ]);
  return {
    ...Object.fromEntries(declared),
    requestType: request.requestType,
    requestTags: document.requestTypes[request.requestType]?.tags ?? [],
    time: Object.fromEntries(time),
  };
}

/** Texts are compared in NFC, whole JSON too: nothing in its syntax combines with a mark. */
export function inNfc(text: string): string {
  return text.normalize("NFC");
}

/** A listed text as the ruleset spells it, any other in NFC. */
function spelled(fact: DeclaredFact, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const listed = fact.type === "string" ? (fact.values ?? []) : [];
  return listed.find((each) => inNfc(each) === inNfc(value)) ?? inNfc(value);
}

export function candidateFacts(request: ContactRequest, moment: Moment, channel: string, candidate: Candidate): Facts {
  const availability = availabilityOf(request, moment, channel, candidate.language);
  return {
    language: candidate.language,
    usingFallbackLanguage: candidate.usingFallbackLanguage,
    ...(availability.available == null ? {} : { availableAgents: availability.available }),
    ...(availability.staffed == null ? {} : { staffedAgents: availability.staffed }),
    ...(availability.contactsInQueue == null ? {} : { contactsInQueue: availability.contactsInQueue }),
    ...(availability.estimatedWaitSeconds == null ? {} : { estimatedWaitSeconds: availability.estimatedWaitSeconds }),
  };
}

const EVERYONE_FREE: AgentAvailability = {
  available: Number.MAX_SAFE_INTEGER,
  staffed: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
};

function availabilityOf(
  request: ContactRequest,
  moment: Moment,
  channel: string,
  language: string,
): Partial<AgentAvailability> {
  if (moment.reports === "everyone-free") return EVERYONE_FREE;
  const time = timeOfReport(request, channel, language);
  if (time === null || !moment.reports.includes(time)) return {};
  if (request.agentAvailability?.[channel] === null) return {};
  const entry = entryFor(request, channel, language);
  if (entry === undefined) return { available: 0, staffed: 0 };
  return typeof entry === "number" ? { available: entry } : (entry ?? {});
}

function entryFor(request: ContactRequest, channel: string, language: string) {
  const entries = Object.entries(request.agentAvailability?.[channel] ?? {});
  return (entries.find(([key]) => canonical(key) === language) ?? entries.find(([key]) => key === "*"))?.[1];
}

/** When someone last looked at the agents of a channel and language; null if nobody did. Epoch ms. */
export function timeOfReport(request: ContactRequest, channel: string, language: string): number | null {
  if (request.agentAvailability == null) return null;
  const entry = entryFor(request, channel, language);
  const own = typeof entry === "object" ? entry?.asOf : undefined;
  return epochOf(own ?? request.agentAvailabilityAsOf ?? request.at);
}

/** Each time at which someone looked at any agents, once. Epoch ms. */
export function timesOfReports({ agentAvailability, agentAvailabilityAsOf, at }: ContactRequest): number[] {
  if (agentAvailability == null) return [];
  const entries = Object.values(agentAvailability).flatMap((each) => Object.values(each ?? {}));
  const own = entries.flatMap((entry) => (typeof entry === "object" ? (entry?.asOf ?? []) : []));
  return [...new Set([agentAvailabilityAsOf ?? at, ...own].map(epochOf))];
}

export function epochOf(instant: Instant): number {
  return new Date(instant).getTime();
}

/** Only to save time: snapshots name few languages. */
const knownTags = new Map<string, string | undefined>();
const MOST_TAGS = 2000;

function canonical(tag: string): string | undefined {
  if (knownTags.has(tag)) return knownTags.get(tag);
  const found = canonicalAnew(tag);
  if (knownTags.size >= MOST_TAGS) knownTags.clear();
  knownTags.set(tag, found);
  return found;
}

/** `Intl` throws on some well-formed tags; no channel serves those. */
function canonicalAnew(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
