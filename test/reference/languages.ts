import type { LanguageMatch } from "../../src/runtime/language/match-language.js";
import { type NaiveLanguage, readTag } from "./language-tag.js";

/** The places of malformed tags, as the issues of a `RequestError` name them; or what matches. */
export type NaiveMatch = { readonly malformed: readonly string[] } | { readonly match: LanguageMatch | null };

/** The section on languages of `docs/semantics.md`, one sentence after another, with nothing kept from one call to the next. */
export function naiveMatch(
  requested: string | readonly string[],
  served: readonly string[],
  aliases: Readonly<Record<string, string>>,
): NaiveMatch {
  const tags = typeof requested === "string" ? [requested] : requested;
  const malformed = [
    ...tags.flatMap((tag, index) => (isMalformed(tag) ? [typeof requested === "string" ? "" : `/${index}`] : [])),
    ...served.flatMap((tag, index) => (isMalformed(tag) || tag === "*" ? [`/served/${index}`] : [])),
    ...Object.entries(aliases).flatMap(([from, to]) =>
      [from, to].filter((tag) => isMalformed(tag) || tag === "*").map(() => `/aliases/${escapePointer(from)}`),
    ),
  ];
  if (malformed.length > 0) return { malformed };
  for (const tag of tags) {
    const language = matchOne(tag, served, aliases);
    if (language !== null) return { match: { language, requested: tag } };
  }
  return { match: null };
}

function isMalformed(tag: string): boolean {
  return readTag(tag) === "malformed";
}

function escapePointer(segment: string): string {
  return segment.replaceAll("~", "~0").replaceAll("/", "~1");
}

function matchOne(tag: string, served: readonly string[], aliases: Readonly<Record<string, string>>): string | null {
  const wanted = readTag(tag);
  if (wanted === "any") return served.find((each) => languageOf(each) !== null) ?? null;
  if (typeof wanted === "string") return null;
  const alias = aliasOf(wanted, aliases);
  return nearest(wanted, served) ?? (alias === null ? null : nearest(alias, served));
}

type Fits = (wanted: NaiveLanguage, served: NaiveLanguage) => boolean;

/** Nearest first. */
const WAYS_TO_FIT: readonly Fits[] = [
  (wanted, served) => wanted.tag === served.tag,
  (wanted, served) => wanted.language === served.language && wanted.region === served.region,
  (wanted, served) => wanted.language === served.language,
  (wanted, served) => areNorwegian(wanted, served) && wanted.region === served.region,
  areNorwegian,
];

function nearest(wanted: NaiveLanguage, served: readonly string[]): string | null {
  for (const fits of WAYS_TO_FIT) {
    for (const text of served) {
      const language = languageOf(text);
      if (language !== null && fitsInScript(wanted, language) && fits(wanted, language)) return text;
    }
  }
  return null;
}

function languageOf(text: string): NaiveLanguage | null {
  const tag = readTag(text);
  return typeof tag === "string" ? null : tag;
}

function fitsInScript(wanted: NaiveLanguage, served: NaiveLanguage): boolean {
  if (served.script === undefined) return true;
  return wanted.likelyScript === undefined || wanted.likelyScript === served.script;
}

function areNorwegian(wanted: NaiveLanguage, served: NaiveLanguage): boolean {
  return [wanted, served].every(({ language }) => language === "no" || language === "nb" || language === "nn");
}

/** The whole tag is looked up first, else its language. */
function aliasOf(wanted: NaiveLanguage, aliases: Readonly<Record<string, string>>): NaiveLanguage | null {
  const known = [["gsw", "de"] as const, ...Object.entries(aliases)];
  const lookUp = (tag: string) => known.filter(([from]) => languageOf(from)?.tag === tag).at(-1)?.[1];
  const target = lookUp(wanted.tag) ?? lookUp(wanted.language);
  const alias = target === undefined ? null : languageOf(target);
  if (alias === null || alias.tag !== alias.language) return alias;
  return languageOf([alias.language, ...wanted.tag.split("-").slice(1)].join("-"));
}
