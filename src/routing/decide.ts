import { formatInstant } from "../ruleset/instant.js";
import type { OfferedOutcome } from "./channel-outcome.js";
import type { CompiledRuleset } from "./compile-ruleset.js";
import type { OfferedChannel, RoutingDecision, WithheldChannel } from "./decision.js";
import { availabilityOf, fillReasons } from "./fill-reasons.js";
import type { ReadRequest } from "./read-request.js";
import { adviceAt, type Situations } from "./situations.js";
import { type ChannelCourse, findTimes, startCourse } from "./times.js";

/** The whole decision: what is offered, best first, what is withheld and why, what to do before, and how long that stays so. */
export function decide(compiled: CompiledRuleset, situations: Situations, request: ReadRequest): RoutingDecision {
  const situation = situations.requestSituation(request);
  const first = compiled.hoursLines(request.timeZone).stretchAt(request.at);
  const courses = situations
    .channelSituations(situation, request)
    .map((channel) => startCourse(compiled, channel, first));
  const validUntil = findTimes(compiled, request, situation, courses, first);

  const offered: { readonly precedence: number; readonly channel: OfferedChannel }[] = [];
  const withheld: WithheldChannel[] = [];
  for (const course of courses) {
    const { outcome, changesAt } = course;
    const { id, index } = course.channel.channel;
    if (outcome.kind === "offered") {
      offered.push({ precedence: outcome.precedence, channel: offeredChannel(compiled, course, outcome, request) });
    } else {
      const reasons = fillReasons(compiled, index, outcome.reasons, request);
      withheld.push({ channel: id, reasons, nextOpensAt: changesAt });
    }
  }
  // The sort is stable: what is left of the order is the order of `channels`.
  if (offered.length > 1) offered.sort((left, right) => right.precedence - left.precedence);
  return {
    offered: offered.map(({ channel }) => channel),
    withheld,
    steps: adviceAt(situation, first.pattern).steps.map(({ step, rule }) => ({ step, rule })),
    decidedAt: formatInstant(request.at),
    validUntil,
    ruleset: { ...compiled.identity },
  };
}

function offeredChannel(
  compiled: CompiledRuleset,
  { channel: { channel }, changesAt }: ChannelCourse,
  { candidate, rule, preferredBy }: OfferedOutcome,
  request: ReadRequest,
): OfferedChannel {
  const { availableAgents, estimatedWaitSeconds } = availabilityOf(compiled, request, channel.index, candidate.place);
  return {
    channel: channel.id,
    servedLanguage: candidate.language,
    rule,
    preferredBy,
    availableAgents,
    estimatedWaitSeconds,
    closesAt: changesAt,
  };
}
