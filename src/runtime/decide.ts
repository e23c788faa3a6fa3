import { formatInstant } from "../values/instant.js";
import type { OfferedChannel, RoutingDecision, WithheldChannel } from "./decision.js";
import { startCursor } from "./hours/schedule-cursor.js";
import { followOffered, HORIZON_MS } from "./hours/times.js";
import type { LoadedChannel, LoadedRules } from "./load-rules.js";
import { withholdChannel } from "./reasons/withhold-channel.js";
import { type Availability, UNKNOWN_AVAILABILITY } from "./request/agent-numbers.js";
import type { CandidateLanguages } from "./request/language-plan.js";
import type { ReadRequest } from "./request/read-request.js";
import { availabilityOf, entryChangesAt, snapshotChangesAt } from "./request/recent-availability.js";
import { adviceAt, findOtherAdvice } from "./situation/advice.js";
import type { Offered } from "./situation/channel-situation.js";
import type { Situations } from "./situation/situations.js";
import { verdictAt } from "./situation/verdict.js";

/** Makes the whole decision: the offered channels, best first, the withheld ones with reasons, the steps, and how long all that stays true. */
export function decide(rules: LoadedRules, situations: Situations, request: ReadRequest): RoutingDecision {
  const { timeZone, at } = request;
  const end = at + HORIZON_MS;
  situations.setRequest(request);
  const steps = situations.advice();
  const advice = adviceAt(steps, startCursor(steps.hours, timeZone, at));
  /** After `end` for never. */
  let validUntil = Math.min(snapshotChangesAt(request), end + 1);
  validUntil = Math.min(validUntil, findOtherAdvice(steps, advice, request, validUntil));

  const offered: OfferedChannel[] = [];
  /** The precedences of the preferred channels, which stand first in `offered`. */
  const precedences: number[] = [];
  const withheld: WithheldChannel[] = [];
  for (const channel of rules.channels) {
    const asked = situations.channel(channel, request);
    if (channel.readsAgents) validUntil = Math.min(validUntil, firstEntryChange(channel, request));
    const cursor = startCursor(asked.hours, timeZone, at);
    const verdict = verdictAt(asked, cursor);
    const reach = { end, limit: validUntil };
    if (verdict.kind === "offered") {
      const { changesAt, differsAt } = followOffered(asked, verdict, cursor, reach);
      const place = (request.languages.channels[channel.index] as CandidateLanguages).places[
        verdict.candidate
      ] as number;
      // Nobody reports on the agents of a channel for which no rule asks.
      const isReported = channel.readsAgents || request.snapshot?.[channel.index] !== undefined;
      const agents = isReported ? availabilityOf(request, channel.index, place) : UNKNOWN_AVAILABILITY;
      if (isReported) validUntil = Math.min(validUntil, entryChangesAt(request, channel.index, place));
      const entry = offeredChannel(channel, place, verdict, agents, textOf(changesAt));
      // Most are not preferred, and `splice` is slow.
      if (verdict.precedence === 0) offered.push(entry);
      else {
        const rank = placeFor(precedences, verdict.precedence);
        precedences.splice(rank, 0, verdict.precedence);
        offered.splice(rank, 0, entry);
      }
      validUntil = Math.min(validUntil, differsAt);
    } else {
      const { reasons, times } = withholdChannel(rules, request, asked, verdict, cursor, reach);
      withheld.push({ channel: channel.id, reasons, nextOpensAt: textOf(times.changesAt) });
      validUntil = Math.min(validUntil, times.differsAt);
    }
  }
  const { id, version, fingerprint } = rules.identity;
  return {
    offered,
    withheld,
    steps: advice.map(({ step, rule }) => ({ step, rule })),
    decidedAt: formatInstant(at),
    validUntil: validUntil > end ? null : formatInstant(validUntil),
    ruleset: { id, version, fingerprint },
  };
}

/** When the first of the entries that rules may read becomes stale or recent. */
function firstEntryChange({ id, index }: LoadedChannel, request: ReadRequest): number {
  let first = Number.POSITIVE_INFINITY;
  if (request.snapshot?.[index]?.hasOwnTimes !== true || request.closedChannels.has(id)) return first;
  for (const place of (request.languages.asked[index] as CandidateLanguages).places)
    first = Math.min(first, entryChangesAt(request, index, place));
  return first;
}

/** The place after all channels of at least this precedence, so that ties keep the order of `channels`. */
function placeFor(precedences: readonly number[], precedence: number): number {
  const place = precedences.findIndex((other) => other < precedence);
  return place < 0 ? precedences.length : place;
}

function offeredChannel(
  { id, languages }: LoadedChannel,
  place: number,
  { rule, preferredBy }: Offered,
  { availableAgents, estimatedWaitSeconds }: Availability,
  closesAt: string | null,
): OfferedChannel {
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

/** ISO 8601; null for infinity. */
function textOf(at: number): string | null {
  return at === Number.POSITIVE_INFINITY ? null : formatInstant(at);
}
