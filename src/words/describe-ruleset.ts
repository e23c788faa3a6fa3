import type { RulesetDocument } from "../ruleset/document.js";
import { firstSentence } from "./first-sentence.js";
import { dim, type StyledText } from "./prose.js";

/** What a rule says of itself, and its name; the name alone where it says nothing. */
export function describeRule(rule: string, { rules = [] }: RulesetDocument): StyledText {
  const description = rules.find(({ name }) => name === rule)?.description;
  return dim(description === undefined ? `[${rule}]` : `${firstSentence(description)} [${rule}]`);
}
