import { type Issue, issueAt, type Path } from "../ruleset/issue.js";
import { readLanguageTag } from "../ruleset/language-tag.js";
import { malformedLanguageTag } from "../ruleset/malformed-language-tag.js";
import { quote } from "../ruleset/quote.js";
import { didYouMean } from "../ruleset/suggest.js";
import { isRecord, unknownChannel, wrongType } from "./request-issues.js";
import type { Vocabulary, VocabularyChannel } from "./vocabulary.js";

/** What is known of the agents for one channel and language; null where it is not. */
export interface Availability {
  readonly availableAgents: number | null;
  readonly staffedAgents: number | null;
  readonly contactsInQueue: number | null;
  readonly estimatedWaitSeconds: number | null;
}

/** Of one channel, by the place of the language in the channel's list. */
export type ChannelAvailability = readonly Availability[];

/** Without a snapshot, or with a stale one. */
export const UNKNOWN_AVAILABILITY: Availability = {
  availableAgents: null,
  staffedAgents: null,
  contactsInQueue: null,
  estimatedWaitSeconds: null,
};

/** Reads a snapshot; a channel or a language that is missing from it has no agents. */
export function readAvailability(snapshot: unknown, { channels }: Vocabulary, issues: Issue[]): ChannelAvailability[] {
  const path = ["agentAvailability"];
  const byChannel = [...channels.values()].map(
    ({ languages }): ChannelAvailability => Array<Availability>(languages.size).fill(NOBODY),
  );
  if (!isRecord(snapshot)) {
    issues.push(wrongType(path, "`agentAvailability`", "an object"));
    return byChannel;
  }
  for (const id of Object.keys(snapshot)) {
    const channel = channels.get(id);
    if (channel === undefined) issues.push(unknownChannel([...path, id], id, channels));
    else byChannel[channel.index] = readChannel(snapshot[id], channel, [...path, id], issues);
  }
  return byChannel;
}

const NOBODY: Availability = {
  availableAgents: 0,
  staffedAgents: 0,
  contactsInQueue: null,
  estimatedWaitSeconds: null,
};

const ANY_LANGUAGE = "*";

function readChannel(entries: unknown, channel: VocabularyChannel, path: Path, issues: Issue[]): ChannelAvailability {
  const listed = Array<Availability | null>(channel.languages.size).fill(null);
  if (!isRecord(entries)) {
    issues.push(wrongType(path, `the availability of ${quote(String(path.at(-1)))}`, "an object of languages"));
    return [];
  }
  let others = NOBODY;
  const canonical = new Set<string>();
  for (const key of Object.keys(entries)) {
    const availability = readEntry(entries[key], [...path, key], issues);
    if (key === ANY_LANGUAGE) {
      others = availability;
      continue;
    }
    const tag = canonicalTag(key);
    if (tag === null) {
      issues.push(issueAt([...path, key], malformedLanguageTag(key)));
      continue;
    }
    if (canonical.has(tag)) {
      const problem = `${quote(key)} is the same language as another key, \`${tag}\``;
      issues.push(issueAt([...path, key], { code: "duplicate-language", problem, hint: "keep one" }));
    }
    canonical.add(tag);
    const place = channel.languages.get(tag);
    if (place !== undefined) listed[place] = availability;
  }
  return listed.map((availability) => availability ?? others);
}

function canonicalTag(key: string): string | null {
  const read = readLanguageTag(key);
  return read.kind === "language" ? read.tag : read.kind === "skipped" ? key : null;
}

const ENTRY_KEYS = ["available", "staffed", "contactsInQueue", "estimatedWaitSeconds"] as const;

function readEntry(entry: unknown, path: Path, issues: Issue[]): Availability {
  if (typeof entry === "number") {
    return {
      ...UNKNOWN_AVAILABILITY,
      availableAgents: readCount(entry, path, "the number of available agents", true, issues),
    };
  }
  if (!isRecord(entry)) {
    issues.push(
      wrongType(path, "an entry of `agentAvailability`", "a number of agents, or an object with `available`"),
    );
    return NOBODY;
  }
  for (const key of Object.keys(entry)) {
    if (ENTRY_KEYS.some((known) => known === key)) continue;
    const problem = `unknown key ${quote(key)}`;
    issues.push(issueAt([...path, key], { code: "unknown-key", problem, hint: didYouMean(key, ENTRY_KEYS) }));
  }
  const { available, staffed, contactsInQueue, estimatedWaitSeconds } = entry;
  const count = (value: unknown, key: string, whole: boolean) =>
    value === undefined ? null : readCount(value, [...path, key], `\`${key}\``, whole, issues);
  if (available === undefined) {
    const problem = "`available` is missing";
    issues.push(issueAt(path, { code: "missing-key", problem, hint: "give the number of agents that are free now" }));
  }
  return {
    availableAgents: count(available, "available", true),
    staffedAgents: count(staffed, "staffed", true),
    contactsInQueue: count(contactsInQueue, "contactsInQueue", true),
    estimatedWaitSeconds: count(estimatedWaitSeconds, "estimatedWaitSeconds", false),
  };
}

function readCount(value: unknown, path: Path, what: string, whole: boolean, issues: Issue[]): number | null {
  if (
    typeof value === "number" &&
    value >= 0 &&
    value <= Number.MAX_SAFE_INTEGER &&
    (!whole || Number.isInteger(value))
  ) {
    return value + 0;
  }
  const expected = whole ? "a whole number, 0 or more" : "a number of seconds, 0 or more";
  issues.push(issueAt(path, { code: "invalid-value", problem: `${what} must be ${expected}` }));
  return null;
}
