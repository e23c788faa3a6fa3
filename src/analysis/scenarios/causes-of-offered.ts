import { type ExpectedChannel, readExpectedChannel } from "../../ruleset/expected-channel.js";
import type { RoutingExplanation } from "../../runtime/explanation.js";
import { candidateOf, causeOfRule } from "./causes-of-rule.js";
import { outcomeCauses } from "./outcome-of.js";
import type { MismatchCause } from "./scenario-report.js";

/** Why other channels are offered than expected, or in another language, or in another order. */
export function causesOfOffered(
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

/** What kept a channel from being offered in the expected language: rules, or that another language comes first. */
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

/** At the first place where another channel stands: what moved that one ahead, and what did not move the expected one. */
function causesOfOrder(
  wanted: readonly ExpectedChannel[],
  got: readonly ExpectedChannel[],
  explanation: RoutingExplanation,
): MismatchCause[] {
  const place = wanted.findIndex(({ channel }, index) => got[index]?.channel !== channel);
  const [ahead, behind] = [got[place]?.channel, wanted[place]?.channel];
  if (ahead === undefined || behind === undefined) return [];
  const candidate = candidateOf(behind, explanation, null);
  const unmoving = (candidate?.rules ?? []).filter(({ event, result }) => event === "prefer" && result !== "holds");
  return [
    ...outcomeCauses(explanation.decision, ahead),
    ...outcomeCauses(explanation.decision, behind),
    ...unmoving.flatMap((rule) => (candidate === undefined ? [] : [causeOfRule(rule, behind, candidate)])),
  ];
}
