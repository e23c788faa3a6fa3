import type { RulesetDocument } from "../../ruleset/document.js";
import type { DecidingRuleset, RoutingDecision, WithheldReason } from "../../runtime/decision.js";
import { createLanguageMatcher } from "../../runtime/language/language-matcher.js";
import { readLanguages } from "../../runtime/language/read-languages.js";
import type { ReplayTally } from "./replay-report.js";

/** A customer's request type and language. */
export interface CustomerGroup {
  readonly requestType: string;
  readonly language: string | null;
}

/** The request types and languages to count by. Null stands for all languages that no channel serves. */
export interface TallyGroups {
  readonly requestTypes: readonly string[];
  readonly languages: readonly (string | null)[];
}

/**
 * Prepares to count decisions of `ruleset`, whose id, version and fingerprint are in `identity`. The memory depends only on the ruleset.
 */
export function createTallyCounter(
  ruleset: RulesetDocument,
  identity: DecidingRuleset,
  { requestTypes, languages }: TallyGroups,
) {
  const zeros = () => Object.fromEntries(ruleset.channels.map(({ id }) => [id, 0]));
  const channels = new Map(ruleset.channels.map((channel) => [channel.id, createChannelCount(channel.languages)]));
  const steps = countsOf((ruleset.steps ?? []).map(({ id }) => id));
  const types = new Map(requestTypes.map((requestType) => [requestType, { requests: 0, offered: zeros() }]));
  const served = new Map(languages.map((language) => [language, { requests: 0, offered: zeros() }]));
  let requests = 0;

  return {
    add({ requestType, language }: CustomerGroup, decision: RoutingDecision) {
      requests++;
      const groups = [types.get(requestType), served.get(language)] as GroupCount[];
      for (const group of groups) group.requests++;
      for (const [place, { channel, servedLanguage }] of decision.offered.entries()) {
        const counts = channels.get(channel) as ChannelCount;
        counts.offered++;
        if (place === 0) counts.offeredFirst++;
        increment(counts.servedLanguages, servedLanguage);
        for (const { offered } of groups) offered[channel] = (offered[channel] as number) + 1;
      }
      for (const { channel, reasons } of decision.withheld) {
        const counts = channels.get(channel) as ChannelCount;
        counts.withheld++;
        // Two rules may give the same reason code; the customer sees it once.
        for (const code of new Set(reasons.map(codeOf))) increment(counts.reasons, code);
      }
      for (const { step } of decision.steps) increment(steps, step);
    },
    tally: (): ReplayTally => ({
      ruleset: { ...identity },
      channels: [...channels].map(([channel, { offered, offeredFirst, servedLanguages, withheld, reasons }]) => ({
        channel,
        offered,
        share: shareOf(offered, requests),
        offeredFirst,
        servedLanguages: [...servedLanguages].map(([language, times]) => ({ language, offered: times })),
        withheld,
        // Sorts equal counts by code, so that the order of the requests does not matter.
        reasons: [...reasons]
          .sort(([left, a], [right, b]) => b - a || (left < right ? -1 : 1))
          .map(([code, times]) => ({ code, withheld: times, share: shareOf(times, withheld) })),
      })),
      requestTypes: mostFirst([...types].map(([requestType, count]) => ({ requestType, ...copyOf(count) }))),
      languages: mostFirst([...served].map(([language, count]) => ({ language, ...copyOf(count) }))),
      steps: [...steps].map(([step, advised]) => ({ step, advised, share: shareOf(advised, requests) })),
    }),
  };
}

type ChannelCount = ReturnType<typeof createChannelCount>;

function createChannelCount(languages: readonly string[]) {
  return {
    offered: 0,
    offeredFirst: 0,
    servedLanguages: countsOf(languages),
    withheld: 0,
    reasons: countsOf<string>([]),
  };
}

/** The requests of a group, and the offers to them by channel. */
interface GroupCount {
  requests: number;
  readonly offered: Record<string, number>;
}

function copyOf({ requests, offered }: GroupCount): GroupCount {
  return { requests, offered: { ...offered } };
}

function codeOf({ code }: WithheldReason): string {
  return code;
}

/** Starts to count by some keys, in their order. */
export function countsOf<Key>(keys: readonly Key[]): Map<Key, number> {
  return new Map(keys.map((key) => [key, 0]));
}

/** Adds one to a count. */
export function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Returns a share from 0 to 1; 0 if the whole is 0. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Sorts rows by requests, most first. Equal rows keep their order. */
export function mostFirst<Row extends { readonly requests: number }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((left, right) => right.requests - left.requests);
}

/**
 * Prepares to group customers by the languages of all rulesets. Uses the aliases of the first one.
 *
 * `languageOf` gives the served language that matches the first tag of a request with a match; null if none matches. Ignores `*`.
 */
export function createCustomerLanguages(rulesets: readonly RulesetDocument[]) {
  const served = [...new Set(rulesets.flatMap(({ channels }) => channels.flatMap(({ languages }) => languages)))];
  const match = createLanguageMatcher(served, rulesets[0]?.languages.aliases);
  return {
    languages: [...served, null],
    languageOf(language: string | readonly string[]): string | null {
      for (const text of typeof language === "string" ? [language] : language) {
        const tag = readLanguages(text, []).tags[0]?.tag ?? null;
        const matched = tag === "*" ? undefined : served[match(tag)];
        if (matched !== undefined) return matched;
      }
      return null;
    },
  };
}
