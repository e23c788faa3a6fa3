import type { RulesetDocument } from "../../ruleset/document.js";
import { createLanguageMatcher } from "../../runtime/language/language-matcher.js";
import { readLanguages } from "../../runtime/language/read-languages.js";

/** Sorts customers by the languages that a ruleset knows, of which there are few, whatever they ask for. */
export interface CustomerLanguages {
  /** Every language that a channel serves, then null for the customers of all others. */
  readonly all: readonly (string | null)[];
  /** The place in `all` of a request's `language`: of the first tag that any of them fits, `*` aside. */
  indexOf(language: string | readonly string[]): number;
}

/** Aliases are those of the first ruleset. */
export function createCustomerLanguages(rulesets: readonly RulesetDocument[]): CustomerLanguages {
  const served = [...new Set(rulesets.flatMap(({ channels }) => channels.flatMap(({ languages }) => languages)))];
  const match = createLanguageMatcher(served, rulesets[0]?.languages.aliases);
  const matchText = (text: string): number => {
    const tag = readLanguages(text, []).tags[0]?.tag ?? null;
    return tag === "*" ? -1 : match(tag);
  };
  return {
    all: [...served, null],
    indexOf(language) {
      if (typeof language === "string") {
        const index = matchText(language);
        return index < 0 ? served.length : index;
      }
      for (const text of language) {
        const index = matchText(text);
        if (index >= 0) return index;
      }
      return served.length;
    },
  };
}
