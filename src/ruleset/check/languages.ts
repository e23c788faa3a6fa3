import type { Path } from "../../values/issue.js";
import { englishName, malformedLanguageTag, readLanguageTag } from "../../values/language-tag.js";
import { listWords, quote } from "../../values/quote.js";
import type { Channel } from "../document.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkRepeats } from "./references.js";

/** Reports tags that are not languages, and channels that should serve the fallback language but do not. */
export function checkLanguages({ languages, channels }: ShapedRuleset): Finding[] {
  const { fallback, aliases = {} } = languages;
  const aliasesAt = ["languages", "aliases"];
  return [
    ...(fallback === undefined ? [] : checkServedTag(fallback, ["languages", "fallback"])),
    ...findInEach(Object.entries(aliases), ([from, to]) => [
      ...checkServedTag(from, [...aliasesAt, from], "key"),
      ...checkServedTag(to, [...aliasesAt, from]),
    ]),
    ...findInEach(channels, ({ path, value }) => [
      ...findInEach((value.languages ?? []).entries(), ([index, tag]) => [
        ...checkServedTag(tag, [...path, "languages", index]),
        ...checkName(tag, [...path, "languages", index]),
      ]),
      ...checkRepeats(value.languages ?? [], [...path, "languages"]),
      ...checkFallback(value, fallback, path),
    ]),
  ];
}

/** Reports a tag that no channel can serve, or that is not in canonical form. */
export function checkServedTag(written: string, path: Path, on?: "key"): Finding[] {
  const tag = readLanguageTag(written);
  const at = { path, ...(on && { on }) };
  if (tag.kind === "malformed") return [{ ...malformedLanguageTag(written), ...at }];
  if (tag.kind !== "language") {
    const problem = `${quote(written)} names no language that could be served`;
    return [{ code: "no-language", problem, hint: "write a tag such as `nl` or `pt-BR`", ...at }];
  }
  if (tag.tag === written) return [];
  const problem = `${quote(written)} is another spelling of ${quote(tag.tag)}`;
  return [{ code: "language-not-canonical", problem, hint: `write ${quote(tag.tag)}`, ...at }];
}

/** Warns of a language that CLDR has no name for: most often it is the code of a country, or a short form of the name. */
function checkName(written: string, path: Path): Finding[] {
  const tag = readLanguageTag(written);
  if (tag.kind !== "language" || englishName("language", tag.language) !== undefined) return [];
  const likely = languagesLike(tag.language);
  const hint = likely.length === 0 ? "check the tag" : `did you mean ${listWords(likely.map(quote), "or")}?`;
  const problem = `${quote(written)} is a language without a name`;
  return [{ code: "language-without-name", severity: "warning", problem, hint, path }];
}

/** Languages of two letters: the likely one of a country with this code, and those whose English name begins with it. */
function languagesLike(code: string): string[] {
  const isCountry = TWO_LETTERS.includes(code) && englishName("region", code.toUpperCase()) !== undefined;
  const spoken = isCountry ? [new Intl.Locale(`und-${code}`).maximize().language] : [];
  const named = TWO_LETTERS.filter((each) => englishName("language", each)?.toLowerCase().startsWith(code));
  return [...new Set([...spoken, ...named])]
    .filter((each) => each !== "und")
    .sort()
    .slice(0, MAX_LIKELY);
}

/** CLDR's English names of countries and other regions. */
export function regionNames(): string[] {
  return TWO_LETTERS.flatMap((code) => englishName("region", code.toUpperCase()) ?? []);
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const TWO_LETTERS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
const MAX_LIKELY = 3;

/** Whether all tags are canonical languages. Otherwise nobody knows what the channel serves. */
export function servesAsWritten(languages: readonly string[]): boolean {
  return languages.every((tag) => checkServedTag(tag, []).length === 0);
}

function checkFallback(
  { id, languages, always = false, offerInFallbackLanguage = false }: Partial<Channel>,
  fallback: string | undefined,
  path: Path,
): Finding[] {
  // A broken fallback is reported at its own place.
  if (fallback === undefined || checkServedTag(fallback, path).length > 0) return [];
  if (id === undefined || languages === undefined || !(always || offerInFallbackLanguage)) return [];
  if (languages.includes(fallback) || !servesAsWritten(languages)) return [];
  const why = always ? "is offered always" : "is offered in the fallback language";
  const problem = `${quote(id)} ${why}, but does not serve the fallback language ${quote(fallback)}`;
  return [{ code: "fallback-not-served", problem, hint: "add it to its `languages`", path: [...path, "languages"] }];
}

/** Reports a ruleset without an always channel: a customer could be left with an empty page. */
export function checkAlwaysChannel({ channels, known, isBroken }: ShapedRuleset): Finding[] {
  // A section with too many entries is broken and appears empty here.
  const isUnreadable = known.channels === null || (channels.length === 0 && isBroken(["channels"]));
  const mayBeAlways = ({ path, value }: (typeof channels)[number]) =>
    value.always === true || isBroken([...path, "always"]);
  if (isUnreadable || channels.some(mayBeAlways)) return [];
  const problem = "no channel is offered always, so a customer could be left without any";
  const hint = 'write `"always": true` in one, such as `email`';
  return [{ code: "no-always-channel", problem, hint, path: ["channels"] }];
}

export function alwaysChannels({ channels }: ShapedRuleset): ReadonlySet<string> {
  return new Set(channels.flatMap(({ value }) => (value.always === true && value.id !== undefined ? [value.id] : [])));
}
