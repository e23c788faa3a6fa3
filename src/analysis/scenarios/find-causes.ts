import type { RulesetDocument } from "../../ruleset/document.js";
import type { RoutingExplanation } from "../../runtime/explanation.js";
import { causesOfOffered } from "./causes-of-offered.js";
import { causesOfRule, missingOf } from "./causes-of-rule.js";
import type { Difference } from "./compare-decision.js";
import { outcomeCauses } from "./outcome-of.js";
import type { MismatchCause, StatedValue } from "./scenario-report.js";

/** Why the decision is not as expected: the part of its explanation that bears on one difference. Nothing for `validUntil`. */
export function findCauses(
  { field, channel, expected, actual }: Difference,
  explanation: RoutingExplanation,
  ruleset: RulesetDocument,
): MismatchCause[] {
  if (field === "offered") return causesOfOffered(listOf(expected), listOf(actual), explanation);
  if (field === "steps") return causesOfSteps(listOf(expected), listOf(actual), explanation);
  if (channel === null) return [];
  const lacking = listOf(expected).filter((each) => !listOf(actual).includes(each));
  const rules = field === "rules" ? lacking : rulesGiving(lacking, channel, ruleset);
  return [
    ...outcomeCauses(explanation.decision, channel),
    ...rules.flatMap((rule) => causesOfRule(rule, channel, explanation)),
  ];
}

function listOf(stated: StatedValue): readonly string[] {
  return typeof stated === "string" || stated === null ? [] : stated;
}

function causesOfSteps(
  expected: readonly string[],
  actual: readonly string[],
  { steps }: RoutingExplanation,
): MismatchCause[] {
  const differing = [
    ...expected.filter((step) => !actual.includes(step)),
    ...actual.filter((step) => !expected.includes(step)),
  ];
  return differing.flatMap((step): MismatchCause[] => {
    const { advised = false, rules = [] } = steps.find((each) => each.step === step) ?? {};
    const telling = rules.filter(({ result }) => !advised || result === "holds");
    if (telling.length === 0) return [{ kind: "unruled-step", step }];
    return telling.map(({ rule, event, result, conditions }) => {
      return { kind: "rule", rule, event, result, channel: null, language: null, step, missing: missingOf(conditions) };
    });
  });
}

/** Withhold rules of a channel that give one of these reasons. */
function rulesGiving(codes: readonly string[], channel: string, { rules = [] }: RulesetDocument): string[] {
  return rules.flatMap(({ name, event }) =>
    event.type === "withhold" && codes.includes(event.params.reason) && event.params.channels.includes(channel)
      ? [name]
      : [],
  );
}
