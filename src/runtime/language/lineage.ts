import { boundedCache } from "../../values/bounded-cache.js";
import type { Language } from "../../values/language-tag.js";

/** Where a tag stands among the tags of its language. Variants have no part in it. */
export interface Lineage {
  /** The tag and its ancestors, nearest first. The last one is the language; Bokmål and Nynorsk end with `no`. */
  readonly ancestors: readonly string[];
  /** Named, or else the likely one; undefined if CLDR does not know the language. */
  readonly script: string | undefined;
  /** Whether the region is the likely one of the language and script, as the United States are for English. */
  readonly hasLikelyRegion: boolean;
}

/**
 * Follows CLDR's inheritance of locales (Unicode Technical Standard 35, "Parent Locales"), from the tag with the script that its region
 * implies, but without the usual script of its language. Parents of another language are ignored.
 */
export function lineageOf({ language, script: named, region }: Language): Lineage {
  const script = named ?? likely(language, region).script;
  const given = script === likely(language).script ? null : (script ?? null);
  const ancestors: string[] = [];
  for (let tag: string | null = join(language, given, region); tag !== null; tag = parentOf(tag)) ancestors.push(tag);
  return { ancestors, script, hasLikelyRegion: region !== null && region === likely(language, script).region };
}

function likely(...subtags: readonly (string | null | undefined)[]): LikelySubtags {
  return likelyOf(join(...subtags));
}

interface LikelySubtags {
  readonly script: string | undefined;
  readonly region: string | undefined;
}

/** The many tags of a few languages ask for the same. */
const likelyOf = boundedCache(1000, (tag: string): LikelySubtags => {
  const { script, region } = new Intl.Locale(tag).maximize();
  return { script, region };
});

function join(...subtags: readonly (string | null | undefined)[]): string {
  return subtags.filter((subtag) => subtag != null).join("-");
}

/** Without an entry in the table: the tag without its region, then without its script. Null for a language. */
function parentOf(tag: string): string | null {
  const listed = PARENTS.get(tag);
  if (listed !== undefined) return listed;
  return tag.includes("-") ? tag.replace(/-[^-]*$/, "") : null;
}

/**
 * CLDR 48, `parentLocales.json`: every parent within a language that is not found by dropping a subtag, with the beginning that its children
 * have in common, and the rest of each. A test compares it with the package.
 */
const CHILDREN: readonly (readonly [parent: string, start: string, ends: string])[] = [
  [
    "en-001",
    "en-",
    "150 AG AI AU BB BM BS BW BZ CC CK CM CX CY DG DM ER FJ FK FM GB GD GG GH GI GM GS GY HK ID IE IL IM IN IO JE JM KE KI KN KY LC LR LS " +
      "MG MO MS MT MU MV MW MY NA NF NG NR NU NZ PG PK PN PW RW SB SC SD SG SH SL SS SX SZ TC TK TO TT TV TZ UG VC VG VU WS ZA ZM ZW",
  ],
  ["en-150", "en-", "AT BE CH CZ DE DK EE ES FI FR GE HU IT LT LV NL NO PL PT RO SE SI SK UA"],
  ["es-419", "es-", "AR BO BR BZ CL CO CR CU DO EC GT HN JP MX NI PA PE PR PY SV US UY VE"],
  ["no", "n", "b n"],
  ["pt-PT", "pt-", "AO CH CV FR GQ GW LU MO MZ ST TL"],
  ["zh-Hant-HK", "zh-Hant-", "MO"],
];

/** The parent of each tag that has one in the table. */
export const PARENTS: ReadonlyMap<string, string> = new Map(
  CHILDREN.flatMap(([parent, start, ends]) => ends.split(" ").map((end) => [start + end, parent] as const)),
);
