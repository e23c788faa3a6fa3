import { boundedCache } from "../../values/bounded-cache.js";
import { type Language, readLanguageTag } from "../../values/language-tag.js";
import type { CompiledAlias } from "../compiled-rules.js";
import { type Lineage, lineageOf } from "./lineage.js";

/**
 * Gives the index of the served tag that matches a requested tag; -1 if none does.
 *
 * Takes the tags of `readLanguages`: a tag, `*` for the first served language, null for a tag that matches nothing.
 */
export type LanguageMatcher = (requested: string | null) => number;

/**
 * Prepares for many requests to one list of served tags, whose order is their preference.
 *
 * `aliases` replace the built-in ones key by key. A tag that is malformed or skipped matches nothing, in either.
 */
export function createLanguageMatcher(
  served: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): LanguageMatcher {
  return matcherOf(served.map(readLanguage), readAliases(aliases));
}

/** Does the same for languages and aliases that were read already; null stands for a tag that matches nothing. */
export function matcherOf(languages: readonly (Language | null)[], aliases: readonly CompiledAlias[]): LanguageMatcher {
  const served = languages.flatMap((language, index) =>
    language === null ? [] : [{ index, language, lineage: lineageOf(language) }],
  );
  const aliasByTag: AliasByTag = new Map(aliases);
  const first = served[0]?.index ?? -1;
  const indexOf = boundedCache(MAX_REMEMBERED, (tag: string) => findIndex(tag, served, aliasByTag));

  return (requested) => {
    if (requested === null) return -1;
    return requested === "*" ? first : indexOf(requested);
  };
}

const MAX_REMEMBERED = 1000;

/** Reads a tag; null if it is malformed or skipped, and so matches nothing. */
export function readLanguage(text: string): Language | null {
  const tag = readLanguageTag(text);
  return tag.kind === "language" ? tag : null;
}

/** Reads the aliases of a ruleset. */
export function readAliases(aliases: Readonly<Record<string, string>> = {}): CompiledAlias[] {
  const byTag = new Map<string, Language | null>();
  for (const [from, to] of Object.entries(aliases)) {
    const key = readLanguage(from);
    if (key !== null) byTag.set(key.tag, readLanguage(to));
  }
  return [...byTag];
}

type AliasByTag = ReadonlyMap<string, Language | null>;

interface ServedLanguage {
  readonly index: number;
  readonly language: Language;
  readonly lineage: Lineage;
}

function findIndex(text: string, served: readonly ServedLanguage[], aliases: AliasByTag): number {
  const requested = readLanguage(text);
  if (requested === null) return -1;
  const same = served.find(({ language }) => language.tag === requested.tag);
  if (same !== undefined) return same.index;
  for (const reading of readingsOf(requested, served, aliases)) {
    const index = reading === null ? -1 : nearest(reading, served);
    if (index >= 0) return index;
  }
  return -1;
}

/** The languages that a tag may be read as, in their order. Aliases do not chain. */
function* readingsOf(requested: Language, served: readonly ServedLanguage[], aliases: AliasByTag) {
  const { tag, language } = requested;
  yield readAs(requested, aliases.get(tag));
  const isServed = served.some((each) => each.language.language === language);
  if (tag !== language && !isServed) yield readAs(requested, aliases.get(language));
  yield requested;
  if (!aliases.has(language)) yield readAs(requested, BUILT_IN.get(language));
}

/** The aliases of every ruleset that says nothing else of their keys. */
export const BUILT_IN_ALIASES = { gsw: "de" };
const BUILT_IN: AliasByTag = new Map(readAliases(BUILT_IN_ALIASES));

/** An alias to a bare language keeps the rest of the tag: `gsw-CH` is read as `de-CH`. */
function readAs({ tag, language }: Language, alias: Language | null = null): Language | null {
  if (alias === null || alias.tag !== alias.language) return alias;
  return readLanguage(alias.language + tag.slice(language.length));
}

/** The index of the nearest served language, the first of several; -1 for none. */
function nearest(requested: Language, served: readonly ServedLanguage[]): number {
  const lineage = lineageOf(requested);
  let index = -1;
  let best: readonly number[] | null = null;
  for (const each of served) {
    const rank = rankOf(requested, lineage, each);
    if (rank === null || (best !== null && !isBefore(rank, best))) continue;
    index = each.index;
    best = rank;
  }
  return index;
}

/** Lower is nearer, by the first number that differs; null if the languages do not fit. */
function rankOf(requested: Language, lineage: Lineage, { language, lineage: served }: ServedLanguage): number[] | null {
  const up = lineage.ancestors.findIndex((tag) => served.ancestors.includes(tag));
  if (up < 0) return null;
  const hasOtherScript =
    lineage.script !== undefined && served.script !== undefined && lineage.script !== served.script;
  if (language.script !== null && hasOtherScript) return null;
  const down = served.ancestors.indexOf(lineage.ancestors[up] as string);
  const isUsual = served.hasLikelyRegion || language.tag === "en-GB";
  return [
    requested.tag === language.tag ? 0 : 1,
    // A bare language fits every script.
    language.region !== null && hasOtherScript ? 1 : 0,
    ...[up, down],
    isUsual ? 0 : 1,
    language.language === "nb" ? 0 : 1,
  ];
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const index = one.findIndex((each, place) => each !== other[place]);
  return index >= 0 && (one[index] as number) < (other[index] as number);
}
