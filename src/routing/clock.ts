import type { HoursState } from "../schedule/hours-state.js";
import { type Hours, hoursAt, type Question } from "./question.js";

/** A clock that jumps from one change of hours to the next, over every schedule that rules read. */
export interface Clock {
  /** The hours at the instant it stands at. */
  readonly hours: Hours;
  /** Moves to the next change and gives its instant; null, and no move, where none is left up to the end. Epoch ms. */
  advance(): number | null;
}

/** `end` is the last instant it may reach. Epoch ms. */
export function startClock(question: Question, start: number, end: number): Clock {
  const { timelines } = question;
  const hours: (HoursState | null)[] = [...hoursAt(question, start)];
  const changes = timelines.map((timeline) => timeline?.nextChange(start, end) ?? null);
  return {
    hours,
    advance() {
      const now = changes.reduce(
        (least, change) => (change !== null && (least === null || change < least) ? change : least),
        null,
      );
      if (now === null) return null;
      for (const [index, timeline] of timelines.entries()) {
        if (timeline === null || changes[index] !== now) continue;
        hours[index] = timeline.stateAt(now);
        changes[index] = timeline.nextChange(now, end);
      }
      return now;
    },
  };
}
