import likelySubtagsFile from "cldr-core/supplemental/likelySubtags.json" with { type: "json" };
import parentLocales from "cldr-core/supplemental/parentLocales.json" with { type: "json" };
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
  const lookUp = (from: string) => Object.entries(aliases).findLast(([key]) => languageOf(key)?.tag === from)?.[1];
  const readAs = (alias: string | undefined) =>
    alias === undefined ? null : nearest(aliasedTo(alias, wanted), served);
  return (
    served.find((each) => languageOf(each)?.tag === wanted.tag) ??
    readAs(lookUp(wanted.tag)) ??
    (served.some((each) => languageOf(each)?.language === wanted.language) ? null : readAs(lookUp(wanted.language))) ??
    nearest(wanted, served) ??
    (wanted.language === "gsw" && lookUp("gsw") === undefined ? readAs("de") : null)
  );
}

/** An alias to a bare language keeps the rest of the tag. */
function aliasedTo(alias: string, wanted: NaiveLanguage): NaiveLanguage | null {
  const target = languageOf(alias);
  if (target === null || target.tag !== target.language) return target;
  return languageOf([target.language, ...wanted.tag.split("-").slice(1)].join("-"));
}

function nearest(wanted: NaiveLanguage | null, served: readonly string[]): string | null {
  if (wanted === null) return null;
  const fitting = served.flatMap((text) => {
    const language = languageOf(text);
    return language !== null && fits(wanted, language) ? [{ text, language }] : [];
  });
  // The criteria, the last one first: a stable sort keeps what an earlier sort did among the equal.
  const criteria: ((served: NaiveLanguage) => number)[] = [
    ({ language }) => (language === "nb" ? 0 : 1),
    (each) => (each.tag === "en-GB" || isLikelyRegion(each) ? 0 : 1),
    (each) => ancestorsOf(each).indexOf(sharedAncestor(wanted, each)),
    (each) => ancestorsOf(wanted).indexOf(sharedAncestor(wanted, each)),
    (each) => (each.region !== undefined && differ(scriptOf(each), scriptOf(wanted)) ? 1 : 0),
    ({ tag }) => (tag === wanted.tag ? 0 : 1),
  ];
  for (const criterion of criteria) fitting.sort((a, b) => criterion(a.language) - criterion(b.language));
  return fitting[0]?.text ?? null;
}

function fits(wanted: NaiveLanguage, served: NaiveLanguage): boolean {
  const isSame =
    wanted.language === served.language || [wanted, served].every(({ language }) => NORWEGIAN.includes(language));
  return isSame && !(served.script !== undefined && differ(served.script, scriptOf(wanted)));
}

const NORWEGIAN = ["no", "nb", "nn"];

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function languageOf(text: string): NaiveLanguage | null {
  const tag = readTag(text);
  return typeof tag === "string" ? null : tag;
}

function sharedAncestor(wanted: NaiveLanguage, served: NaiveLanguage): string {
  return ancestorsOf(wanted).find((tag) => ancestorsOf(served).includes(tag)) ?? "";
}

/** The tag itself comes first. */
function ancestorsOf(language: NaiveLanguage): string[] {
  const script = scriptOf(language);
  const usual = likelySubtags(language.language).script;
  const tags = [[language.language, script === usual ? undefined : script, language.region]];
  for (;;) {
    const [primary, script, region] = tags.at(-1) as (string | undefined)[];
    const listed = parents[[primary, script, region].filter(Boolean).join("-")];
    const parent = listed === undefined || listed === "und" ? null : partsOf(listed);
    const isAllowed = parent !== null && (parent[0] === primary || NORWEGIAN.includes(parent[0] ?? ""));
    if (isAllowed) tags.push(parent);
    else if (region !== undefined) tags.push([primary, script, undefined]);
    else if (script !== undefined) tags.push([primary, undefined, undefined]);
    else return tags.map((parts) => parts.filter(Boolean).join("-"));
  }
}

function partsOf(tag: string): (string | undefined)[] {
  const [primary, ...rest] = tag.split("-");
  return [primary, rest.find((part) => part.length === 4), rest.find((part) => part.length < 4)];
}

function scriptOf({ language, script, region }: NaiveLanguage): string | undefined {
  return script ?? likelySubtags(language, undefined, region).script;
}

function isLikelyRegion(served: NaiveLanguage): boolean {
  if (served.region === undefined) return false;
  return served.region === likelySubtags(served.language, scriptOf(served)).region;
}

/** Adds likely subtags (Unicode Technical Standard 35, "Likely Subtags"). */
function likelySubtags(language: string, script?: string, region?: string): { script?: string; region?: string } {
  const asked = [[language, script, region], [language, region], [language, script], [language]];
  const found = asked.map((parts) => likely[parts.filter(Boolean).join("-")]).find((each) => each !== undefined);
  const [, likelyScript, likelyRegion] = found === undefined ? [] : partsOf(found);
  const [foundScript, foundRegion] = [script ?? likelyScript, region ?? likelyRegion];
  return { ...(foundScript && { script: foundScript }), ...(foundRegion && { region: foundRegion }) };
}

const parents: Readonly<Record<string, string>> = parentLocales.supplemental.parentLocales.parentLocale;
const likely: Readonly<Record<string, string>> = likelySubtagsFile.supplemental.likelySubtags;
