import type { FailedCondition, WithheldReason } from "../decision.js";
import type { HoursState } from "../hours/local-hours.js";
import { hoursOf, recall, remember, type ScheduleCursor } from "../hours/schedule-cursor.js";
import type { LoadedChannel, LoadedRules } from "../load-rules.js";
import type { ReadRequest } from "../request/read-request.js";
import { type ChannelSituation, missesOf, type NearReasons } from "../situation/channel-situation.js";
import { failedLiteralsOf, lackHours, nearestMisses } from "./nearest-misses.js";
import { NONE_ALIKE, type Reason, type ReasonTemplate } from "./reason.js";

/**
 * The reasons of a channel that no offer rule opens, at the cursor's hours, which are those of its misses. Among the clauses with the fewest
 * failing facts, the ones whose failing facts pass soonest. Kept with the situation.
 */
export function reasonsAt(rules: LoadedRules, asked: ChannelSituation, cursor: ScheduleCursor): NearReasons {
  const { reasons } = missesOf(asked);
  const known = recall(reasons, cursor.code);
  if (known !== null) return known;
  const found = findReasons(rules, asked, cursor);
  remember(reasons, cursor.code, found);
  return found;
}

/** Whether hours are among the failed conditions. Takes less time than finding the reasons. */
export function lacksHoursAt(asked: ChannelSituation, cursor: ScheduleCursor): boolean {
  const known = recall(missesOf(asked).reasons, cursor.code);
  return known?.lacksHours ?? lackHours(nearestMisses(asked, cursor));
}

function findReasons(rules: LoadedRules, asked: ChannelSituation, cursor: ScheduleCursor): NearReasons {
  const misses = nearestMisses(asked, cursor);
  const list: Reason[] = [];
  const templates: ReasonTemplate[] = [];
  const namesExceptionsOf: number[] = [];
  for (const { owner, leaf, candidate, isUnknown } of failedLiteralsOf(rules, misses, asked)) {
    const template = rules.reasons.templateOf(owner, leaf, isUnknown, asked.snapshot);
    const alike = reasonsAlike(list, template);
    if (alike.some((other) => template.isOfRequest || other.candidate === candidate)) continue;
    if (alike.length === 0) templates.push(template);
    const { exceptionOf } = template;
    if (exceptionOf !== null && !namesExceptionsOf.includes(exceptionOf)) namesExceptionsOf.push(exceptionOf);
    list.push({ template, candidate, alike });
  }
  return { list, templates, lacksHours: lackHours(misses), namesExceptionsOf };
}

/** The reasons with the same template. They have one rule and rank, so they stand together at the end of the list. */
function reasonsAlike(list: readonly Reason[], template: ReasonTemplate): readonly Reason[] {
  let alike: Reason[] | null = null;
  for (let index = list.length - 1; index >= 0; index--) {
    const reason = list[index] as Reason;
    if (reason.template.rule !== template.rule) break;
    if (reason.template !== template) continue;
    alike ??= [];
    alike.unshift(reason);
  }
  return alike ?? NONE_ALIKE;
}

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
