import { matchLanguage } from "../../src/runtime/language/match-language.js";
import { RequestError } from "../../src/values/errors.js";
import { type NaiveMatch, naiveMatch } from "../../test/reference/languages.js";
import type { Law, Target } from "../law.js";
import { type LanguageCase, languageCase } from "./language-cases.js";

const secondMatcher: Law<LanguageCase> = {
  name: "second-matcher",
  says: "`matchLanguage` gives what a second matcher gives, which reads the rules one after another",
  share: 4,
  casesPerBatch: 2000,
  cases: languageCase,
  compare: ({ requested, served, aliases }) => ({
    expected: naiveMatch(requested, served, aliases),
    actual: realMatch({ requested, served, aliases }),
  }),
};

export const languages: Target = { name: "languages", laws: [secondMatcher] };

function realMatch({ requested, served, aliases }: LanguageCase): NaiveMatch {
  try {
    return { match: matchLanguage(requested, served, { aliases }) };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { malformed: error.issues.map(({ path }) => path) };
  }
}
