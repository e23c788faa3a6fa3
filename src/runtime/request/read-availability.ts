import { ENTRY_KEYS } from "../../values/facts.js";
import { type Issue, issueAt } from "../../values/issue.js";
import { malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";
import { isPlainObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import type { Vocabulary, VocabularyChannel } from "../vocabulary.js";
import { type Availability, NOBODY, readFreeAgents, readNumbers, UNKNOWN_AVAILABILITY } from "./agent-numbers.js";
import {
  keysOf,
  MAX_REQUEST_ISSUES,
  nameOfKey,
  notPlainIssue,
  reportUnknownKeys,
  unknownName,
} from "./request-issues.js";

// For `safeRoute`, a part that cannot be read becomes unknown. A key that means nothing may stand for any key that is missing beside it, so
// those become unknown too: a typo must not read as nobody.

export interface ChannelAvailability {
  /** By the index of the language in the channel's list; undefined if the snapshot does not list it. */
  readonly listed: readonly (Availability | undefined)[];
  readonly others: Availability;
  /** Whether an entry says when it was read. */
  readonly hasOwnTimes: boolean;
}

/** By the index of the channel; undefined for a channel that the snapshot omits. */
export type Snapshot = readonly (ChannelAvailability | undefined)[];

const UNKNOWN_CHANNEL: ChannelAvailability = { listed: [], others: UNKNOWN_AVAILABILITY, hasOwnTimes: false };

/** Returns null for a snapshot that cannot be read. */
export function readSnapshot(snapshot: unknown, { channels }: Vocabulary, issues: Issue[]): Snapshot | null {
  const path = ["agentAvailability"];
  if (!isPlainObject(snapshot)) {
    issues.push(notPlainIssue(path, "`agentAvailability`", "an object", snapshot));
    return null;
  }
  const byChannel: (ChannelAvailability | undefined)[] = [];
  let issuesBefore = issues.length;
  const ids = keysOf(snapshot, path, issues);
  if (issues.length > issuesBefore) return null;
  let hasDroppedKey = false;
  for (const id of ids) {
    if (issues.length > MAX_REQUEST_ISSUES) break;
    issuesBefore = issues.length;
    const name = nameOfKey(id, snapshot, channels, path, issues);
    const channel = name === undefined ? undefined : channels.get(name);
    if (channel === undefined) issues.push(unknownName([...path, id], "channel", id, channels));
    if (issues.length > issuesBefore) hasDroppedKey = true;
    if (channel === undefined) continue;
    const read = readChannel(snapshot[id], id, channel, issues);
    // Two spellings of one channel contradict each other.
    byChannel[channel.index] = byChannel[channel.index] === undefined ? read : UNKNOWN_CHANNEL;
  }
  if (hasDroppedKey) for (const { index } of channels.values()) byChannel[index] ??= UNKNOWN_CHANNEL;
  return byChannel;
}

/** The key for the languages that a snapshot does not list. */
export const ANY_LANGUAGE = "*";

function readChannel(entries: unknown, id: string, channel: VocabularyChannel, issues: Issue[]): ChannelAvailability {
  const listed: (Availability | undefined)[] = [];
  let others = NOBODY;
  if (entries === null) return UNKNOWN_CHANNEL;
  const path = ["agentAvailability", id];
  if (!isPlainObject(entries)) {
    issues.push(notPlainIssue(path, `the availability of ${quote(id)}`, "an object of languages", entries));
    return UNKNOWN_CHANNEL;
  }
  let issuesBefore = issues.length;
  const keys = keysOf(entries, path, issues);
  if (issues.length > issuesBefore) return UNKNOWN_CHANNEL;
  let hasDroppedKey = false;
  let hasOwnTimes = false;
  let unserved: Set<string> | null = null;
  for (const key of keys) {
    if (issues.length > MAX_REQUEST_ISSUES) break;
    const availability = readEntry(entries[key], id, key, issues);
    if (availability.asOf !== null) hasOwnTimes = true;
    issuesBefore = issues.length;
    if (key === ANY_LANGUAGE) {
      others = availability;
      continue;
    }
    const tag = channel.languages.has(key) ? key : canonicalTag(key);
    const place = tag === null ? undefined : channel.languages.get(tag);
    if (tag === null) {
      issues.push(issueAt([...path, key], malformedLanguageTag(key)));
    } else if (place === undefined) {
      unserved ??= new Set();
      if (unserved.has(tag)) issues.push(listedTwice(id, key, tag));
      unserved.add(tag);
    } else {
      const isTwice = listed[place] !== undefined;
      if (isTwice) issues.push(listedTwice(id, key, tag));
      listed[place] = isTwice ? UNKNOWN_AVAILABILITY : availability;
    }
    if (issues.length > issuesBefore) hasDroppedKey = true;
  }
  return { listed, others: hasDroppedKey ? UNKNOWN_AVAILABILITY : others, hasOwnTimes };
}

function canonicalTag(key: string): string | null {
  const read = readLanguageTag(key);
  return read.kind === "language" ? read.tag : read.kind === "skipped" ? key : null;
}

function listedTwice(id: string, key: string, tag: string): Issue {
  const problem = `${quote(key)} is the same language as another key, \`${tag}\``;
  return issueAt(["agentAvailability", id, key], { code: "duplicate-language", problem, hint: "keep one" });
}

function readEntry(entry: unknown, channel: string, language: string, issues: Issue[]): Availability {
  if (typeof entry === "number") return readFreeAgents(entry, channel, language, issues);
  if (entry === null) return UNKNOWN_AVAILABILITY;
  const path = ["agentAvailability", channel, language];
  if (!isPlainObject(entry)) {
    const wanted = "a number of agents, an object with `available`, or null";
    issues.push(notPlainIssue(path, "an entry of `agentAvailability`", wanted, entry));
    return UNKNOWN_AVAILABILITY;
  }
  const issuesBefore = issues.length;
  reportUnknownKeys(entry, ENTRY_KEYS, path, issues);
  const hasTooManyKeys = issues.length > issuesBefore && issues.at(-1)?.code === "too-many";
  const read = readNumbers(entry, channel, language, issues);
  return hasTooManyKeys ? UNKNOWN_AVAILABILITY : read;
}
