import { boundedCache } from "../../values/bounded-cache.js";
import { type Language, readLanguageTag } from "../../values/language-tag.js";
import type { CompiledAlias } from "../compiled-rules.js";

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
export function matcherOf(served: readonly (Language | null)[], aliases: readonly CompiledAlias[]): LanguageMatcher {
  const aliasByTag: AliasByTag = new Map(aliases);
  const first = served.findIndex((language) => language !== null);
  const indexOf = boundedCache(MAX_REMEMBERED, (tag: string) => findIndex(tag, served, aliasByTag));

  return (requested) => {
    if (requested === null) return -1;
    return requested === "*" ? first : indexOf(requested);
  };
}

const BUILT_IN_ALIASES = { gsw: "de" };
const MAX_REMEMBERED = 1000;

/** Reads a tag; null if it is malformed or skipped, and so matches nothing. */
export function readLanguage(text: string): Language | null {
  const tag = readLanguageTag(text);
  return tag.kind === "language" ? tag : null;
}

/** Reads the aliases of a ruleset, which replace the built-in ones key by key. */
export function readAliases(aliases: Readonly<Record<string, string>> = {}): CompiledAlias[] {
  const byTag = new Map<string, Language | null>();
  for (const [from, to] of [...Object.entries(BUILT_IN_ALIASES), ...Object.entries(aliases)]) {
    const key = readLanguage(from);
    if (key !== null) byTag.set(key.tag, readLanguage(to));
  }
  return [...byTag];
}

type AliasByTag = ReadonlyMap<string, Language | null>;

function findIndex(text: string, served: readonly (Language | null)[], aliasByTag: AliasByTag): number {
  const requested = readLanguage(text);
  if (requested === null) return -1;
  const index = nearest(requested, served);
  if (index >= 0) return index;
  const alias = aliasOf(requested, aliasByTag);
  return alias === null ? -1 : nearest(alias, served);
}

/** Aliases do not chain. An alias to a bare language keeps the rest of the tag: `gsw-CH` is read as `de-CH`. */
function aliasOf(requested: Language, aliasByTag: AliasByTag): Language | null {
  const alias = aliasByTag.get(aliasByTag.has(requested.tag) ? requested.tag : requested.language) ?? null;
  if (alias === null) return null;
  if (alias.tag !== alias.language) return alias;
  return readLanguage(alias.language + requested.tag.slice(requested.language.length));
}

/** The index of the nearest served language, the first of several; -1 for none. */
function nearest(requested: Language, served: readonly (Language | null)[]): number {
  let index = -1;
  let least = Infinity;
  for (const [at, language] of served.entries()) {
    const distance = language === null ? Infinity : distanceOf(requested, language);
    if (distance < least) {
      index = at;
      least = distance;
    }
  }
  return index;
}

/** 0 for the same tag, 1 for the same language and region, 2 for the same language, 3 and 4 for another Norwegian; Infinity for no match. */
function distanceOf(requested: Language, served: Language): number {
  if (requested.tag === served.tag) return 0;
  const sameLanguage = requested.language === served.language;
  if (!sameLanguage && !(isNorwegian(requested) && isNorwegian(served))) return Infinity;
  if (served.script !== null && served.script !== (scriptOf(requested) ?? served.script)) return Infinity;
  return (sameLanguage ? 1 : 3) + (requested.region === served.region ? 0 : 1);
}

function isNorwegian({ language }: Language): boolean {
  return language === "no" || language === "nb" || language === "nn";
}

/** The named script, or else the likely one. Undefined for a language that CLDR does not know: then any script matches. */
function scriptOf({ tag, script }: Language): string | undefined {
  return script ?? new Intl.Locale(tag).maximize().script;
}
