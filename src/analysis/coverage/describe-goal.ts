import { quote, quoteList } from "../../values/quote.js";
import type { ChannelGoal, ConditionGoal, CoverageGoal } from "./coverage-report.js";

/** Describes what a scenario shows if it reaches a goal: `` rule `phone-when-staffed` decides ``. */
export function describeGoal(goal: CoverageGoal): string {
  switch (goal.kind) {
    case "rule-holds":
      return `rule ${quote(goal.rule)} holds`;
    case "rule-does-not-hold":
      return `rule ${quote(goal.rule)} does not hold`;
    case "rule-decides":
      return `rule ${quote(goal.rule)} decides`;
    case "way-holds":
      return `rule ${quote(goal.rule)} holds by ${goal.conditions}`;
    case "condition-fails-alone":
      return `rule ${quote(goal.rule)} is stopped by this alone: ${conditionOf(goal)}`;
    case "channel-offered":
      return `${quote(goal.channel)} is offered ${customerWords(goal)}`;
    case "channel-withheld":
      return `${quote(goal.channel)} is withheld ${customerWords(goal)}`;
    case "schedule-open":
      return `schedule ${quote(goal.schedule)} is open`;
    case "schedule-closed":
      return `schedule ${quote(goal.schedule)} is closed`;
  }
}

function conditionOf({ condition, besides }: ConditionGoal): string {
  return besides === null ? condition : `${condition}, while ${besides}`;
}

function customerWords({ requestTypes, languages }: Pick<ChannelGoal, "requestTypes" | "languages">): string {
  const types = requestTypes === "any" ? "" : `for ${alike(requestTypes)}`;
  return [types, languages === "any" ? "" : `in ${languageWords(languages)}`].filter((part) => part !== "").join(" ");
}

function languageWords(languages: readonly (string | null)[]): string {
  const served = languages.filter((language) => language !== null);
  return [
    ...(served.length === 0 ? [] : [alike(served)]),
    ...(served.length < languages.length ? ["a language that it does not serve"] : []),
  ].join(" or ");
}

/** Lists ids that the rules treat alike. Names only the first of more than three. */
function alike(words: readonly string[]): string {
  const [first = ""] = words;
  return words.length <= 3
    ? quoteList(words, "or")
    : `${quote(first)} or one of the ${words.length - 1} treated like it`;
}
