import { type DeclaredFact, isRequired } from "../values/declared-fact.js";
import type { CompiledChannel, CompiledRules } from "./compiled-rules.js";

/** The words a request may use, ready to be looked up. */
export interface Vocabulary {
  /** The tags of each request type. */
  readonly requestTypes: ReadonlyMap<string, readonly string[]>;
  readonly channels: ReadonlyMap<string, VocabularyChannel>;
  readonly facts: ReadonlyMap<string, VocabularyFact>;
  /** By the index of the fact: its value if a request omits it. Null is unknown; undefined is for required facts. */
  readonly defaults: readonly (DeclaredFact["default"] | null)[];
  readonly requiredFacts: readonly string[];
  /** How old a snapshot may be; infinity for any age. */
  readonly maxAgeMs: number;
}

export interface VocabularyChannel {
  /** In the order of `channels`. */
  readonly index: number;
  readonly always: boolean;
  /** The index of each of the channel's languages in its list. */
  readonly languages: ReadonlyMap<string, number>;
}

export interface VocabularyFact {
  /** In the order of declaration. */
  readonly index: number;
  readonly declared: DeclaredFact;
}

export function vocabularyOf({ requestTypes, channels, facts, maxAgeSeconds }: CompiledRules): Vocabulary {
  return {
    requestTypes: new Map(requestTypes.map(({ id, tags }) => [id, tags])),
    channels: new Map(channels.map((channel, index) => [channel.id, vocabularyChannel(channel, index)])),
    facts: new Map(facts.map(({ name, declared }, index) => [name, { index, declared }])),
    defaults: facts.map(({ declared }) => (declared.optional === true ? null : declared.default)),
    requiredFacts: facts.flatMap(({ name, declared }) => (isRequired(declared) ? name : [])),
    maxAgeMs: maxAgeSeconds === null ? Number.POSITIVE_INFINITY : maxAgeSeconds * 1000,
  };
}

function vocabularyChannel({ always, languages }: CompiledChannel, index: number): VocabularyChannel {
  return { index, always, languages: new Map(languages.map((language, place) => [language, place])) };
}
