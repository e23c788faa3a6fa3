import type {
  CandidateExplanation,
  ConditionExplanation,
  FactExplanation,
  RoutingExplanation,
  RuleExplanation,
} from "../../runtime/explanation.js";
import type { RuleCause, UnrelatedRuleCause } from "./scenario-report.js";

/** What became of a rule for a channel; nothing for a channel without a candidate, of which there is nothing to judge. */
export function causesOfRule(
  rule: string,
  channel: string,
  explanation: RoutingExplanation,
): (RuleCause | UnrelatedRuleCause)[] {
  const candidate = candidateOf(channel, explanation, rule);
  if (candidate === undefined) return [];
  const explained = candidate.rules.find((each) => each.rule === rule);
  return [
    explained === undefined ? { kind: "unrelated-rule", rule, channel } : causeOfRule(explained, channel, candidate),
  ];
}

/** The candidate that is offered; where none is, the one in which the rule is nearest to holding. */
export function candidateOf(
  channel: string,
  { channels, decision }: RoutingExplanation,
  rule: string | null,
): CandidateExplanation | undefined {
  const candidates = channels.find((each) => each.channel === channel)?.candidates ?? [];
  const offered = decision.offered.find((each) => each.channel === channel);
  if (offered !== undefined) return candidates.find(({ language }) => language === offered.servedLanguage);
  const distance = ({ rules }: CandidateExplanation) =>
    missingOf(rules.find((each) => each.rule === rule)?.conditions ?? null).length;
  return [...candidates].sort((a, b) => distance(a) - distance(b))[0];
}

export function causeOfRule(
  { rule, event, result, conditions }: RuleExplanation,
  channel: string,
  { language }: CandidateExplanation,
): RuleCause {
  return { kind: "rule", rule, event, result, channel, language, step: null, missing: missingOf(conditions) };
}

/** The leaves that do not hold of what does not hold. */
export function missingOf(node: ConditionExplanation | null): FactExplanation[] {
  if (node === null || node.result === "holds") return [];
  if ("fact" in node) return [node];
  return ("all" in node ? node.all : node.any).flatMap(missingOf);
}
