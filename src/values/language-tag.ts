import { boundedCache } from "./bounded-cache.js";
import type { Problem } from "./issue.js";
import { plainForm } from "./look-alike.js";
import { shorten } from "./quote.js";
import { suggestion } from "./suggest.js";

/** The meaning of a text as a BCP 47 language tag. */
type LanguageTag =
  | Language
  /** The range `*`. */
  | { readonly kind: "wildcard" }
  /** Well formed, but not a language that anyone could serve: `und`, `x-foo`, `i-klingon`. */
  | { readonly kind: "skipped" }
  | { readonly kind: "malformed" };

export interface Language {
  readonly kind: "language";
  /** Canonical, without extensions and private-use subtags: they do not affect who can answer. */
  readonly tag: string;
  readonly language: string;
  readonly script: string | null;
  readonly region: string | null;
}

/**
 * Reads one tag by the grammar of RFC 5646 section 2.1. `Intl` alone is too loose (it accepts `english`) and too strict.
 *
 * A primary subtag of four to eight letters is malformed here, although the grammar reserves it. None was ever registered, so it is a
 * language's name or a typo.
 */
export function readLanguageTag(text: string): LanguageTag {
  return text.length > MAX_TAG_LENGTH ? MALFORMED : rememberedTag(text);
}

/** Far longer than any tag in real use. */
const MAX_TAG_LENGTH = 100;
const MAX_REMEMBERED = 5000;

/** Canonicalising takes microseconds, and a service sees the same few tags all day. Channels may serve a thousand each. */
const rememberedTag = boundedCache(MAX_REMEMBERED, read);

const MALFORMED = { kind: "malformed" } as const;
const SKIPPED = { kind: "skipped" } as const;
const WILDCARD = { kind: "wildcard" } as const;

const SUBTAGS = /^[a-z\d]{1,8}(?:-[a-z\d]{1,8})*$/i;

const PRIVATE_USE = /^x(?:-[a-z\d]{1,8})+$/;

const LANGTAG = new RegExp(
  [
    "^(?<primary>[a-z]{2,3})(?:-(?<extended>[a-z]{3})(?:-[a-z]{3}){0,2})?",
    "(?:-(?<script>[a-z]{4}))?",
    "(?:-(?<region>[a-z]{2}|\\d{3}))?",
    "(?<variants>(?:-(?:[a-z\\d]{5,8}|\\d[a-z\\d]{3}))*)",
    "(?:-[a-wyz\\d](?:-[a-z\\d]{2,8})+)*",
    "(?:-x(?:-[a-z\\d]{1,8})+)?$",
  ].join(""),
);

/** The `grandfathered` tags of RFC 5646 section 2.1. The list is closed. */
const GRANDFATHERED = new Set(
  (
    "art-lojban cel-gaulish en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu " +
    "no-bok no-nyn sgn-be-fr sgn-be-nl sgn-ch-de zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang"
  ).split(" "),
);

/** Undetermined, multiple, no linguistic content, uncoded, and the private-use range of ISO 639-2. */
const NO_LANGUAGE = /^(?:und|mul|zxx|mis|q[a-t][a-z])$/;

function read(text: string): LanguageTag {
  if (text === "*") return WILDCARD;
  // Test before lower-casing, which would turn the Kelvin sign into the letter k.
  if (!SUBTAGS.test(text)) return MALFORMED;

  const lower = text.toLowerCase();
  if (GRANDFATHERED.has(lower) || PRIVATE_USE.test(lower)) return SKIPPED;

  const parts = LANGTAG.exec(lower)?.groups;
  if (parts?.primary === undefined) return MALFORMED;
  const { primary, extended, script, region, variants = "" } = parts;
  if (NO_LANGUAGE.test(primary)) return SKIPPED;

  const language = extended !== undefined && isExtendedLanguage(primary, extended) ? extended : primary;
  // `Intl` throws on a repeated variant, although it is well formed.
  const rest = new Set(variants.split("-"));
  return canonical([language, script, region, ...rest].filter(Boolean).join("-"));
}

function canonical(tag: string): Language {
  const [named = tag] = Intl.getCanonicalLocales(tag);
  // `Intl` returns `en-US-posix` as `en-US-u-va-posix`.
  const bare = named.replace(/-[a-z]-.*/, "");
  const [language = bare, ...rest] = bare.split("-");
  return {
    kind: "language",
    tag: bare,
    language,
    // Only a script has both an upper-case and a lower-case letter.
    script: rest.find((subtag) => /[A-Z][a-z]/.test(subtag)) ?? null,
    region: rest.find((subtag) => /^(?:[A-Z]{2}|\d{3})$/.test(subtag)) ?? null,
  };
}

/**
 * Whether a tag such as `zh-yue` is another way to write `yue`. Expects lower case.
 *
 * Source: the records of type `extlang` in the IANA language subtag registry of 2025-08-25. An unregistered subtag changes nothing:
 * `zh-CHS` and `en-USA` are read as `zh` and `en`.
 */
export function isExtendedLanguage(prefix: string, subtag: string): boolean {
  // The registry lists 164 sign languages with this prefix. Nothing else has it.
  return prefix === "sgn" || (EXTENDED_LANGUAGES.get(prefix)?.has(subtag) ?? false);
}

const EXTENDED_LANGUAGES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    ar: "aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh ayl ayn ayp bbz pga shu ssh",
    kok: "gom knn",
    lv: "ltg lvs",
    ms:
      "bjn btj bve bvu coa dup hji jak jax kvb kvr kxd lce lcf liw max meo mfa mfb min mqg msi mui orn ors pel pse tmw urk vkk vkt xmm " +
      "zlm zmi zsm",
    sw: "swc swh",
    uz: "uzn uzs",
    zh: "cdo cjy cmn cnp cpx csp czh czo gan hak hnm hsn luh lzh mnp nan sjc wuu yue",
  }).map(([prefix, subtags]) => [prefix, new Set(subtags.split(" "))]),
);

/** Describes a text that {@link readLanguageTag} calls malformed, in a request or in a ruleset. */
export function malformedLanguageTag(text: string): Problem {
  const problem =
    text === "" ? "an empty text is not a language tag" : `\`${shorten(text, MAX_SHOWN)}\` is not a language tag`;
  const tag = suggestTag(text);
  const otherwise = /[,;]/.test(text)
    ? "give one tag at a time, such as `nl`"
    : "write a BCP 47 tag such as `nl` or `pt-BR`";
  const hint = tag === null ? otherwise : suggestion(text, tag);
  return { code: "malformed-language-tag", problem, hint };
}

const MAX_SHOWN = 40;

/** Repairs the most common mistakes: surrounding spaces, `en_US`, `en_US.UTF-8`, `de_DE@euro`, `en-`. */
function suggestTag(text: string): string | null {
  if (text.length > MAX_SHOWN) return null;
  const [locale = ""] = plainForm(text).split(/[.@]/);
  const tag = readLanguageTag(locale.split(/[-_]/).filter(Boolean).join("-"));
  return tag.kind === "language" ? tag.tag : null;
}

/** CLDR's English name of a language tag, such as `Dutch (Netherlands)`, or of a region; undefined if it has none. Throws RangeError as Intl does. */
export function englishName(type: "language" | "region", code: string): string | undefined {
  // Made when first needed: it takes as long as all of a small command.
  names[type] ??= new Intl.DisplayNames("en", { type, fallback: "none" });
  return names[type].of(code);
}

const names: { language?: Intl.DisplayNames; region?: Intl.DisplayNames } = {};
