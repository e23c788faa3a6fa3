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

function likely(...subtags: readonly (string | null | undefined)[]): Intl.Locale {
  return new Intl.Locale(join(...subtags)).maximize();
}

function join(...subtags: readonly (string | null | undefined)[]): string {
  return subtags.filter((subtag) => subtag != null).join("-");
}

/** Without an entry in the table: the tag without its region, then without its script. Null for a language. */
function parentOf(tag: string): string | null {
  const listed = PARENTS.get(tag);
  if (listed !== undefined) return listed;
  return tag.includes("-") ? tag.replace(/-[^-]*$/, "") : null;
}

/** CLDR 48, `parentLocales.json`: every parent within a language that is not found by dropping a subtag. A test compares it with the package. */
const CHILDREN: Readonly<Record<string, string>> = {
  "en-001":
    "en-150 en-AG en-AI en-AU en-BB en-BM en-BS en-BW en-BZ en-CC en-CK en-CM en-CX en-CY en-DG en-DM en-ER en-FJ en-FK en-FM en-GB en-GD " +
    "en-GG en-GH en-GI en-GM en-GS en-GY en-HK en-ID en-IE en-IL en-IM en-IN en-IO en-JE en-JM en-KE en-KI en-KN en-KY en-LC en-LR en-LS " +
    "en-MG en-MO en-MS en-MT en-MU en-MV en-MW en-MY en-NA en-NF en-NG en-NR en-NU en-NZ en-PG en-PK en-PN en-PW en-RW en-SB en-SC en-SD " +
    "en-SG en-SH en-SL en-SS en-SX en-SZ en-TC en-TK en-TO en-TT en-TV en-TZ en-UG en-VC en-VG en-VU en-WS en-ZA en-ZM en-ZW",
  "en-150":
    "en-AT en-BE en-CH en-CZ en-DE en-DK en-EE en-ES en-FI en-FR en-GE en-HU en-IT en-LT en-LV en-NL en-NO en-PL en-PT en-RO en-SE en-SI " +
    "en-SK en-UA",
  "es-419":
    "es-AR es-BO es-BR es-BZ es-CL es-CO es-CR es-CU es-DO es-EC es-GT es-HN es-JP es-MX es-NI es-PA es-PE es-PR es-PY es-SV es-US es-UY " +
    "es-VE",
  no: "nb nn",
  "pt-PT": "pt-AO pt-CH pt-CV pt-FR pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-ST pt-TL",
  "zh-Hant-HK": "zh-Hant-MO",
};

/** The parent of each tag that has one in the table. */
export const PARENTS: ReadonlyMap<string, string> = new Map(
  Object.entries(CHILDREN).flatMap(([parent, tags]) => tags.split(" ").map((tag) => [tag, parent] as const)),
);
