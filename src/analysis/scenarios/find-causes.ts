import type { RulesetDocument, ScenarioRequest } from "../../ruleset/document.js";
import { type ExpectedChannel, readExpectedChannel } from "../../ruleset/expected-channel.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type {
  CandidateExplanation,
  ConditionExplanation,
  FactExplanation,
  RoutingExplanation,
  RuleExplanation,
} from "../../runtime/explanation.js";
import type { Router } from "../../runtime/router.js";
import type { Difference } from "./compare-decision.js";
import type {
  EndCause,
  MismatchCause,
  OfferedCause,
  RuleCause,
  StatedValue,
  UnrelatedRuleCause,
  WithheldCause,
} from "./scenario-report.js";

/** Finds the part of an explanation that concerns one difference. Empty for `validUntil`; see {@link causesOfEnd}. */
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

/** Decides the same request at the end of its decision, and returns what changes then. Empty if the decision has no end. */
export function causesOfEnd(router: Router, request: ScenarioRequest, decision: RoutingDecision): EndCause[] {
  const { validUntil: at } = decision;
  if (at === null) return [];
  // The report keeps its age: it does not move with the clock.
  const { agentAvailabilityAsOf = request.at } = request;
  const { success, decision: later } = router.safeRoute({
    ...request,
    at,
    ...(request.agentAvailability !== undefined && { agentAvailabilityAsOf }),
  });
  // The router refuses requests after 2200.
  if (!success) return [];
  const channels = [...decision.offered, ...decision.withheld].map(({ channel }) => channel);
  // Times come second: they may differ only because the later decision looks 400 days further ahead.
  const changed = [outcomeText, timesText]
    .map((textOf) => channels.filter((channel) => textOf(decision, channel) !== textOf(later, channel)))
    .find((each) => each.length > 0);
  if (changed === undefined) return [{ kind: "end", at, becomes: null }];
  return changed.flatMap((channel) => outcomeCauses(later, channel)).map((becomes) => ({ kind: "end", at, becomes }));
}

function outcomeText(decision: RoutingDecision, channel: string): string {
  return JSON.stringify(outcomeCauses(decision, channel));
}

function timesText({ offered, withheld }: RoutingDecision, channel: string): string {
  return JSON.stringify([
    offered.find((each) => each.channel === channel)?.closesAt,
    withheld.find((each) => each.channel === channel)?.nextOpensAt,
  ]);
}

/** Returns the decision's entry for a channel. Empty if the ruleset does not have the channel. */
function outcomeCauses({ offered, withheld }: RoutingDecision, channel: string): (OfferedCause | WithheldCause)[] {
  const offer = offered.find((each) => each.channel === channel);
  if (offer !== undefined) {
    const { servedLanguage, rule, preferredBy } = offer;
    return [{ kind: "offered", channel, servedLanguage, rule, preferredBy }];
  }
  const found = withheld.find((each) => each.channel === channel);
  return found === undefined ? [] : [{ kind: "withheld", channel, reasons: found.reasons }];
}

function listOf(stated: StatedValue): readonly string[] {
  return typeof stated === "string" || stated === null ? [] : stated;
}

/** Explains other channels than expected, another language, or another order. */
function causesOfOffered(
  expected: readonly string[],
  actual: readonly string[],
  explanation: RoutingExplanation,
): MismatchCause[] {
  const wanted = expected.map(readExpectedChannel);
  const got = actual.map(readExpectedChannel);
  const has = (list: readonly ExpectedChannel[], channel: string) => list.some((each) => each.channel === channel);
  const causes: MismatchCause[] = [
    ...wanted.filter(({ channel }) => !has(got, channel)),
    ...got.filter(({ channel }) => !has(wanted, channel)),
  ].flatMap(({ channel }) => outcomeCauses(explanation.decision, channel));

  for (const { channel, language } of wanted) {
    if (language === null || !has(got, channel) || actual.includes(`${channel}:${language}`)) continue;
    causes.push(...outcomeCauses(explanation.decision, channel), ...causesOfLanguage(channel, language, explanation));
  }
  return causes.length > 0 ? causes : causesOfOrder(wanted, got, explanation);
}

/** Explains why a channel is not offered in the expected language: rules prevent it, or another language comes first. */
function causesOfLanguage(channel: string, language: string, { channels }: RoutingExplanation): MismatchCause[] {
  const { always = false, candidates = [] } = channels.find((each) => each.channel === channel) ?? {};
  const candidate = candidates.find((each) => each.language === language);
  const rules = candidate === undefined || always ? [] : candidate.rules;
  const isOffered = rules.some(({ event, result }) => event === "offer" && result === "holds");
  const stopping = rules.filter(({ event, result }) =>
    isOffered ? event === "withhold" && result === "holds" : event === "offer",
  );
  return candidate === undefined || stopping.length === 0
    ? [{ kind: "language", channel, language, considered: candidates.map((each) => each.language) }]
    : stopping.map((rule) => causeOfRule(rule, channel, candidate));
}

/** Explains the first place with another channel: what moved that channel ahead, and what did not move the expected one. */
function causesOfOrder(
  wanted: readonly ExpectedChannel[],
  got: readonly ExpectedChannel[],
  explanation: RoutingExplanation,
): MismatchCause[] {
  const place = wanted.findIndex(({ channel }, index) => got[index]?.channel !== channel);
  const [ahead, behind] = [got[place]?.channel, wanted[place]?.channel];
  if (ahead === undefined || behind === undefined) return [];
  const candidate = candidateOf(behind, explanation, null);
  const unmoving = candidate?.rules.filter(({ event, result }) => event === "prefer" && result !== "holds") ?? [];
  return [
    ...[ahead, behind].flatMap((channel) => outcomeCauses(explanation.decision, channel)),
    ...unmoving.map((rule) => causeOfRule(rule, behind, candidate as CandidateExplanation)),
  ];
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
    const relevant = rules.filter(({ result }) => !advised || result === "holds");
    if (relevant.length === 0) return [{ kind: "unruled-step", step }];
    return relevant.map(({ rule, event, result, conditions }) => {
      const missing = missingOf(conditions);
      return { kind: "rule", rule, event, result, channel: null, language: null, step, missing };
    });
  });
}

/** Returns the rules that withhold a channel for one of these reasons. */
function rulesGiving(codes: readonly string[], channel: string, { rules = [] }: RulesetDocument): string[] {
  return rules.flatMap(({ name, event }) =>
    event.type === "withhold" && codes.includes(event.params.reason) && event.params.channels.includes(channel)
      ? [name]
      : [],
  );
}

/** Returns what became of a rule for a channel. Empty if the channel has no candidate to judge. */
function causesOfRule(
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

/** Returns the offered candidate. If none is offered, returns the candidate for which the rule is nearest to holding. */
function candidateOf(
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

function causeOfRule(
  { rule, event, result, conditions }: RuleExplanation,
  channel: string,
  { language }: CandidateExplanation,
): RuleCause {
  return { kind: "rule", rule, event, result, channel, language, step: null, missing: missingOf(conditions) };
}

/** Collects the failed or unknown leaves below each condition that does not hold. */
export function missingOf(node: ConditionExplanation | null): FactExplanation[] {
  if (node === null || node.result === "holds") return [];
  if ("fact" in node) return [node];
  return ("all" in node ? node.all : node.any).flatMap(missingOf);
}
