import { lineageOf, PARENTS } from "../../runtime/language/lineage.js";
import { groupBy } from "../../values/group-by.js";
import { type Language, readLanguageTag } from "../../values/language-tag.js";

/**
 * Language tags that stand for all: whatever tag a request names, one of these fits the same of the served languages, or both fit none.
 *
 * What fits goes by the tag, its language, its ancestors and their script, and by the aliases of the tag and of the language. So of each
 * language that is named anywhere there is a tag with each script and region that is named for it or for what it may be read as, with none,
 * with one that nobody names, and with such a region below each parent that CLDR lists; each also with a variant that nobody names. `*` is
 * not among them.
 */
export function requestableTags(
  served: readonly string[],
  aliases: readonly (readonly [from: string, to: string])[],
): string[] {
  const named = [...new Set([...served, ...aliases.flat(), ...NORWEGIAN])].flatMap(readLanguage);
  const byLanguage = groupBy(named, ({ language }) => language);
  const targets = aliases.flatMap(([from, to]) =>
    readLanguage(from).flatMap((key) =>
      readLanguage(to).map((target) => ({ from: key.language, to: target.language })),
    ),
  );
  const tags = named.map(({ tag }) => tag);
  for (const language of byLanguage.keys()) {
    const readAs = targets.flatMap(({ from, to }) => (from === language ? [to] : []));
    const related = [language, ...readAs].flatMap((each) => (NORWEGIAN.includes(each) ? NORWEGIAN : [each]));
    const alike = related.flatMap((each) => byLanguage.get(each) ?? []);
    // A region implies a script, and so does a language.
    const implied = [...alike, ...related.flatMap(readLanguage)].map((each) => lineageOf(each).script ?? null);
    const scripts = withUnnamed([...alike.map(({ script }) => script), ...implied], SCRIPTS);
    const regionsNamed = alike.map(({ region }) => region);
    const regions = withUnnamed([...regionsNamed, ...regionsBelowParents(related, regionsNamed)], REGIONS);
    for (const variant of [null, VARIANT]) {
      for (const script of scripts) {
        for (const region of regions)
          tags.push([language, script, region, variant].filter((part) => part !== null).join("-"));
      }
    }
  }
  return [...new Set(tags)];
}

/** One language by CLDR: each of them fits the others. */
export const NORWEGIAN: readonly string[] = ["no", "nb", "nn"];

/** Of these, more than one ruleset is likely to name. */
const SCRIPTS = ["Brai", "Glag", "Goth", "Ogam"];
const REGIONS = ["AQ", "BV", "HM", "TF"];
const VARIANT = "fonipa";

function readLanguage(tag: string): Language[] {
  const read = readLanguageTag(tag);
  return read.kind === "language" ? [read] : [];
}

/** The regions of the parents that CLDR lists for some languages, and one region below each that nobody names. */
function regionsBelowParents(languages: readonly string[], named: readonly (string | null)[]): (string | null)[] {
  const below = new Map<string, string | null>();
  for (const [tag, parent] of PARENTS) {
    const [language = ""] = tag.split("-", 1);
    if (!languages.includes(language) || below.has(parent)) continue;
    const [{ region = null } = {}] = readLanguage(tag);
    if (!named.includes(region)) below.set(parent, region);
  }
  return [...below].flatMap(([parent, region]) => [region, ...readLanguage(parent).map((each) => each.region)]);
}

function withUnnamed(named: readonly (string | null)[], others: readonly string[]): ReadonlySet<string | null> {
  const all = new Set([null, ...named]);
  return all.add(others.find((other) => !all.has(other)) ?? null);
}
