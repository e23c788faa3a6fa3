import type { OfferedChannel, WithheldChannel, WithheldReason } from "../../src/index.js";
import type { DeskState } from "./desk-hours.js";
import { type Agents, readAgents, UNKNOWN } from "./read-agents.js";
import type { PlainRequest } from "./read-plain-request.js";
import type { ServedLanguage } from "./served-languages.js";

/** Phone or chat. */
export interface LiveChannel {
  readonly id: "phone" | "chat";
  readonly rule: string;
  readonly desk: string;
  languageOf(language: ServedLanguage): string | null;
}

/** Either offered or withheld. */
export interface Verdict {
  readonly offered: OfferedChannel | null;
  readonly withheld: WithheldChannel | null;
  /** What it depends on of the clock; null for nothing. */
  readonly until: DeskState | null;
}

export interface Asked {
  readonly read: PlainRequest;
  readonly age: "none" | "fresh" | "stale";
}

/** Offers the channel where its desk is open and an agent is free, unless the queue is long, or the case is about trust and the channel the phone. */
export function judgeLiveChannel(
  channel: LiveChannel,
  { read, age }: Asked,
  desk: DeskState,
  closed: boolean,
  inWriting: boolean,
): Verdict {
  const entries = read.snapshot === null ? undefined : read.snapshot[channel.id];
  const agentsOf = (language: string | null) => {
    const agents = read.snapshot === null ? UNKNOWN : readAgents(entries, language);
    return age === "fresh" ? agents : UNKNOWN;
  };
  if (closed) {
    agentsOf(null);
    return withheld(channel, [{ code: "manually-closed", rule: null, condition: null, actual: null }], null, null);
  }

  const seen: string[] = [];
  const counts: (number | null)[] = [];
  let anyFree = false;
  let longQueue = false;
  for (const requested of read.languages) {
    const language = channel.languageOf(requested);
    if (language === null || seen.includes(language)) continue;
    seen.push(language);
    const agents = agentsOf(language);
    if (agents.available === null || agents.available < 1) {
      if (!counts.includes(agents.available)) counts.push(agents.available);
      continue;
    }
    anyFree = true;
    if (!desk.open) continue;
    const queued = isLong(agents);
    if (queued) longQueue = true;
    else if (!inWriting) return offered(channel, language, agents, desk);
  }
  if (seen.length === 0) {
    agentsOf(null);
    const actual = read.requested.slice();
    return withheld(channel, [{ code: "language-not-served", rule: null, condition: null, actual }], null, null);
  }

  const reasons: WithheldReason[] = [];
  if (desk.open && anyFree) {
    if (inWriting) reasons.push(stoppedBy("needs-evidence-in-writing", "copies-and-fraud-in-writing"));
    if (longQueue) reasons.push(stoppedBy("queue-too-long", "no-live-contact-with-a-long-queue"));
    return withheld(channel, reasons, null, desk);
  }
  if (!anyFree) for (const count of counts) reasons.push(noAgents(channel, count, age));
  if (!desk.open) reasons.push(outsideHours(channel, desk.closedBy));
  return withheld(channel, reasons, desk.open || inWriting ? null : desk.opensText, desk);
}

function isLong({ queue, wait }: Agents): boolean {
  return (queue !== null && queue >= 10) || (wait !== null && wait > 900);
}

function offered({ id, rule }: LiveChannel, servedLanguage: string, agents: Agents, desk: DeskState): Verdict {
  return {
    offered: {
      channel: id,
      servedLanguage,
      rule,
      preferredBy: null,
      availableAgents: agents.available,
      estimatedWaitSeconds: agents.wait,
      closesAt: desk.untilText,
    },
    withheld: null,
    until: desk,
  };
}

function withheld(
  { id }: LiveChannel,
  reasons: WithheldReason[],
  nextOpensAt: string | null,
  until: DeskState | null,
): Verdict {
  return { offered: null, withheld: { channel: id, reasons, nextOpensAt }, until };
}

function stoppedBy(code: string, rule: string): WithheldReason {
  return { code, rule, condition: null, actual: null };
}

function noAgents({ rule }: LiveChannel, count: number | null, age: Asked["age"]): WithheldReason {
  const condition = { fact: "availableAgents", operator: "greaterThanInclusive", value: 1 };
  const unknown = age === "stale" ? "availability-stale" : "availability-unknown";
  return { code: count === null ? unknown : "no-agents", rule, condition, actual: count };
}

function outsideHours({ rule, desk }: LiveChannel, exception: string | null): WithheldReason {
  const condition = { fact: "time", operator: "duringSchedule", value: desk };
  const reason = { code: "outside-hours", rule, condition, actual: "closed" };
  return exception === null ? reason : { ...reason, exception };
}
