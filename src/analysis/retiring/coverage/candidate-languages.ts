import type { LoadedChannel } from "../../../runtime/load-rules.js";
import type { AnalysedRules } from "../../analysed-rules.js";

/** A language to ask for, and the one candidate of a channel that comes of it. */
export interface CandidateLanguage {
  readonly channel: LoadedChannel;
  /** As a request writes it; empty where every language at hand is served. */
  readonly requested: string | readonly string[];
  /** Of the channel; null for none. */
  readonly place: number | null;
  readonly usingFallbackLanguage: boolean;
}

/** One for each language of a channel, the ruleset's fallback language first, then one for customers of every other. */
export function candidateLanguages(compiled: AnalysedRules, channel: LoadedChannel): readonly CandidateLanguage[] {
  const { channels, document, planLanguages } = compiled;
  const planOf = (requested: string | readonly string[]) => planLanguages(requested, [])?.channels[channel.index];
  const { fallback } = document.languages;
  const served = [...channel.languages].sort((a, b) => Number(b === fallback) - Number(a === fallback));
  const direct = served.flatMap((requested): CandidateLanguage[] => {
    const place = channel.languages.indexOf(requested);
    const plan = planOf(requested);
    // An alias may read a language as another.
    const isAsWritten = plan !== undefined && plan.matched > 0 && plan.places[0] === place;
    return isAsWritten ? [{ channel, requested, place, usingFallbackLanguage: false }] : [];
  });
  const others = [...LANGUAGES, ...channels.flatMap(({ languages }) => languages)];
  const requested = others.find((each) => planOf(each)?.matched === 0) ?? [];
  const place = channel.fallback < 0 ? null : channel.fallback;
  return [...direct, { channel, requested, place, usingFallbackLanguage: place !== null }];
}

/** Some that few desks serve. */
const LANGUAGES = ["ja", "sv", "el", "hu", "is", "sw", "eo"];
