import type { RulesetDocument } from "../../ruleset/document.js";
import type { DecidingRuleset, OfferedChannel, RoutingDecision, WithheldChannel } from "../../runtime/decision.js";
import { createLanguageMatcher } from "../../runtime/language/language-matcher.js";
import { readLanguages } from "../../runtime/language/read-languages.js";
import type { ChannelTally, ReplayTally } from "./replay-report.js";

/** A customer's request type and language, as indices into {@link TallyGroups}. */
export interface CustomerGroup {
  readonly requestType: number;
  readonly language: number;
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
  const channels = ruleset.channels.map(createChannelCounter);
  const channelIndex = new Map(ruleset.channels.map(({ id }, index) => [id, index]));
  const steps = new Map((ruleset.steps ?? []).map(({ id }) => [id, { advised: 0 }]));
  const width = channels.length;
  let requests = 0;
  // Doubles count to 2^53; 32-bit integers would overflow.
  const requestsByType = new Float64Array(requestTypes.length);
  const requestsByLanguage = new Float64Array(languages.length);
  const offeredByType = new Float64Array(requestTypes.length * width);
  const offeredByLanguage = new Float64Array(languages.length * width);

  return {
    add({ requestType, language }: CustomerGroup, { offered, withheld, steps: advised }: RoutingDecision) {
      requests++;
      increment(requestsByType, requestType);
      increment(requestsByLanguage, language);
      for (let place = 0; place < offered.length; place++) {
        const offer = offered[place] as OfferedChannel;
        const channel = channelIndex.get(offer.channel) as number;
        channels[channel]?.addOffer(offer, place);
        increment(offeredByType, requestType * width + channel);
        increment(offeredByLanguage, language * width + channel);
      }
      for (const each of withheld) channels[channelIndex.get(each.channel) as number]?.addWithheld(each);
      for (const { step } of advised) (steps.get(step) as { advised: number }).advised++;
    },
    tally: (): ReplayTally => ({
      ruleset: { ...identity },
      channels: channels.map((channel) => channel.tally(requests)),
      requestTypes: mostFirst(
        requestTypes.map((requestType, index) => ({
          requestType,
          requests: requestsByType[index] as number,
          offered: rowOf(offeredByType, index, ruleset),
        })),
      ),
      languages: mostFirst(
        languages.map((language, index) => ({
          language,
          requests: requestsByLanguage[index] as number,
          offered: rowOf(offeredByLanguage, index, ruleset),
        })),
      ),
      steps: [...steps].map(([step, { advised }]) => ({ step, advised, share: shareOf(advised, requests) })),
    }),
  };
}

/** Returns a share from 0 to 1; 0 if the whole is 0. */
export function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Sorts rows by requests, most first. Equal rows keep their order. */
export function mostFirst<Row extends { readonly requests: number }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((left, right) => right.requests - left.requests);
}

/** Adds one to a count. */
export function increment(counts: Float64Array, index: number): void {
  counts[index] = (counts[index] as number) + 1;
}

function createChannelCounter({ id, languages }: RulesetDocument["channels"][number]) {
  let offered = 0;
  let offeredFirst = 0;
  let withheld = 0;
  const byLanguage = new Map(languages.map((language) => [language, { offered: 0 }]));
  const byReason = new Map<string, { withheld: number }>();

  return {
    addOffer({ servedLanguage }: OfferedChannel, place: number) {
      offered++;
      if (place === 0) offeredFirst++;
      (byLanguage.get(servedLanguage) as { offered: number }).offered++;
    },
    addWithheld({ reasons }: WithheldChannel) {
      withheld++;
      for (let index = 0; index < reasons.length; index++) {
        const code = (reasons[index] as { code: string }).code;
        // Two rules may give the same reason code; the customer sees it once.
        if (index > 0 && reasons.findIndex((reason) => reason.code === code) < index) continue;
        const counted = byReason.get(code);
        if (counted === undefined) byReason.set(code, { withheld: 1 });
        else counted.withheld++;
      }
    },
    tally: (requests: number): ChannelTally => ({
      channel: id,
      offered,
      share: shareOf(offered, requests),
      offeredFirst,
      servedLanguages: [...byLanguage].map(([language, { offered: inLanguage }]) => ({
        language,
        offered: inLanguage,
      })),
      withheld,
      // Sorts equal counts by code, so that the order of the requests does not matter.
      reasons: [...byReason]
        .sort(([left, a], [right, b]) => b.withheld - a.withheld || (left < right ? -1 : 1))
        .map(([code, { withheld: times }]) => ({ code, withheld: times, share: shareOf(times, withheld) })),
    }),
  };
}

function rowOf(counts: Float64Array, row: number, { channels }: RulesetDocument): Record<string, number> {
  return Object.fromEntries(channels.map(({ id }, index) => [id, counts[row * channels.length + index] as number]));
}

/** Prepares to group customers by the languages of all rulesets. Uses the aliases of the first one. */
export function createCustomerLanguages(rulesets: readonly RulesetDocument[]) {
  const served = [...new Set(rulesets.flatMap(({ channels }) => channels.flatMap(({ languages }) => languages)))];
  const match = createLanguageMatcher(served, rulesets[0]?.languages.aliases);
  const matchText = (text: string): number => {
    const tag = readLanguages(text, []).tags[0]?.tag ?? null;
    return tag === "*" ? -1 : match(tag);
  };
  return {
    /** Every language that a channel serves, then null for all others. */
    all: [...served, null],
    /** Returns the index in `all` for a request's `language`: that of the first tag that matches a served language. Ignores `*`. */
    indexOf(language: string | readonly string[]): number {
      for (const text of typeof language === "string" ? [language] : language) {
        const index = matchText(text);
        if (index >= 0) return index;
      }
      return served.length;
    },
  };
}
