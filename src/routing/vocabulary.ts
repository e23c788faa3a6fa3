import type { Channel, DeclaredFact, RulesetDocument } from "../ruleset/document.js";

/** The words a request may use, ready to be looked up. */
export interface Vocabulary {
  readonly requestTypes: ReadonlySet<string>;
  readonly channels: ReadonlyMap<string, VocabularyChannel>;
  readonly facts: ReadonlyMap<string, VocabularyFact>;
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
    requestTypes: new Set(Object.keys(document.requestTypes)),
    channels: new Map(document.channels.map((channel, index) => [channel.id, vocabularyChannel(channel, index)])),
    facts: new Map(facts.map(([name, declared], index) => [name, { index, declared }])),
  };
}

function vocabularyChannel({ always = false, languages }: Channel, index: number): VocabularyChannel {
  return { index, always, languages: new Map(languages.map((language, place) => [language, place])) };
}
