import type { WithheldReason } from "../decision.js";
import { hoursOf, type ScheduleCursor, startCursor } from "../hours/schedule-cursor.js";
import { type ChannelTimes, followWithheld, type Reach } from "../hours/times.js";
import type { LoadedRules } from "../load-rules.js";
import type { ReadRequest } from "../request/read-request.js";
import type { Verdict, Withheld } from "../situation/channel-situation.js";
import { type ChannelSituation, missesOf, type NearReasons } from "../situation/channel-situation.js";
import type { Reason } from "./reason.js";
import { fillReasons, lacksHoursAt, reasonsAt } from "./reasons.js";

/** Why a channel is withheld, and until when. */
export interface Withholding {
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
