import { FAILS, HOLDS, type Truth } from "../../../runtime/conditions/expression.js";
import type { LoadedChannel } from "../../../runtime/load-rules.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type { CompiledTerm, CompiledWay, CoverageGoals, RuleGoals, WayGoals } from "./coverage-goals.js";

/** What must be the case for a goal to be reached. */
export interface WantedSituation {
  readonly requestTypes: readonly string[];
  /** Null where only the request matters. */
  readonly candidate: CandidateLanguage | null;
  readonly demands: readonly Demand[];
  /** Ways to hold, none of which may. */
  readonly avoided: readonly CompiledWay[];
  /** False where there are other situations that would do as well, so that to find none of these proves nothing. */
  readonly isExact: boolean;
}

/** The classes that an axis may have, by class. */
export interface Demand {
  readonly axis: number;
  readonly allowed: readonly boolean[];
}

/** The ways of all rules of one kind to hold for a channel. */
export type WaysOf = (type: "offer" | "withhold", channel: LoadedChannel) => readonly WayGoals[];

export function createWaysOf({ rules }: CoverageGoals): WaysOf {
  const known = new Map<string, readonly WayGoals[]>();
  return (type, { id }) => {
    const key = `${type} ${id}`;
    const ways = known.get(key) ?? rules.filter(speaksOf(type, id)).flatMap((each) => each.ways);
    known.set(key, ways);
    return ways;
  };
}

/** Whether a rule offers a channel, withholds it or moves it ahead. */
export function speaksOf(type: "offer" | "withhold" | "prefer", channel: string) {
  return ({ rule }: RuleGoals): boolean => rule.event.type === type && rule.event.params.channels.includes(channel);
}

export function termsOf({ terms }: WayGoals): CompiledWay {
  return terms;
}

export function holding(terms: CompiledWay): Demand[] {
  return terms.map((term) => demandOf(term, HOLDS));
}

export function failingAlone(terms: CompiledWay, failing: number): Demand[] {
  return terms.map((term, index) => demandOf(term, index === failing ? FAILS : HOLDS));
}

function demandOf({ axis, truths }: CompiledTerm, truth: Truth): Demand {
  return { axis, allowed: truths.map((each) => each === truth) };
}

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
