import type { RulesetDocument } from "../../index.js";
import { dim, type Span } from "../terminal/span.js";
import { firstSentence } from "./first-sentence.js";

/** What a rule says of itself, and its name; the name alone where it says nothing. */
export function describeRule(rule: string, { rules = [] }: RulesetDocument): Span {
  const description = rules.find(({ name }) => name === rule)?.description;
  return dim(description === undefined ? `[${rule}]` : `${firstSentence(description)} [${rule}]`);
}
