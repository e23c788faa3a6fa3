import type { CompiledChannel } from "../../compile/compile-ruleset.js";
import type { FailedCondition, WithheldReason } from "../decision.js";
import type { HoursState } from "../hours/hours-state.js";
import { type HoursWalk, hoursOn } from "../hours/schedule-cursor.js";
import type { ReadRequest } from "../request/read-request.js";
import type { ReasonTemplate } from "./reason-templates.js";
import type { Reason } from "./reasons.js";

/** The reasons for one request at the hours of a walk: what the facts were is filled in. Everything in them is new, and so the caller's own. */
export function fillReasons(
  reasons: readonly Reason[],
  channel: CompiledChannel,
  request: ReadRequest,
  walk: HoursWalk,
): WithheldReason[] {
  const filled: WithheldReason[] = [];
  for (const { template, candidate, alike } of reasons) {
    const actual = template.actualOf(request, channel, candidate);
    // Two candidates may lack the same: a reason is given once.
    // Hardly any has others like it, and a closure for each would cost as much as the rest.
    if (
      alike.length > 0 &&
      alike.some((other) => other.template.actualOf(request, channel, other.candidate) === actual)
    )
      continue;
    filled.push(fillReason(template, actual, walk));
  }
  return filled;
}

function fillReason(
  { code, rule, condition, exceptionOf }: ReasonTemplate,
  actual: unknown,
  walk: HoursWalk,
): WithheldReason {
  const copy = condition === null ? null : copyCondition(condition);
  const exception = exceptionOf === null ? null : (hoursOn(exceptionOf, walk) as HoursState).closedBy;
  if (exception === null) return { code, rule, condition: copy, actual };
  return { code, rule, condition: copy, actual, exception };
}

function copyCondition({ fact, operator, value }: FailedCondition): FailedCondition {
  return { fact, operator, value: Array.isArray(value) ? [...value] : value };
}
