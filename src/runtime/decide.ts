import type { CompiledChannel, CompiledRuleset } from "../compile/compile-ruleset.js";
import { formatInstant } from "../values/instant.js";
import type { OfferedChannel, RoutingDecision, WithheldChannel } from "./decision.js";
import { startWalk } from "./hours/schedule-cursor.js";
import { followOffered, HORIZON_MS } from "./hours/times.js";
import { withholdChannel } from "./reasons/withhold-channel.js";
import type { CandidateLanguages } from "./request/language-plan.js";
import { availabilityOf, type ReadRequest } from "./request/read-request.js";
import { adviceAt, findOtherAdvice } from "./situation/advice.js";
import type { Situations } from "./situation/situations.js";
import { type Offered, verdictAt } from "./situation/verdict.js";

/** The whole decision: what is offered, best first, what is withheld and why, what to do before, and how long that stays so. */
export function decide(compiled: CompiledRuleset, situations: Situations, request: ReadRequest): RoutingDecision {
  const { timeZone, at, staleAt } = request;
  const end = at + HORIZON_MS;
  situations.setRequest(request);
  const steps = situations.advice();
  const advice = adviceAt(steps, startWalk(steps.hours, timeZone, at));
  /** Beyond the end for never. */
  let validUntil = Math.min(staleAt, end + 1);
  validUntil = Math.min(validUntil, findOtherAdvice(steps, advice, request, validUntil));

  const offered: OfferedChannel[] = [];
  /** Those of the offered channels that are preferred; they stand first. */
  const precedences: number[] = [];
  const withheld: WithheldChannel[] = [];
  for (const channel of compiled.channels) {
    const asked = situations.channel(channel, request);
    const walk = startWalk(asked.hours, timeZone, at);
    const verdict = verdictAt(asked, walk);
    const reach = { end, limit: validUntil };
    if (verdict.kind === "offered") {
      const { changesAt, differsAt } = followOffered(asked, verdict, walk, reach);
      const entry = offeredChannel(channel, verdict, request, textOf(changesAt));
      // Most are not preferred, and `splice` is slow.
      if (verdict.precedence === 0) offered.push(entry);
      else {
        const place = placeFor(precedences, verdict.precedence);
        precedences.splice(place, 0, verdict.precedence);
        offered.splice(place, 0, entry);
      }
      validUntil = Math.min(validUntil, differsAt);
    } else {
      const { reasons, times } = withholdChannel(compiled, request, asked, verdict, walk, reach);
      withheld.push({ channel: channel.id, reasons, nextOpensAt: textOf(times.changesAt) });
      validUntil = Math.min(validUntil, times.differsAt);
    }
  }
  const { id, version, fingerprint } = compiled.identity;
  return {
    offered,
    withheld,
    steps: advice.map(({ step, rule }) => ({ step, rule })),
    decidedAt: formatInstant(at),
    validUntil: validUntil > end ? null : formatInstant(validUntil),
    ruleset: { id, version, fingerprint },
  };
}

/** After those of the same precedence: what is left of the order is the order of `channels`. */
function placeFor(precedences: readonly number[], precedence: number): number {
  const place = precedences.findIndex((other) => other < precedence);
  return place < 0 ? precedences.length : place;
}

function offeredChannel(
  { id, index, languages }: CompiledChannel,
  { candidate, rule, preferredBy }: Offered,
  request: ReadRequest,
  closesAt: string | null,
): OfferedChannel {
  const place = (request.languages.channels[index] as CandidateLanguages).places[candidate] as number;
  const { availableAgents, estimatedWaitSeconds } = availabilityOf(request, index, place);
  return {
    channel: id,
    servedLanguage: languages[place] as string,
    rule,
    preferredBy,
    availableAgents,
    estimatedWaitSeconds,
    closesAt,
  };
}

/** Null for never. */
function textOf(at: number): string | null {
  return at === Number.POSITIVE_INFINITY ? null : formatInstant(at);
}
