import { groupBy } from "../../values/group-by.js";
import { type Language, readLanguageTag } from "../../values/language-tag.js";

/**
 * Language tags that stand for all: whatever tag a request names, one of these fits the same of the served languages, or neither fits any.
 *
 * What fits goes by the tag, the language, the script and the region, and by the aliases of the tag and of the language. So of each language
 * that is named anywhere there is a tag with each script and region that is named for it or for what it may be read as, with none, and with
 * one that nobody names; each also with a variant that nobody names. `*` is not among them.
 */
export function requestableTags(
  served: readonly string[],
  aliases: readonly (readonly [from: string, to: string])[],
): string[] {
  const named = [...served, ...aliases.flat(), ...NORWEGIAN].flatMap(readLanguage);
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
    const scripts = withUnnamed(alike, "script", SCRIPTS);
    const regions = withUnnamed(alike, "region", REGIONS);
    for (const variant of [null, VARIANT]) {
      for (const script of scripts) {
        for (const region of regions)
          tags.push([language, script, region, variant].filter((part) => part !== null).join("-"));
      }
    }
  }
  return [...new Set(tags)];
}

/** They fit each other. */
const NORWEGIAN: readonly string[] = ["no", "nb", "nn"];

/** Of these, more than one ruleset is likely to name. */
const SCRIPTS = ["Brai", "Glag", "Goth", "Ogam"];
const REGIONS = ["AQ", "BV", "HM", "TF"];
const VARIANT = "fonipa";

function readLanguage(tag: string): Language[] {
  const read = readLanguageTag(tag);
  return read.kind === "language" ? [read] : [];
}

function withUnnamed(alike: readonly Language[], part: "script" | "region", others: readonly string[]) {
  const named = new Set(alike.map((each) => each[part]));
  const unnamed = others.find((other) => !named.has(other)) ?? null;
  return [...new Set([null, ...named, unnamed])];
}
