import type { RulesetDocument } from "../../src/ruleset/document.js";
import type { RulesetFile } from "../../src/ruleset/read-ruleset.js";
import { withShuffledEntries } from "./shuffled.js";

/** Each section in a file, the rules in two, under names and in an order that the seed decides. */
export function filesOf(document: RulesetDocument, order: number): RulesetFile[] {
  const { rules = [], ...sections } = document;
  const half = order % (rules.length + 1);
  const parts = [
    ...Object.entries(sections).map(([name, section]) => ({ [name]: section })),
    { rules: rules.slice(0, half) },
    { rules: rules.slice(half) },
  ];
  const named = withShuffledEntries(parts, order).map((part, index) => ({
    file: `${index}.json`,
    text: JSON.stringify(part),
  }));
  return withShuffledEntries(named, order + 1);
}
