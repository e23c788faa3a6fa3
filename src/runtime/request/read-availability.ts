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

export interface ChannelAvailability {
  /** By the index of the language in the channel's list; undefined if the snapshot does not list it. */
  readonly listed: readonly (Availability | undefined)[];
  readonly others: Availability;
}

/** By the index of the channel; undefined for a channel that the snapshot omits. */
export type Snapshot = readonly (ChannelAvailability | undefined)[];

/** Whether the snapshot of the agents can be used. */
export type SnapshotState = "none" | "fresh" | "stale";

export function readSnapshot(snapshot: unknown, { channels }: Vocabulary, issues: Issue[]): Snapshot {
  const byChannel: (ChannelAvailability | undefined)[] = [];
  if (!isPlainObject(snapshot)) {
    issues.push(notPlainIssue(["agentAvailability"], "`agentAvailability`", "an object", snapshot));
    return byChannel;
  }
  for (const id of keysOf(snapshot, ["agentAvailability"], issues)) {
    if (issues.length > MAX_REQUEST_ISSUES) break;
    const name = nameOfKey(id, snapshot, channels, ["agentAvailability"], issues);
    const channel = name === undefined ? undefined : channels.get(name);
    if (channel === undefined) issues.push(unknownName(["agentAvailability", id], "channel", id, channels));
    else byChannel[channel.index] = readChannel(snapshot[id], id, channel, issues);
  }
  return byChannel;
}

/** The key for the languages that a snapshot does not list. */
export const ANY_LANGUAGE = "*";

function readChannel(entries: unknown, id: string, channel: VocabularyChannel, issues: Issue[]): ChannelAvailability {
  const listed: (Availability | undefined)[] = [];
  let others = NOBODY;
  if (entries === null) return { listed, others: UNKNOWN_AVAILABILITY };
  if (!isPlainObject(entries)) {
    const what = `the availability of ${quote(id)}`;
    issues.push(notPlainIssue(["agentAvailability", id], what, "an object of languages", entries));
    return { listed, others };
  }
  let unserved: Set<string> | null = null;
  for (const key of keysOf(entries, ["agentAvailability", id], issues)) {
    if (issues.length > MAX_REQUEST_ISSUES) break;
    const availability = readEntry(entries[key], id, key, issues);
    if (key === ANY_LANGUAGE) {
      others = availability;
      continue;
    }
    const tag = channel.languages.has(key) ? key : canonicalTag(key);
    const place = tag === null ? undefined : channel.languages.get(tag);
    if (tag === null) {
      issues.push(issueAt(["agentAvailability", id, key], malformedLanguageTag(key)));
    } else if (place === undefined) {
      unserved ??= new Set();
      if (unserved.has(tag)) issues.push(listedTwice(id, key, tag));
      unserved.add(tag);
    } else {
      if (listed[place] !== undefined) issues.push(listedTwice(id, key, tag));
      listed[place] = availability;
    }
  }
  return { listed, others };
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
  if (!isPlainObject(entry)) {
    const wanted = "a number of agents, an object with `available`, or null";
    const path = ["agentAvailability", channel, language];
    issues.push(notPlainIssue(path, "an entry of `agentAvailability`", wanted, entry));
    return NOBODY;
  }
  reportUnknownKeys(entry, ENTRY_KEYS, ["agentAvailability", channel, language], issues);
  return readNumbers(entry, channel, language, issues);
}
