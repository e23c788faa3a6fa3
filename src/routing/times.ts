import { holdingApartFrom, type Situation } from "../conditions/clause-table.js";
import { formatInstant } from "../ruleset/instant.js";
import { type ChannelOutcome, outcomeAt, type WithheldOutcome } from "./channel-outcome.js";
import { type ChannelSituation, setCandidate } from "./channel-situation.js";
import type { CompiledRuleset, Table } from "./compile-ruleset.js";
import type { WithheldReason } from "./decision.js";
import { fillReasons } from "./fill-reasons.js";
import type { Stretch } from "./hours-line.js";
import type { ReadRequest } from "./read-request.js";
import { adviceAt, type RequestSituation } from "./situations.js";

/** How one channel fares from the instant of a request on. */
export interface ChannelCourse {
  readonly channel: ChannelSituation;
  /** At the instant of the request. */
  readonly outcome: ChannelOutcome;
  /** When an offered channel closes, or a withheld one next opens; null for never within {@link HORIZON_MS}, or for open already. */
  changesAt: string | null;
  /** Whether `changesAt` is yet to be found. */
  isAwaited: boolean;
  /** Withheld for want of agents alone, so far. */
  isStillOpen: boolean;
}

/** How far ahead times are looked for: 400 days. */
export const HORIZON_MS = 400 * 86_400_000;

export function startCourse(compiled: CompiledRuleset, channel: ChannelSituation, first: Stretch): ChannelCourse {
  const outcome = outcomeAt(compiled, channel, first.pattern);
  const isWithheld = outcome.kind === "withheld";
  const isStillOpen = isWithheld && outcome.openIfAgentsWereFree;
  const isAwaited = isWithheld ? !isStillOpen && couldOpen(compiled, channel) : couldClose(compiled, channel);
  return { channel, outcome, changesAt: null, isAwaited, isStillOpen };
}

/**
 * Finds when each channel changes, and gives the `validUntil` of the decision, in one walk over the hours to come; it ends as soon as nothing is left
 * to find.
 */
export function findTimes(
  compiled: CompiledRuleset,
  request: ReadRequest,
  situation: RequestSituation,
  courses: readonly ChannelCourse[],
  first: Stretch,
): string | null {
  const end = request.at + HORIZON_MS;
  const staleAt = staleInstant(compiled, request, courses);
  const advice = adviceAt(situation, first.pattern);
  let awaited = 0;
  for (const course of courses) if (course.isAwaited) awaited++;
  let validUntil: string | null = null;

  for (let stretch = first.next(); awaited > 0 || validUntil === null; stretch = stretch.next()) {
    const { start, pattern } = stretch;
    if (validUntil === null && staleAt <= Math.min(start, end)) validUntil = formatInstant(staleAt);
    if (start > end) break;
    let isOver = validUntil === null && adviceAt(situation, pattern).key !== advice.key;
    for (const course of courses) {
      const outcome = outcomeAt(compiled, course.channel, pattern);
      if (course.isAwaited && hasChanged(course, outcome)) {
        course.changesAt = stretch.startText;
        course.isAwaited = false;
        awaited--;
        isOver = true;
      }
      if (validUntil !== null || isOver) continue;
      isOver = differs(compiled, request, course, outcome) || closesForAWhile(compiled, course, outcome, stretch, end);
    }
    if (validUntil === null && isOver) validUntil = stretch.startText;
  }
  return validUntil;
}

/** When a fresh snapshot turns stale, and what is known of the agents of the offered channels is lost. Infinity for never. */
function staleInstant({ maxAgeMs }: CompiledRuleset, request: ReadRequest, [course]: readonly ChannelCourse[]): number {
  return course?.channel.snapshot === "fresh" ? request.snapshotAsOf + maxAgeMs + 1 : Number.POSITIVE_INFINITY;
}

function hasChanged({ outcome: first }: ChannelCourse, outcome: ChannelOutcome): boolean {
  return first.kind === "offered" ? outcome.kind === "withheld" : outcome.openIfAgentsWereFree;
}

/** Whether a decision shows the difference between the channel's first outcome and a later one, times aside. */
function differs(
  compiled: CompiledRuleset,
  request: ReadRequest,
  course: ChannelCourse,
  later: ChannelOutcome,
): boolean {
  const { outcome: first, channel } = course;
  if (first === later) return false;
  if (first.key !== later.key || first.kind !== later.kind) return true;
  if (first.kind === "offered" || later.kind === "offered") return false;
  if (sameCandidates(first, later)) return false;
  const fill = ({ reasons }: WithheldOutcome) => fillReasons(compiled, channel.channel.index, reasons, request);
  return !sameReasons(fill(first), fill(later));
}

function sameCandidates({ reasons: left }: WithheldOutcome, { reasons: right }: WithheldOutcome): boolean {
  return (
    left.length === right.length &&
    left.every(({ key, candidate }, index) => key === right[index]?.key && candidate === right[index]?.candidate)
  );
}

function sameReasons(left: readonly WithheldReason[], right: readonly WithheldReason[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Whether a channel that lacked agents alone now lacks hours too, but not for good: its `nextOpensAt`, which was null, is an instant then. */
function closesForAWhile(
  compiled: CompiledRuleset,
  course: ChannelCourse,
  outcome: ChannelOutcome,
  now: Stretch,
  end: number,
): boolean {
  if (!course.isStillOpen || outcome.openIfAgentsWereFree) return false;
  course.isStillOpen = false;
  for (let stretch = now.next(); stretch.start <= end; stretch = stretch.next()) {
    if (outcomeAt(compiled, course.channel, stretch.pattern).openIfAgentsWereFree) return true;
  }
  return false;
}

/** False only where no hours whatever can open the channel, if agents were free. */
function couldOpen(compiled: CompiledRuleset, asked: ChannelSituation): boolean {
  asked.couldOpen ??=
    !asked.closed &&
    asked.candidates.some((candidate) => {
      const { offers, withholds } = asked.channel;
      const situation = asked.request.slice();
      setCandidate(situation, compiled, candidate.classesIfFree);
      return holdingApartFrom(offers, situation, "time").length > 0 && !holdsWhateverTheTime(withholds, situation);
    });
  return asked.couldOpen;
}

/** False only where no hours whatever can close the channel. */
function couldClose(compiled: CompiledRuleset, asked: ChannelSituation): boolean {
  asked.couldClose ??=
    !asked.channel.always &&
    !asked.candidates.some((candidate) => {
      const { offers, withholds } = asked.channel;
      const situation = asked.request.slice();
      setCandidate(situation, compiled, candidate.classes);
      return holdsWhateverTheTime(offers, situation) && holdingApartFrom(withholds, situation, "time").length === 0;
    });
  return asked.couldClose;
}

function holdsWhateverTheTime(table: Table, situation: Situation): boolean {
  return holdingApartFrom(table, situation, "time").some((clause) => !readsTime(table, clause));
}

function readsTime(table: Table, clause: number): boolean {
  return table.clauses[clause]?.way.some(({ reads }) => reads.startsWith("time ")) ?? false;
}
