import { groupBy } from "../../../values/group-by.js";
import { readLanguageTag } from "../../../values/language-tag.js";
import { languageName } from "../../../words/languages.js";
import { requestableTags } from "../../model/requestable-tags.js";
import { joinClasses, type Side } from "./side.js";
import type { CandidateClass, LanguageAxis, LanguageClass } from "./situation-axis.js";

/** What one language of a customer comes to: candidates, by side and by the index of the channel. */
export interface CustomerLanguage {
  /** As a request gives it. */
  readonly sample: readonly string[];
  /** Those of the ones that come to the same that someone may name; none for customers of several languages. */
  readonly tags: readonly string[];
  readonly candidates: readonly (readonly ChannelCandidates[])[];
}

/** Tags of the channel's languages, in the order in which they are considered. */
type ChannelCandidates = readonly { readonly tag: string; readonly usingFallbackLanguage: boolean }[];

/**
 * Customers of one language: of every one that a request can name, of any (`*`), and of one that nobody serves. Each candidate that a
 * longer list can bring about is among theirs.
 */
export function customerLanguages(sides: readonly Side[]): CustomerLanguage[] {
  const served = sides.flatMap(({ compiled }) => compiled.channels.flatMap(({ languages }) => languages));
  const aliases = sides.flatMap(({ compiled }) => Object.entries(compiled.document.languages.aliases ?? {}));
  const fallbacks = sides.map(({ compiled }) => compiled.document.languages.fallback);
  const bare = served.map((tag) => tag.replace(/-.*/, ""));
  const usual = new Set([...fallbacks, ...served, ...bare, ...aliases.map(([from]) => from), ...OF_BUILT_IN_RULES]);
  const tags = new Set([...usual, ...requestableTags(served, [...BUILT_IN_ALIASES, ...aliases]), "*"]);
  const found = [...tags].map((tag) => ({ sample: [tag], candidates: candidatesFor(sides, [tag]) }));
  const unserved = UNSERVED.map((tag) => ({ sample: [tag], candidates: candidatesFor(sides, [tag]) })).find(
    ({ candidates }) => candidates.flat(2).every(({ usingFallbackLanguage }) => usingFallbackLanguage),
  );
  const others = unserved ?? { sample: [], candidates: candidatesFor(sides, []) };
  const groups = groupBy([...found, others], ({ candidates }) => JSON.stringify(candidates));
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((first) => {
      const all = group.flatMap(({ sample }) => sample);
      const known = all.filter((tag) => usual.has(tag));
      return { ...first, tags: known.length === 0 ? all.slice(0, 1) : known };
    }),
  );
}

/** Customers of two languages, the one before the other. */
export function customersOfTwo(
  sides: readonly Side[],
  first: Pick<CustomerLanguage, "sample">,
  second: Pick<CustomerLanguage, "sample">,
): CustomerLanguage {
  const sample = [...first.sample, ...second.sample];
  return { sample, tags: [], candidates: candidatesFor(sides, sample) };
}

/** The customers' languages as one channel can tell them apart. Ids of a channel that a side does not have give it no candidates. */
export function languageAxis(
  sides: readonly Side[],
  languages: readonly CustomerLanguage[],
  channel: string,
): LanguageAxis {
  const indices = sides.map(({ compiled }) => compiled.channels.findIndex(({ id }) => id === channel));
  const candidatesOf = ({ candidates }: CustomerLanguage) =>
    candidates.map((bySide, side) => bySide[indices[side] ?? -1] ?? []);
  const groups = groupBy(languages, (language) => JSON.stringify(candidatesOf(language)));
  return {
    kind: "language",
    classes: [...groups.values()].flatMap((group, place) =>
      group.slice(0, 1).map((first) => ({
        ...candidateClasses(sides, candidatesOf(first)),
        sample: first.sample,
        words: group.flatMap(({ tags }) => tags.map(languageName)).join(" or "),
        cost: place === 0 ? 0 : 1,
      })),
    ),
  };
}

/**
 * Every candidate that requests can bring about for a channel of one side, each alone: what the others come to is no matter to whether
 * it may be offered. Each has a request in which it is considered first.
 */
export function candidateAxis(
  sides: readonly Side[],
  languages: readonly CustomerLanguage[],
  channel: string,
): LanguageAxis {
  const { classes } = languageAxis(sides, languages, channel);
  const seen = new Set<string>();
  return {
    kind: "language",
    classes: classes.flatMap((each) => {
      const [candidate] = each.candidates;
      const desk = each.desks[0] ?? "";
      const key = `${desk} ${candidate?.usingFallbackLanguage}`;
      if (candidate === undefined || seen.has(key)) return [];
      seen.add(key);
      return { ...each, candidates: [candidate], desks: [desk] };
    }),
  };
}

/** Candidates of every language that any channel serves, the customer's own and as the fallback, whatever the channel. */
export function anyCandidateAxis(sides: readonly Side[]): LanguageAxis {
  const tags = new Set(sides.flatMap(({ compiled }) => compiled.channels.flatMap(({ languages }) => languages)));
  return {
    kind: "language",
    classes: [...tags].flatMap((tag) =>
      [false, true].map((usingFallbackLanguage) => ({
        ...candidateClasses(
          sides,
          sides.map(() => [{ tag, usingFallbackLanguage }]),
        ),
        sample: [tag],
        words: languageName(tag),
        cost: 0,
      })),
    ),
  };
}

/** What aliases and look-alikes are built in for. */
const OF_BUILT_IN_RULES = ["gsw", "no", "nb", "nn"];

const BUILT_IN_ALIASES: readonly (readonly [string, string])[] = [["gsw", "de"]];

/** Of these, one that nobody serves stands for all that nobody serves; where each is served, a customer of no language does. */
const UNSERVED = ["fi", "sw", "eu", "is", "mt", "ga"];

function candidatesFor(sides: readonly Side[], language: readonly string[]): CustomerLanguage["candidates"] {
  return sides.map(({ compiled }) => {
    const plan = compiled.planLanguages(language, []);
    return compiled.channels.map(({ index, languages }) => {
      const { places, matched } = plan?.channels[index] ?? { places: [], matched: 0 };
      return places.map((place, order) => ({ tag: languages[place] ?? "", usingFallbackLanguage: order >= matched }));
    });
  });
}

export function candidateClasses(
  sides: readonly Side[],
  candidates: readonly ChannelCandidates[],
): Pick<LanguageClass, "candidates" | "desks"> {
  // Two sides may write the same language otherwise.
  const desks = groupBy(
    candidates.flat().map(({ tag }) => tag),
    canonicalTag,
  );
  const deskOf = new Map([...desks.keys()].map((key, desk) => [key, desk]));
  return {
    desks: [...desks.values()].flatMap((tags) => tags.slice(0, 1)),
    candidates: candidates.flatMap((ofSide, side) =>
      ofSide.map(({ tag, usingFallbackLanguage }, order): CandidateClass => {
        const reads = sides[side];
        const classes =
          reads === undefined
            ? null
            : joinClasses(
                reads.classesOf("language", tag),
                reads.classesOf("usingFallbackLanguage", usingFallbackLanguage),
              );
        return {
          side,
          order,
          desk: deskOf.get(canonicalTag(tag)) ?? 0,
          usingFallbackLanguage,
          classes: classes ?? new Map(),
        };
      }),
    ),
  };
}

function canonicalTag(tag: string): string {
  const read = readLanguageTag(tag);
  return read.kind === "language" ? read.tag : tag;
}
