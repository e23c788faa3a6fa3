import type { Issue } from "../../values/issue.js";
import type { LanguageMatcher } from "../language/language-matcher.js";
import { readLanguages } from "../language/read-languages.js";

/** The languages in which each channel is considered, for one list of requested languages. */
export interface LanguagePlan {
  /** As the request wrote them. */
  readonly requested: readonly string[];
  /** By the index of the channel. */
  readonly channels: readonly CandidateLanguages[];
  /** The ones for which rules are tested: only the first of an always channel, none of a channel that no rule offers. */
  readonly asked: readonly CandidateLanguages[];
}

export interface CandidateLanguages {
  /** Indices into the channel's list of languages, in the order to consider them. */
  readonly places: readonly number[];
  /** How many of them match the customer's own languages; the fallback language comes after. */
  readonly matched: number;
}

interface LanguagesServed {
  readonly match: LanguageMatcher;
  /** Index of the language to consider last; -1 for none. */
  readonly fallback: number;
  /** For how many languages rules are tested at most. */
  readonly mostAsked: number;
}

/** Reads the `language` of a request. Adds an issue for each tag that cannot be read, and leaves it out. */
export type LanguagePlanner = (language: unknown, issues: Issue[]) => LanguagePlan;

/** Caches the plans of earlier languages, so that a usual request costs one look-up. */
export function createLanguagePlanner(channels: readonly LanguagesServed[]): LanguagePlanner {
  const plans = new Map<string, LanguagePlan>();
  return function planLanguages(language, issues) {
    const tags = Array.isArray(language) ? copyShortList(language) : language;
    const key = keyOf(tags);
    const known = key === null ? undefined : plans.get(key);
    // A tag with a line break can have the key of a list. A list that was planned has none, so only one of equal length is the same.
    if (known?.requested.length === (Array.isArray(tags) ? tags.length : 1)) return known;
    const read = readLanguages(tags, ["language"]);
    if (read.issues.length > 0) {
      for (const issue of read.issues) issues.push(issue);
      return planLanguages(
        read.tags.map(({ requested }) => requested),
        issues,
      );
    }
    const tagsRead = read.tags.map(({ tag }) => tag);
    const considered = channels.map((channel) => candidatesOf(channel, tagsRead));
    const plan = {
      requested: read.tags.map(({ requested }) => requested),
      channels: considered,
      asked: considered.map(({ places, matched }, index) => ({
        places: places.slice(0, (channels[index] as LanguagesServed).mostAsked),
        matched,
      })),
    };
    if (key === null) return plan;
    if (plans.size >= MAX_PLANS) plans.clear();
    plans.set(key, plan);
    return plan;
  };
}

/** Null for languages whose plan is not kept. */
function keyOf(tags: unknown): string | null {
  if (!Array.isArray(tags)) return typeof tags === "string" && tags.length <= LONGEST_REMEMBERED_TAG ? tags : null;
  if (tags.length > MAX_REMEMBERED_TAGS) return null;
  for (const tag of tags) if (typeof tag !== "string" || tag.length > LONGEST_REMEMBERED_TAG) return null;
  return tags.join("\n");
}

/** Languages come from outside, so the cache is bounded. */
const MAX_PLANS = 5000;
const MAX_REMEMBERED_TAGS = 12;
const LONGEST_REMEMBERED_TAG = 40;

function candidatesOf({ match, fallback }: LanguagesServed, tags: readonly (string | null)[]): CandidateLanguages {
  const places = [...new Set(tags.map(match).filter((place) => place >= 0))];
  const matched = places.length;
  if (fallback >= 0 && !places.includes(fallback)) places.push(fallback);
  return { places, matched };
}

/** Reads each item and the length once: a hostile list could change between reads. */
function copyShortList(list: readonly unknown[]): readonly unknown[] {
  const { length } = list;
  if (length > MAX_REMEMBERED_TAGS) return list;
  const copy: unknown[] = [];
  for (let index = 0; index < length; index++) copy.push(list[index]);
  return copy;
}
