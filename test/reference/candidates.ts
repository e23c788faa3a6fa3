import type { Channel, RulesetDocument } from "../../src/ruleset/document.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import { naiveMatch } from "./languages.js";

export interface Candidate {
  readonly language: string;
  readonly usingFallbackLanguage: boolean;
}

export function candidatesOf(document: RulesetDocument, request: ContactRequest, channel: Channel): Candidate[] {
  const { fallback, aliases = {} } = document.languages;
  const candidates: Candidate[] = [];
  const consider = (language: string, usingFallbackLanguage: boolean) => {
    if (!candidates.some((candidate) => candidate.language === language))
      candidates.push({ language, usingFallbackLanguage });
  };
  for (const tag of requestedTags(request)) {
    const found = naiveMatch(tag, channel.languages, aliases);
    if ("malformed" in found) throw new Error(`malformed: ${found.malformed.join(", ")}`);
    if (found.match !== null) consider(found.match.language, false);
  }
  const fallsBack = channel.always === true || channel.offerInFallbackLanguage === true;
  if (fallsBack && channel.languages.includes(fallback)) consider(fallback, true);
  return candidates;
}

export function requestedTags(request: ContactRequest): readonly string[] {
  return typeof request.language === "string" ? [request.language] : request.language;
}
