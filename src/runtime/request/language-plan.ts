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

/** The languages of a channel. */
interface LanguagesServed {
  readonly match: LanguageMatcher;
  /** Index of the language to consider last; -1 for none. */
  readonly fallback: number;
  /** For how many languages rules are tested at most. */
  readonly mostAsked: number;
}

/** Reads the `language` of a request. Returns null and adds issues if it cannot be read. */
export type LanguagePlanner = (language: unknown, issues: Issue[]) => LanguagePlan | null;

/** Caches the plans of earlier languages, so that a usual request costs one look-up for each of its tags. */
export function createLanguagePlanner(channels: readonly LanguagesServed[]): LanguagePlanner {
  let root: PlanNode = { plan: null, next: new Map() };
  let nodes = 0;

  return (language, issues) => {
    const tags = Array.isArray(language) ? copyShortList(language) : language;
    const node = nodeOf(tags);
    if (node?.plan != null) return node.plan;
    const read = readLanguages(tags, ["language"]);
    if (read.issues.length > 0) {
      for (const issue of read.issues) issues.push(issue);
      return null;
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
    if (node !== null) node.plan = plan;
    return plan;
  };

  function nodeOf(tags: unknown): PlanNode | null {
    if (typeof tags === "string") return step(root, tags);
    if (!Array.isArray(tags) || tags.length > MAX_REMEMBERED_TAGS) return null;
    let node = root;
    for (const tag of tags) {
      if (typeof tag !== "string" || tag.length > LONGEST_REMEMBERED_TAG) return null;
      node = step(node, tag);
    }
    return node;
  }

  function step(node: PlanNode, tag: string): PlanNode {
    const known = node.next.get(tag);
    if (known !== undefined) return known;
    const made: PlanNode = { plan: null, next: new Map() };
    if (++nodes > MAX_NODES) {
      nodes = 0;
      root = { plan: null, next: new Map() };
    } else {
      node.next.set(tag, made);
    }
    return made;
  }
}

interface PlanNode {
  plan: LanguagePlan | null;
  readonly next: Map<string, PlanNode>;
}

/** Languages come from outside, so the cache is bounded. */
const MAX_NODES = 5000;
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
