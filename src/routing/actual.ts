import type { Leaf } from "../conditions/expression.js";
import { type Candidate, candidateFact, type Hours, type Question, requestFact } from "./question.js";

/** What the fact of a condition was, for a person to read. */
export interface Actual {
  /** Null where it is unknown. For `time`, `open` or `closed`. */
  readonly actual: unknown;
  /** The holiday or exception that closed the hours a condition asks for. */
  readonly exception?: string;
}

/** `candidate` is null for a rule that is judged once for the request. */
export function actualOf(question: Question, leaf: Leaf, candidate: Candidate | null, hours: Hours): Actual {
  const { compiled, request } = question;
  if (leaf.fact === "time") return actualHours(question, leaf, hours);
  if (leaf.fact === "requestTags")
    return { actual: [...(compiled.document.requestTypes[request.requestType]?.tags ?? [])] };
  const ofRequest = requestFact(request, leaf.fact);
  return { actual: ofRequest ?? (candidate === null ? null : candidateFact(candidate, leaf.fact)) };
}

function actualHours({ compiled }: Question, leaf: Leaf, hours: Hours): Actual {
  const axis = compiled.conditions.axisOf(leaf);
  const state = hours[compiled.axes.hours.findIndex((each) => each.axis === axis)] ?? null;
  if (state === null) return { actual: null };
  const actual = state.open ? "open" : "closed";
  const closedByException = leaf.operator === "duringSchedule" && state.closedBy !== null;
  return closedByException ? { actual, exception: state.closedBy } : { actual };
}
