import { listWords, quote } from "../../values/quote.js";
import { describeCount, describeUnsaid, NO_REPORT } from "../../words/describe-agents.js";
import { languageName, withArticle } from "../../words/languages.js";
import { fullTime } from "../../words/local-time.js";
import { shownZone } from "../matrix/matrix-options.js";
import type { Assignment } from "../mdd/store.js";
import type { RulesetModel } from "../model/ruleset-model.js";
import { ABSENT, type LanguageClass, type ModelVariable } from "../model/variables.js";

/** A situation in words: who asks, and what the circumstances are. */
interface DescribedSituation {
  /** `a Polish-speaking customer with `dispute`, whose `role` is `seller``. */
  readonly who: string;
  /** ` on Saturday 28 November 2026 at 10:00, with 0 agents free`; may be empty. */
  readonly circumstances: string;
}

/** Describes what matters of a situation: some levels, in this order. `at` is the instant of its example, as the request gives it. */
export function describeSituation(
  variables: readonly ModelVariable[],
  assignment: Assignment,
  matters: readonly number[],
  { compiled: { document } }: RulesetModel,
  at: string,
): DescribedSituation {
  let speaker = "a customer";
  const qualities: string[] = [];
  const circumstances: string[] = [];
  const unsaid: string[] = [];
  for (const level of matters) {
    const variable = variables[level] as ModelVariable;
    const each = assignment[level] as number;
    switch (variable.kind) {
      case "request-type":
        qualities.unshift(`with ${quote(variable.classes[each]?.sample ?? "")}`);
        break;
      case "fact":
        qualities.push(`whose ${quote(variable.fact)} is ${listWords(variable.wordsOf([each]), "or")}`);
        break;
      case "language":
        speaker = describeSpeaker(variable.classes[each]);
        break;
      case "hours": {
        const timeZone = variable.classes[each]?.sample.timeZone ?? null;
        const zone = shownZone(document, timeZone);
        circumstances.unshift(
          `on ${fullTime(at, zone).replace(", ", " at ")}${timeZone === null ? "" : ` in ${zone}`}`,
        );
        break;
      }
      case "snapshot":
        if (variable.classes[each]?.sample === "none") circumstances.push(`while ${NO_REPORT}`);
        break;
      case "count":
        if (each === ABSENT) break;
        if (variable.classes[each]?.sample === null) unsaid.push(describeUnsaid(variable.fact));
        else circumstances.push(describeCount(variable.fact, variable.wordsOf([each]).join(" or ")));
    }
  }
  if (unsaid.length > 0) circumstances.push(`while nobody says ${unsaid.join(" or ")}`);
  const qualified = qualities.map((quality, index) => `${index === 0 ? "" : ","} ${quality}`).join("");
  return {
    who: `${speaker}${qualified}${qualities.length > 1 ? "," : ""}`,
    circumstances: circumstances.map((each, index) => `${index === 0 ? "" : ","} ${each}`).join(""),
  };
}

function describeSpeaker(language: LanguageClass | undefined): string {
  const [candidate] = language?.candidates ?? [];
  const [tag] = language?.sample ?? [];
  if (candidate?.usingFallbackLanguage === true) return "a customer who speaks none of its languages";
  if (tag === undefined) return "a customer";
  return tag === "*" ? "a customer who takes any language" : `${withArticle(languageName(tag))}-speaking customer`;
}
