import { nameLike } from "../../values/compare-texts.js";
import { RequestError } from "../../values/errors.js";
import type { FactValue } from "../../values/facts.js";
import { readInstant } from "../../values/instant.js";
import { describeInstantFault } from "../../values/instant-fault.js";
import { type Issue, issueAt } from "../../values/issue.js";
import { isAbsent, isPlainObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { givenZone, isTimeZone } from "../../values/time-zone.js";
import type { Vocabulary } from "../vocabulary.js";
import { type Availability, NOBODY, UNKNOWN_AVAILABILITY } from "./agent-numbers.js";
import type { LanguagePlan, LanguagePlanner } from "./language-plan.js";
import { readSnapshot, type Snapshot, type SnapshotState } from "./read-availability.js";
import { readFacts } from "./read-facts.js";
import { MAX_REQUEST_ISSUES, notPlainIssue, reportUnknownKeys, unknownName, wrongTypeIssue } from "./request-issues.js";

/** A checked request, in the form that deciding needs. */
export interface ReadRequest {
  readonly requestType: string;
  /** Epoch ms. */
  readonly at: number;
  readonly languages: LanguagePlan;
  readonly timeZone: string | null;
  readonly snapshotState: SnapshotState;
  /** Null if the request has none. */
  readonly snapshot: Snapshot | null;
  /** When the snapshot was taken: what the request says, or else its own instant. Epoch ms. */
  readonly snapshotAsOf: number;
  /** The first instant at which a fresh snapshot becomes stale, or one from the future becomes fresh; infinity for never. Epoch ms. */
  readonly freshnessChangesAt: number;
  readonly closedChannels: ReadonlySet<string>;
  /** Values of all declared facts, in the order of declaration; null if unknown. */
  readonly facts: readonly (FactValue | null)[];
}

/** Reads and checks a request, whatever its type. Throws {@link RequestError} with every issue. Reads each property once. */
export function readRequest(request: unknown, vocabulary: Vocabulary, planLanguages: LanguagePlanner): ReadRequest {
  const issues: Issue[] = [];
  let read: ReadRequest | null = null;
  try {
    read = readInto(request, vocabulary, planLanguages, issues);
  } catch {
    // Only the caller's own code can throw here: a getter or a proxy.
    issues.push(
      issueAt([], { code: "unreadable", problem: "reading the request threw an error", hint: "pass a plain object" }),
    );
  }
  if (read === null || issues.length > 0) throw new RequestError(foremost(issues));
  return read;
}

function foremost(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= MAX_REQUEST_ISSUES) return issues;
  const problem = "there are more problems than these";
  return [
    ...issues.slice(0, MAX_REQUEST_ISSUES),
    issueAt([], { code: "too-many-issues", problem, hint: "mend these first" }),
  ];
}

const KEYS: ReadonlySet<string> = new Set([
  "requestType",
  "at",
  "language",
  "timeZone",
  "agentAvailability",
  "agentAvailabilityAsOf",
  "closedChannels",
  "facts",
]);

function readInto(
  request: unknown,
  vocabulary: Vocabulary,
  planLanguages: LanguagePlanner,
  issues: Issue[],
): ReadRequest | null {
  if (!isPlainObject(request)) {
    issues.push(notPlainIssue([], "the request", "an object", request));
    return null;
  }
  reportUnknownKeys(request, KEYS, [], issues);
  const { requestType, at, language, timeZone, agentAvailability, agentAvailabilityAsOf, closedChannels, facts } =
    request;
  const languages = planLanguages(language, issues);
  const readAt = readInstantAt(at, "at", issues);
  const type = readRequestType(requestType, vocabulary, issues);
  const zone = readTimeZone(timeZone, issues);
  const snapshot = isAbsent(agentAvailability) ? null : readSnapshot(agentAvailability, vocabulary, issues);
  const asOf = isAbsent(agentAvailabilityAsOf)
    ? readAt
    : readInstantAt(agentAvailabilityAsOf, "agentAvailabilityAsOf", issues);
  const freshFrom = asOf - vocabulary.maxAgeMs;
  const staleFrom = asOf + vocabulary.maxAgeMs + 1;
  const isFresh = readAt >= freshFrom && readAt < staleFrom;
  const closed = isAbsent(closedChannels) ? NONE : readClosedChannels(closedChannels, vocabulary, issues);
  const values = readFacts(facts, vocabulary, issues);
  if (languages === null) return null;
  return {
    requestType: type,
    at: readAt,
    languages,
    timeZone: zone,
    snapshotState: snapshot === null ? "none" : isFresh ? "fresh" : "stale",
    snapshot,
    snapshotAsOf: asOf,
    freshnessChangesAt:
      snapshot === null || readAt >= staleFrom ? Number.POSITIVE_INFINITY : isFresh ? staleFrom : freshFrom,
    closedChannels: closed,
    facts: values,
  };
}

/** The agents of a channel, by its index, for the language at an index of its list. What a snapshot omits has no agents. */
export function availabilityOf({ snapshot, snapshotState }: ReadRequest, channel: number, place: number): Availability {
  if (snapshot === null || snapshotState !== "fresh") return UNKNOWN_AVAILABILITY;
  const entries = snapshot[channel];
  return entries === undefined ? NOBODY : (entries.listed[place] ?? entries.others);
}

const NONE: ReadonlySet<string> = new Set();

function readRequestType(requestType: unknown, { requestTypes }: Vocabulary, issues: Issue[]): string {
  const path = ["requestType"];
  if (typeof requestType !== "string") {
    issues.push(wrongTypeIssue(path, "`requestType`", "a text"));
    return "";
  }
  const type = nameLike(requestTypes, requestType);
  if (type === undefined) issues.push(unknownName(path, "request type", requestType, requestTypes));
  return type ?? "";
}

function readInstantAt(value: unknown, key: string, issues: Issue[]): number {
  const at = readInstant(value);
  if (at !== null) return at;
  issues.push(issueAt([key], describeInstantFault(quote(key), value)));
  return 0;
}

function readTimeZone(given: unknown, issues: Issue[]): string | null {
  const path = ["timeZone"];
  const timeZone: unknown = givenZone(given as string | null | undefined);
  if (timeZone === null) return null;
  if (typeof timeZone !== "string") {
    issues.push(wrongTypeIssue(path, "`timeZone`", "a text"));
  } else if (!isTimeZone(timeZone)) {
    const problem = `unknown time zone ${quote(timeZone)}`;
    issues.push(
      issueAt(path, { code: "unknown-time-zone", problem, hint: "give an IANA name such as `Europe/Amsterdam`" }),
    );
  } else {
    return timeZone;
  }
  return null;
}

function readClosedChannels(closed: unknown, vocabulary: Vocabulary, issues: Issue[]): ReadonlySet<string> {
  const read = new Set<string>();
  if (!Array.isArray(closed)) {
    issues.push(wrongTypeIssue(["closedChannels"], "`closedChannels`", "a list of channel ids"));
    return read;
  }
  const { length } = closed;
  if (length > MAX_CLOSED_CHANNELS) {
    const problem = `\`closedChannels\` lists ${length} channels, more than ${MAX_CLOSED_CHANNELS}`;
    issues.push(issueAt(["closedChannels"], { code: "too-many", problem, hint: "list each channel once" }));
    return read;
  }
  for (let index = 0; index < length && issues.length <= MAX_REQUEST_ISSUES; index++) {
    const id: unknown = closed[index];
    const path = ["closedChannels", index];
    if (typeof id !== "string") {
      issues.push(wrongTypeIssue(path, "an entry of `closedChannels`", "a channel id"));
      continue;
    }
    const name = nameLike(vocabulary.channels, id);
    if (name === undefined) {
      issues.push(unknownName(path, "channel", id, vocabulary.channels));
      continue;
    }
    if (vocabulary.channels.get(name)?.always) {
      const problem = `${quote(id)} is offered always; it cannot be closed`;
      issues.push(issueAt(path, { code: "always-channel-closed", problem }));
    }
    read.add(name);
  }
  return read;
}

const MAX_CLOSED_CHANNELS = 1000;
