import { BUILT_IN_ALIASES } from "../../runtime/language/language-matcher.js";
import { groupBy } from "../../values/group-by.js";
import { readLanguageTag } from "../../values/language-tag.js";
import { NORWEGIAN, requestableTags } from "./requestable-tags.js";
import { joinClasses, type RulesetModel } from "./ruleset-model.js";
import type { AgentPool, Candidate, LanguageClass, LanguageVariable } from "./variables.js";

/** Customers with one list of languages, and the candidates that it leads to. */
export interface CustomerLanguages {
  /** As a request gives it. */
  readonly sample: readonly string[];
  /** Single tags that lead to the same candidates and that someone may name; none for a list of several. */
  readonly tags: readonly string[];
  /** By side and by the index of the channel. */
  readonly candidates: readonly (readonly ChannelCandidates[])[];
}

/** Tags of the channel's languages, in the order in which they are considered. */
type ChannelCandidates = readonly CandidateTag[];

interface CandidateTag {
  readonly tag: string;
  readonly usingFallbackLanguage: boolean;
}

/**
 * Customers of one language: of every tag that a request can name, of any language (`*`), and of one that nobody serves. Each candidate that
 * a longer list can lead to is among theirs.
 */
export function customersOfOne(sides: readonly RulesetModel[]): CustomerLanguages[] {
  const served = sides.flatMap(({ compiled }) => compiled.channels.flatMap(({ languages }) => languages));
  const aliases = sides.flatMap(({ compiled }) => Object.entries(compiled.document.languages.aliases ?? {}));
  const fallbacks = sides.map(({ compiled }) => compiled.document.languages.fallback);
  const bare = served.map((tag) => tag.replace(/-.*/, ""));
  const usual = new Set([...fallbacks, ...served, ...bare, ...aliases.map(([from]) => from), ...OF_BUILT_IN_RULES]);
  const tags = new Set([...usual, ...requestableTags(served, [...Object.entries(BUILT_IN_ALIASES), ...aliases]), "*"]);
  const found = [...tags].map((tag) => ({ sample: [tag], candidates: candidatesFor(sides, [tag]) }));
  const unserved = UNSERVED.map((tag) => ({ sample: [tag], candidates: candidatesFor(sides, [tag]) })).find(
    ({ candidates }) => candidates.flat(2).every(({ usingFallbackLanguage }) => usingFallbackLanguage),
  );
  const others = unserved ?? { sample: [], candidates: candidatesFor(sides, []) };
  const groups = groupBy([...found, others], ({ candidates }) => JSON.stringify(candidates));
  return [...groups.values()].map((group) => {
    const all = group.flatMap(({ sample }) => sample);
    const known = all.filter((tag) => usual.has(tag));
    return { ...group[0], tags: known.length === 0 ? all.slice(0, 1) : known };
  });
}

/** Customers who name these languages. */
export function customersWith(sides: readonly RulesetModel[], sample: readonly string[]): CustomerLanguages {
  return { sample, tags: sample.length === 1 ? sample : [], candidates: candidatesFor(sides, sample) };
}

/** The customers' languages as some channels can tell them apart. A side without a channel has no candidates for it. */
export function languageVariable(
  sides: readonly RulesetModel[],
  customers: readonly CustomerLanguages[],
  channels: readonly string[],
): LanguageVariable {
  const classes = customers.map((customer) => ({ customer, ...candidatesOf(sides, channels, customer.candidates) }));
  const groups = groupBy(classes, keyOfCandidates);
  return {
    kind: "language",
    classes: [...groups.values()].map(
      (group, place): LanguageClass => ({
        sample: group[0].customer.sample,
        tags: group.flatMap(({ customer }) => customer.tags),
        cost: place === 0 ? 0 : 1,
        candidates: group[0].candidates,
        pools: group[0].pools,
      }),
    ),
  };
}

/**
 * Every candidate of a channel, each alone. A request considers it first: whether it may be offered does not depend on others.
 */
export function candidateVariable({ classes }: LanguageVariable): LanguageVariable {
  const alone = classes.flatMap((each): LanguageClass[] =>
    each.candidates.slice(0, 1).map((candidate) => ({
      ...each,
      candidates: [candidate],
      pools: each.pools.slice(candidate.pool, candidate.pool + 1),
    })),
  );
  return { kind: "language", classes: [...groupBy(alone, keyOfCandidates).values()].map(([first]) => first) };
}

/** Candidates in every language that any channel serves, the customer's own and as the fallback, as if each channel served all of them. */
export function anyCandidateVariable(sides: readonly RulesetModel[], channel: string): LanguageVariable {
  const tags = new Set(sides.flatMap(({ compiled }) => compiled.channels.flatMap(({ languages }) => languages)));
  return {
    kind: "language",
    classes: [...tags].flatMap((tag) =>
      [false, true].map((usingFallbackLanguage) => ({
        sample: [tag],
        tags: [tag],
        cost: 0,
        pools: [{ channel, language: tag }],
        candidates: sides.map((side, index) => candidateOf(side, index, 0, 0, { tag, usingFallbackLanguage })),
      })),
    ),
  };
}

/** Tags for which matching has built-in rules. */
const OF_BUILT_IN_RULES = [...Object.keys(BUILT_IN_ALIASES), ...NORWEGIAN];

/** One of these stands for all languages that nobody serves. If each of them is served, a customer without languages does. */
const UNSERVED = ["fi", "sw", "eu", "is", "mt", "ga"];

function candidatesFor(sides: readonly RulesetModel[], language: readonly string[]): CustomerLanguages["candidates"] {
  return sides.map(({ compiled }) => {
    const plan = compiled.planLanguages(language, []);
    return compiled.channels.map(({ index, languages }) => {
      const { places, matched } = plan?.channels[index] ?? { places: [], matched: 0 };
      return places.map((place, order) => ({ tag: languages[place] ?? "", usingFallbackLanguage: order >= matched }));
    });
  });
}

function candidatesOf(
  sides: readonly RulesetModel[],
  channels: readonly string[],
  candidates: CustomerLanguages["candidates"],
): Pick<LanguageClass, "candidates" | "pools"> {
  const pools: AgentPool[] = [];
  const found: Candidate[] = [];
  for (const [place, channel] of channels.entries()) {
    for (const [side, model] of sides.entries()) {
      const index = model.compiled.channels.findIndex(({ id }) => id === channel);
      for (const each of candidates[side]?.[index] ?? []) {
        // Two sides may write the same language differently.
        let pool = pools.findIndex(
          (known) => known.channel === channel && canonicalTag(known.language) === canonicalTag(each.tag),
        );
        if (pool < 0) pool = pools.push({ channel, language: each.tag }) - 1;
        found.push(candidateOf(model, side, place, pool, each));
      }
    }
  }
  return { candidates: found, pools };
}

function candidateOf(
  { classesOf }: RulesetModel,
  side: number,
  channel: number,
  pool: number,
  { tag, usingFallbackLanguage }: CandidateTag,
): Candidate {
  const classes = joinClasses([classesOf("language", tag), classesOf("usingFallbackLanguage", usingFallbackLanguage)]);
  return { side, channel, pool, usingFallbackLanguage, classes };
}

function keyOfCandidates({ candidates, pools }: Pick<LanguageClass, "candidates" | "pools">): string {
  return JSON.stringify([
    candidates.map(({ side, channel, pool, usingFallbackLanguage }) => [side, channel, pool, usingFallbackLanguage]),
    pools,
  ]);
}

function canonicalTag(tag: string): string {
  const read = readLanguageTag(tag);
  return read.kind === "language" ? read.tag : tag;
}
