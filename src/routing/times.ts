import type { CompiledRule } from "../conditions/compile-conditions.js";
import { type ChannelChoice, chooseChannel, chooseStep, couldBeOffered, isOffered, mustBeOffered } from "./choose.js";
import { startClock } from "./clock.js";
import type { WithheldReason } from "./decision.js";
import { type Hours, type Question, type QuestionChannel, setHours } from "./question.js";
import { reasonsFor, sameReasons } from "./reasons.js";

/** What is decided at one instant, but for the times: one entry for each channel and each step. */
export interface Outcome {
  readonly choices: readonly ChannelChoice[];
  /** Empty for an offered channel. */
  readonly reasons: readonly (readonly WithheldReason[])[];
  readonly advice: readonly (CompiledRule | null)[];
}

/** Epoch ms; null for none within {@link HORIZON_MS}. */
export interface Times {
  /** By channel; null also for a withheld one. */
  readonly closesAt: readonly (number | null)[];
  /** By channel; null also for an offered one. */
  readonly nextOpensAt: readonly (number | null)[];
  readonly validUntil: number | null;
}

/** How far ahead times are looked for: 400 days. */
export const HORIZON_MS = 400 * 86_400_000;

/** Decides every channel and step at the hours given, and leaves the question's situation at them. */
export function decideOutcome(question: Question, hours: Hours): Outcome {
  setHours(question, hours);
  const choices = question.channels.map((asked) => chooseChannel(question, asked));
  return {
    choices,
    reasons: choices.map((choice, index) => {
      const asked = question.channels[index];
      return choice.kind === "offered" || asked === undefined ? [] : reasonsFor(question, asked, choice, hours);
    }),
    advice: question.compiled.steps.map((step) => chooseStep(question, step)),
  };
}

/** Finds all three times in one walk over the changes of hours, which ends as soon as nothing is left to find. */
export function findTimes(question: Question, outcome: Outcome, hours: Hours): Times {
  const { request, channels } = question;
  const end = request.at + HORIZON_MS;
  setHours(question, hours);
  // Withheld for want of agents alone.
  const stillOpen = new Set(
    channels.filter((asked, index) => isWithheld(outcome, index) && isOffered(question, asked, "free")),
  );
  const awaited = channels.map((asked, index) =>
    isWithheld(outcome, index)
      ? !stillOpen.has(asked) && couldBeOffered(question, asked, "free")
      : !mustBeOffered(question, asked),
  );
  const found: (number | null)[] = channels.map(() => null);
  let left = awaited.filter(Boolean).length;

  const staleAt = staleInstant(question, end);
  let validUntil: number | null = null;
  const clock = startClock(question, request.at, end);
  while (left > 0 || validUntil === null) {
    const now = clock.advance();
    if (validUntil === null && staleAt !== null && (now === null || staleAt <= now)) validUntil = staleAt;
    if (now === null) break;
    setHours(question, clock.hours);
    for (const [index, asked] of channels.entries()) {
      if (awaited[index] !== true || found[index] !== null) continue;
      const withheld = isWithheld(outcome, index);
      if (isOffered(question, asked, withheld ? "free" : "as-they-are") !== withheld) continue;
      found[index] = now;
      left--;
    }
    if (validUntil !== null) continue;
    const opened = channels.some((_, index) => isWithheld(outcome, index) && found[index] === now);
    if (opened || !sameOutcome(question, outcome, clock.hours) || anyClosesForAWhile(question, stillOpen, now, end)) {
      validUntil = now;
    }
  }

  return {
    closesAt: found.map((at, index) => (isWithheld(outcome, index) ? null : at)),
    nextOpensAt: found.map((at, index) => (isWithheld(outcome, index) ? at : null)),
    validUntil,
  };
}

function isWithheld({ choices }: Outcome, index: number): boolean {
  return choices[index]?.kind === "withheld";
}

/** When a fresh snapshot turns stale: what is known of the agents of any offered channel is then lost. */
function staleInstant({ snapshot, request, compiled }: Question, end: number): number | null {
  if (snapshot !== "fresh") return null;
  const staleAt = request.availabilityAsOf + compiled.maxAgeMs + 1;
  return staleAt <= end ? staleAt : null;
}

/** Expects the situation to be at `hours`. */
function sameOutcome(question: Question, outcome: Outcome, hours: Hours): boolean {
  const { channels, compiled } = question;
  return (
    channels.every((asked, index) => sameChoice(question, asked, outcome, index, hours)) &&
    compiled.steps.every((step, index) => chooseStep(question, step) === outcome.advice[index])
  );
}

function sameChoice(
  question: Question,
  asked: QuestionChannel,
  outcome: Outcome,
  index: number,
  hours: Hours,
): boolean {
  const before = outcome.choices[index];
  const now = chooseChannel(question, asked);
  if (now.kind === "withheld") {
    return (
      before?.kind === "withheld" && sameReasons(reasonsFor(question, asked, now, hours), outcome.reasons[index] ?? [])
    );
  }
  return (
    before?.kind === "offered" &&
    before.candidate === now.candidate &&
    before.rule === now.rule &&
    before.preferredBy === now.preferredBy
  );
}

/**
 * Whether a channel that lacked agents alone now lacks hours too, but not for good: its `nextOpensAt`, which was null, is an instant then.
 *
 * Takes the channels that close out of `stillOpen`, so that each is looked ahead for once. Leaves the situation at other hours.
 */
function anyClosesForAWhile(question: Question, stillOpen: Set<QuestionChannel>, now: number, end: number): boolean {
  const closed = [...stillOpen].filter((asked) => !isOffered(question, asked, "free"));
  for (const asked of closed) stillOpen.delete(asked);
  return closed.some((asked) => opensAfter(question, asked, now, end));
}

function opensAfter(question: Question, asked: QuestionChannel, start: number, end: number): boolean {
  const clock = startClock(question, start, end);
  while (clock.advance() !== null) {
    setHours(question, clock.hours);
    if (isOffered(question, asked, "free")) return true;
  }
  return false;
}
