import { formatInstant } from "../ruleset/instant.js";
import type { Offered } from "./choose.js";
import type { AdvisedStep, OfferedChannel, RoutingDecision, WithheldChannel } from "./decision.js";
import { hoursAt, type Question } from "./question.js";
import { decideOutcome, findTimes, type Outcome, type Times } from "./times.js";

/** The whole decision: what is offered, best first, what is withheld and why, what to do before, and how long that stays so. */
export function decide(question: Question): RoutingDecision {
  const { compiled, request } = question;
  const hours = hoursAt(question, request.at);
  const outcome = decideOutcome(question, hours);
  const times = findTimes(question, outcome, hours);
  return {
    offered: offeredChannels(question, outcome, times),
    withheld: withheldChannels(question, outcome, times),
    steps: advisedSteps(question, outcome),
    decidedAt: formatInstant(request.at),
    validUntil: formatOrNull(times.validUntil),
    ruleset: { ...compiled.identity },
  };
}

function offeredChannels({ channels }: Question, { choices }: Outcome, { closesAt }: Times): OfferedChannel[] {
  const offered = channels.flatMap(({ channel }, index) => {
    const choice = choices[index];
    return choice?.kind === "offered" ? [{ channel, choice, closesAt: closesAt[index] ?? null }] : [];
  });
  // The sort is stable: what is left of the order is the order of `channels`.
  offered.sort((left, right) => precedence(right.choice) - precedence(left.choice));
  return offered.map(({ channel, choice, closesAt: closes }) => ({
    channel: channel.id,
    servedLanguage: choice.candidate.language,
    rule: choice.rule?.rule.name ?? null,
    preferredBy: choice.preferredBy?.rule.name ?? null,
    availableAgents: choice.candidate.availability.availableAgents,
    estimatedWaitSeconds: choice.candidate.availability.estimatedWaitSeconds,
    closesAt: formatOrNull(closes),
  }));
}

/** A rule's priority is 1 or more, so 0 stands behind every preferred channel. */
function precedence({ preferredBy }: Offered): number {
  return preferredBy === null ? 0 : (preferredBy.rule.priority ?? 1);
}

function withheldChannels({ channels }: Question, { reasons }: Outcome, { nextOpensAt }: Times): WithheldChannel[] {
  return channels.flatMap(({ channel }, index) => {
    const why = reasons[index] ?? [];
    if (why.length === 0) return [];
    return [
      { channel: channel.id, reasons: why.map(copyReason), nextOpensAt: formatOrNull(nextOpensAt[index] ?? null) },
    ];
  });
}

/** The lists of a condition and of tags are the ruleset's own, and a decision is the caller's to change. */
function copyReason(reason: WithheldChannel["reasons"][number]): WithheldChannel["reasons"][number] {
  const condition = reason.condition === null ? null : { ...reason.condition, value: copyList(reason.condition.value) };
  return { ...reason, condition, actual: copyList(reason.actual) };
}

function copyList(value: unknown): unknown {
  return Array.isArray(value) ? [...value] : value;
}

function advisedSteps({ compiled }: Question, { advice }: Outcome): AdvisedStep[] {
  return compiled.steps.flatMap(({ id }, index) => {
    const rule = advice[index]?.rule.name;
    return rule === undefined ? [] : [{ step: id, rule }];
  });
}

function formatOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(at);
}
