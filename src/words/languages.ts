import { englishName } from "../values/language-tag.js";
import { didYouMean } from "../values/suggest.js";

/** The English name of a language, such as `Dutch (Netherlands)`. The tag itself if English has no name for it. */
export function languageName(tag: string): string {
  if (tag === "*") return "any language";
  try {
    return englishName("language", tag) ?? tag;
  } catch {
    // Intl refuses some tags that are well-formed by BCP 47, such as `i-klingon`.
    return tag;
  }
}

/** `a Dutch`, `an English`, by how the English name begins to sound. */
export function withArticle(name: string): string {
  return `${/^(?:[AEIO]|U[^ky])/i.test(name) ? "an" : "a"} ${name}`;
}

/**
 * Finds a language by its name: in English (`Polish`, `Brazilian Portuguese`, `Portuguese (Angola)`), or its own (`polski`). Returns its tag,
 * or null if no language has the name. Case does not matter.
 */
export function findLanguage(name: string): string | null {
  const wanted = fold(name);
  const [, language = wanted, region] = /^(.+\S) *\((.+)\)$/.exec(wanted) ?? [];
  const code = region === undefined ? undefined : namedIn("region", PAIRS).get(region)?.toUpperCase();
  // Three letters take a quarter of a second, so they come last.
  for (const names of [() => namedIn("language", [...PAIRS, ...DIALECTS]), ownNames, threeLetters]) {
    const whole = names().get(wanted);
    if (whole !== undefined) return whole;
    const tag = names().get(language);
    if (tag !== undefined && code !== undefined) return `${tag}-${code}`;
  }
  return null;
}

/** What to write instead of a name that no language has. */
export function suggestLanguage(name: string): string {
  const otherwise = "write a name such as `Polish`, or a tag such as `pl`";
  const names = PAIRS.flatMap((code) => englishName("language", code) ?? []);
  return didYouMean(name, names, otherwise) ?? otherwise;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const PAIRS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

/** Tags that CLDR's English has a name of its own for. */
const DIALECTS =
  "de-AT de-CH en-AU en-CA en-GB en-US es-419 es-ES es-MX fr-CA fr-CH nl-BE pt-BR pt-PT zh-Hans zh-Hant".split(" ");

/** The first code with a name keeps it: `no` and `nb` may share one. */
function namedIn(type: "language" | "region", codes: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const code of codes) {
    const name = englishName(type, type === "region" ? code.toUpperCase() : code);
    if (name !== undefined && !names.has(fold(name))) names.set(fold(name), code);
  }
  return names;
}

function ownNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const code of [...PAIRS.filter((pair) => englishName("language", pair) !== undefined), ...DIALECTS]) {
    const name = new Intl.DisplayNames(code, { type: "language", fallback: "none" }).of(code);
    if (name !== undefined && !names.has(fold(name))) names.set(fold(name), code);
  }
  return names;
}

function threeLetters(): ReadonlyMap<string, string> {
  return namedIn(
    "language",
    PAIRS.flatMap((pair) => LETTERS.map((letter) => pair + letter)),
  );
}

function fold(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}
