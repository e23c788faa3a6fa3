import type { Channel, RulesetDocument } from "../ruleset/document.js";
import type { DeclaredFact } from "../values/declared-fact.js";

/** The words a request may use, ready to be looked up. */
export interface Vocabulary {
  /** To their place in the order of their declaration. */
  readonly requestTypes: ReadonlyMap<string, number>;
  readonly channels: ReadonlyMap<string, VocabularyChannel>;
  readonly facts: ReadonlyMap<string, VocabularyFact>;
  /** By the index of the fact; undefined where there is none. */
  readonly defaults: readonly DeclaredFact["default"][];
  /** The facts without one. */
  readonly requiredFacts: readonly string[];
  /** How old a snapshot may be; infinity for any age. */
  readonly maxAgeMs: number;
}

export interface VocabularyChannel {
  /** In the order of `channels`. */
  readonly index: number;
  readonly always: boolean;
  /** The channel's languages to their place in its list. */
  readonly languages: ReadonlyMap<string, number>;
}

export interface VocabularyFact {
  readonly index: number;
  readonly declared: DeclaredFact;
}

export function vocabularyOf(document: RulesetDocument): Vocabulary {
  const facts = Object.entries(document.facts ?? {});
  return {
    requestTypes: new Map(Object.keys(document.requestTypes).map((id, index) => [id, index])),
    channels: new Map(document.channels.map((channel, index) => [channel.id, vocabularyChannel(channel, index)])),
    facts: new Map(facts.map(([name, declared], index) => [name, { index, declared }])),
    defaults: facts.map(([, declared]) => declared.default),
    requiredFacts: facts.flatMap(([name, declared]) => (declared.default === undefined ? name : [])),
    maxAgeMs: (document.availability?.maxAgeSeconds ?? Number.POSITIVE_INFINITY) * 1000,
  };
}

function vocabularyChannel({ always = false, languages }: Channel, index: number): VocabularyChannel {
  return { index, always, languages: new Map(languages.map((language, place) => [language, place])) };
}
