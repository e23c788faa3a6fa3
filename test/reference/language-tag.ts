import { isExtendedLanguage } from "../../src/values/language-tag.js";

/** What a tag says, by `docs/semantics.md`. */
export type NaiveTag = NaiveLanguage | "any" | "skipped" | "malformed";

export interface NaiveLanguage {
  /** Canonical, without extensions and private use. */
  readonly tag: string;
  readonly language: string;
  readonly script: string | undefined;
  readonly region: string | undefined;
}

/** Only to save time: the reference matches the same few languages at every instant. */
const knownTags = new Map<string, NaiveTag>();
const MOST_TAGS = 2000;

/** Reads a tag one subtag after another, as RFC 5646 section 2.1 lists them. */
export function readTag(text: string): NaiveTag {
  const known = knownTags.get(text);
  if (known !== undefined) return known;
  const tag = readAnew(text);
  if (knownTags.size >= MOST_TAGS) knownTags.clear();
  knownTags.set(text, tag);
  return tag;
}

function readAnew(text: string): NaiveTag {
  if (text === "*") return "any";
  if (text.length > 100 || !/^[A-Za-z0-9-]+$/.test(text)) return "malformed";
  const rest = text.toLowerCase().split("-");
  if (rest.some((subtag) => subtag.length < 1 || subtag.length > 8)) return "malformed";
  if (GRANDFATHERED.includes(text.toLowerCase())) return "skipped";

  const take = (isNext: (subtag: string) => boolean): string | undefined =>
    rest[0] !== undefined && isNext(rest[0]) ? rest.shift() : undefined;
  const takeAll = (isNext: (subtag: string) => boolean, most = Infinity): string[] => {
    const taken: string[] = [];
    for (let next: string | undefined; taken.length < most; taken.push(next)) {
      next = take(isNext);
      if (next === undefined) break;
    }
    return taken;
  };

  if (take((subtag) => subtag === "x") !== undefined) return rest.length > 0 ? "skipped" : "malformed";
  const primary = take((subtag) => isLetters(subtag) && (subtag.length === 2 || subtag.length === 3));
  if (primary === undefined) return "malformed";
  const [extended] = takeAll((subtag) => isLetters(subtag) && subtag.length === 3, 3);
  const script = take((subtag) => isLetters(subtag) && subtag.length === 4);
  const region = take((subtag) => (isLetters(subtag) && subtag.length === 2) || /^[0-9]{3}$/.test(subtag));
  const variants = takeAll((subtag) => subtag.length > 4 || /^[0-9]...$/.test(subtag));
  while (take((subtag) => subtag.length === 1 && subtag !== "x") !== undefined) {
    if (takeAll((subtag) => subtag.length > 1).length === 0) return "malformed";
  }
  if (take((subtag) => subtag === "x") !== undefined && takeAll(() => true).length === 0) return "malformed";
  if (rest.length > 0) return "malformed";

  if (["und", "mul", "zxx", "mis"].includes(primary) || (primary >= "qaa" && primary <= "qtz" && primary.length === 3))
    return "skipped";
  const language = extended !== undefined && isExtendedLanguage(primary, extended) ? extended : primary;
  const subtags = [language, script, region, ...new Set(variants)].filter((subtag) => subtag !== undefined);
  const locale = new Intl.Locale(subtags.join("-"));
  // V8 leaves an extension in where it canonicalises `zh-posix` to `zh-u-va-posix`.
  const tag = locale.baseName.split("-u-")[0] ?? "";
  return { tag, language: locale.language, script: locale.script, region: locale.region };
}

/** RFC 5646 section 2.1, `irregular` and `regular`. */
const GRANDFATHERED = [
  ...["en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo"],
  ...["i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"],
  ...["art-lojban", "cel-gaulish", "no-bok", "no-nyn", "zh-guoyu", "zh-hakka", "zh-min", "zh-min-nan", "zh-xiang"],
];

function isLetters(subtag: string): boolean {
  return /^[a-z]+$/.test(subtag);
}
