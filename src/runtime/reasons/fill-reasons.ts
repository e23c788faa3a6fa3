import type { FailedCondition, WithheldReason } from "../decision.js";
import type { HoursState } from "../hours/hours-state.js";
import { hoursOf, type ScheduleCursor } from "../hours/schedule-cursor.js";
import type { LoadedChannel } from "../load-rules.js";
import type { ReadRequest } from "../request/read-request.js";
import type { Reason, ReasonTemplate } from "./reason.js";

/** Fills in the actual values of one request at the cursor's hours. Every object is new: the caller may change it. */
export function fillReasons(
  reasons: readonly Reason[],
  channel: LoadedChannel,
  request: ReadRequest,
  cursor: ScheduleCursor,
): WithheldReason[] {
  const filled: WithheldReason[] = [];
  for (const { template, candidate, alike } of reasons) {
    const actual = template.actualOf(request, channel, candidate);
    // Two candidates may lack the same; a reason is given once. Few reasons have others like them, and a closure for each would cost as much
    // as all the rest.
    if (
      alike.length > 0 &&
      alike.some((other) => other.template.actualOf(request, channel, other.candidate) === actual)
    )
      continue;
    filled.push(fillReason(template, actual, cursor));
  }
  return filled;
}

function fillReason(
  { code, rule, condition, exceptionOf }: ReasonTemplate,
  actual: unknown,
  cursor: ScheduleCursor,
): WithheldReason {
  const copy = condition === null ? null : copyCondition(condition);
  const exception = exceptionOf === null ? null : (hoursOf(exceptionOf, cursor) as HoursState).closedBy;
  if (exception === null) return { code, rule, condition: copy, actual };
  return { code, rule, condition: copy, actual, exception };
}

function copyCondition({ fact, operator, value }: FailedCondition): FailedCondition {
  return { fact, operator, value: Array.isArray(value) ? [...value] : value };
}
