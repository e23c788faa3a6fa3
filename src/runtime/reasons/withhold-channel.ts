import type { FailedCondition, WithheldReason } from "../decision.js";
import type { HoursState } from "../hours/local-hours.js";
import { hoursOf, recall, remember, type ScheduleCursor, startCursor } from "../hours/schedule-cursor.js";
import { type ChannelTimes, followWithheld, type Reach } from "../hours/times.js";
import type { LoadedChannel, LoadedRules } from "../load-rules.js";
import type { ReadRequest } from "../request/read-request.js";
import {
  type ChannelSituation,
  missesOf,
  type NearReasons,
  type Verdict,
  type Withheld,
} from "../situation/channel-situation.js";
import { failedLiteralsOf, lackHours, nearestMisses } from "./nearest-misses.js";
import { NONE_ALIKE, type Reason, type ReasonTemplate } from "./reason.js";

interface Withholding {
  readonly reasons: WithheldReason[];
  readonly times: ChannelTimes;
}

/** Expects the cursor over the channel's hours at the instant of the request, and moves it. */
export function withholdChannel(
  rules: LoadedRules,
  request: ReadRequest,
  asked: ChannelSituation,
  verdict: Withheld,
  cursor: ScheduleCursor,
  reach: Reach,
): Withholding {
  const { reasons } = verdict;
  if (reasons === null) return withholdLacking(rules, request, asked, verdict, cursor, reach);
  const isOther = (later: Verdict) => isStoppedOtherwise(reasons, later);
  return {
    reasons: fillReasons(reasons, asked.channel, request, cursor),
    times: followWithheld(asked, verdict, cursor, cursor, isOther, reach),
  };
}

/** Reasons without conditions are interned, so identity compares them. */
function isStoppedOtherwise(first: readonly Reason[], later: Verdict): boolean {
  if (later.kind === "offered" || later.reasons === null || later.reasons.length !== first.length) return true;
  return later.reasons.some(({ template }, index) => template !== first[index]?.template);
}

function withholdLacking(
  rules: LoadedRules,
  request: ReadRequest,
  asked: ChannelSituation,
  verdict: Withheld,
  cursor: ScheduleCursor,
  reach: Reach,
): Withholding {
  const { hours } = missesOf(asked);
  const cursorOfReasons = hours === asked.hours ? cursor : startCursor(hours, request.timeZone, request.at);
  const near = reasonsAt(rules, asked, cursorOfReasons);
  const reasons = fillReasons(near.list, asked.channel, request, cursorOfReasons);
  const exceptions = exceptionsIn(near, cursorOfReasons);

  /** Reasons of other hours that read the same, as long as the same exceptions close them. */
  let alike: Set<NearReasons> | null = null;
  function isOther(later: Verdict): boolean {
    if (later.kind === "offered" || later.reasons !== null) return true;
    if (lacksHoursAt(asked, cursorOfReasons) !== near.lacksHours) return true;
    const others = reasonsAt(rules, asked, cursorOfReasons);
    if (others === near || alike?.has(others) === true) {
      return near.namesExceptionsOf.some(
        (variable, index) => closedBy(variable, cursorOfReasons) !== exceptions[index],
      );
    }
    if (!sameTemplates(near, others)) return true;
    const filled = fillReasons(others.list, asked.channel, request, cursorOfReasons);
    if (JSON.stringify(filled) !== JSON.stringify(reasons)) return true;
    alike ??= new Set();
    alike.add(others);
    return false;
  }
  return { reasons, times: followWithheld(asked, verdict, cursor, cursorOfReasons, isOther, reach) };
}

const NONE: readonly (string | null)[] = [];

function exceptionsIn({ namesExceptionsOf }: NearReasons, cursor: ScheduleCursor): readonly (string | null)[] {
  return namesExceptionsOf.length === 0 ? NONE : namesExceptionsOf.map((variable) => closedBy(variable, cursor));
}

function closedBy(variable: number, cursor: ScheduleCursor): string | null {
  return hoursOf(variable, cursor)?.closedBy ?? null;
}

function sameTemplates({ templates: left }: NearReasons, { templates: right }: NearReasons): boolean {
  return left.length === right.length && left.every((template, index) => template === right[index]);
}

/**
 * The reasons of a channel that no offer rule opens, at the cursor's hours, which are also the hours of its misses. Among the clauses with the fewest
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
  for (const { owner, leaf, candidate, isUnknown, isStale } of failedLiteralsOf(rules, misses, asked)) {
    const template = rules.templateOf(owner, leaf, isUnknown, isStale);
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
function fillReasons(
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
