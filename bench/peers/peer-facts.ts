import { compileSchedule } from "../../src/compile/schedule/compile-schedule.js";
import { zoneOffsets } from "../../src/compile/schedule/zone-offsets.js";
import type { ContactRequest, RoutingExplanation, RulesetDocument } from "../../src/index.js";
import { createTimelines } from "../../src/runtime/hours/timeline.js";
import { CANDIDATE_FACTS, channelFact } from "./peer-rules.js";

export type Facts = Record<string, unknown>;

/**
 * Works out what the peers cannot, before they are timed: the hours, the language each channel would serve, its agents, the defaults.
 *
 * `time` is the list of the schedules that are open. The candidate of a channel is its first; without one, its facts are null.
 */
export function factsFor(
  document: RulesetDocument,
): (request: ContactRequest, explanation: RoutingExplanation) => Facts {
  const { requestTypes, schedules = {}, facts = {} } = document;
  const hours = Object.entries(schedules).map(([id, schedule]) => ({
    id,
    timelines: createTimelines(compileSchedule(schedule, document), zoneOffsets),
  }));
  const defaults = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact.default]));
  return (request, { decision, channels }) => {
    const at = Date.parse(decision.decidedAt);
    const open = hours.filter(
      ({ timelines }) => timelines.forCustomer(request.timeZone ?? null)?.segmentAt(at).state.open,
    );
    const known: Facts = {
      requestType: request.requestType,
      requestTags: requestTypes[request.requestType]?.tags ?? [],
      time: open.map(({ id }) => id),
      ...defaults,
      ...request.facts,
    };
    for (const { channel, candidates } of channels) {
      const values: Facts = { ...candidates[0] };
      for (const fact of CANDIDATE_FACTS) known[channelFact(channel, fact)] = values[fact] ?? null;
    }
    return known;
  };
}

/** The rules that hold by our own account, named as the peers' are; rules of a channel without a candidate are not among `judged`. */
export function rulesThatHold({ channels, steps }: RoutingExplanation): { judged: Set<string>; holding: Set<string> } {
  const judged = new Set<string>();
  const holding = new Set<string>();
  function judge(name: string, result: string): void {
    judged.add(name);
    if (result === "holds") holding.add(name);
  }
  for (const { channel, candidates } of channels) {
    for (const { rule, result } of candidates[0]?.rules ?? []) judge(`${rule}@${channel}`, result);
  }
  for (const { rules } of steps) for (const { rule, result } of rules) judge(rule, result);
  return { judged, holding };
}
