import { BUILT_IN_ALIASES, createLanguageMatcher, readLanguage } from "../../runtime/language/language-matcher.js";
import { quote } from "../../values/quote.js";
import { requestableTags } from "../model/requestable-tags.js";
import { type CheckFinding, type CheckResult, type CheckSubject, findingAt } from "./check-finding.js";

/** Finds aliases that change no customer's language. */
export function aliasFindings({ model }: CheckSubject): CheckResult {
  const { channels, languages } = model.compiled.document;
  const { aliases = {} } = languages;
  const served = channels.map((channel) => channel.languages);
  const tags = requestableTags(served.flat(), [BUILT_IN_ALIASES, aliases].flatMap(Object.entries));
  const matchesWith = (some: Readonly<Record<string, string>>) => {
    const matchers = served.map((each) => createLanguageMatcher(each, some));
    return (tag: string) => matchers.map((match) => match(tag)).join();
  };
  const matches = matchesWith(aliases);
  const findings = Object.entries(aliases).flatMap(([from, to]): CheckFinding[] => {
    const { [from]: _, ...others } = aliases;
    const matchesWithout = matchesWith(others);
    const language = readLanguage(from)?.language;
    const aliased = tags.filter((tag) => readLanguage(tag)?.language === language);
    if (aliased.some((tag) => matches(tag) !== matchesWithout(tag))) return [];
    const isServed = served.some((each) => createLanguageMatcher(each)(to) >= 0);
    const problem = `the alias from ${quote(from)} to ${quote(to)} changes no customer's language`;
    return [
      findingAt(["languages", "aliases", from], {
        severity: "warning",
        ...(isServed
          ? { code: "alias-without-effect", problem, hint: "take it out" }
          : {
              code: "alias-not-served",
              problem: `${problem}: no channel serves ${quote(to)}`,
              hint: "serve it, or take the alias out",
            }),
      }),
    ];
  });
  return { findings, undecided: [] };
}
