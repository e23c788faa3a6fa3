import type { CompiledRuleset } from "../../compile/compile-ruleset.js";
import type { WithheldReason } from "../decision.js";
import { type HoursWalk, hoursOn, startWalk } from "../hours/schedule-cursor.js";
import { type ChannelTimes, followWithheld, type Reach } from "../hours/times.js";
import type { ReadRequest } from "../request/read-request.js";
import { type ChannelSituation, missesOf } from "../situation/channel-situation.js";
import type { Verdict, Withheld } from "../situation/verdict.js";
import { fillReasons } from "./fill-reasons.js";
import { lacksHoursAt, type NearReasons, type Reason, reasonsAt } from "./reasons.js";

/** Why a channel is withheld, and until when. */
export interface Withholding {
  readonly reasons: WithheldReason[];
  readonly times: ChannelTimes;
}

/** Expects the walk along the channel's hours at the instant of the request, and moves it. */
export function withholdChannel(
  compiled: CompiledRuleset,
  request: ReadRequest,
  asked: ChannelSituation,
  verdict: Withheld,
  walk: HoursWalk,
  reach: Reach,
): Withholding {
  const { reasons } = verdict;
  if (reasons === null) return withholdLacking(compiled, request, asked, verdict, walk, reach);
  const isOther = (later: Verdict) => isStoppedOtherwise(reasons, later);
  return {
    reasons: fillReasons(reasons, asked.channel, request, walk),
    times: followWithheld(asked, verdict, walk, walk, isOther, reach),
  };
}

/** Reasons without conditions are each but one. */
function isStoppedOtherwise(first: readonly Reason[], later: Verdict): boolean {
  if (later.kind === "offered" || later.reasons === null || later.reasons.length !== first.length) return true;
  return later.reasons.some(({ template }, index) => template !== first[index]?.template);
}

function withholdLacking(
  compiled: CompiledRuleset,
  request: ReadRequest,
  asked: ChannelSituation,
  verdict: Withheld,
  walk: HoursWalk,
  reach: Reach,
): Withholding {
  const { hours } = missesOf(asked);
  const walkOfReasons = hours === asked.hours ? walk : startWalk(hours, request.timeZone, request.at);
  const near = reasonsAt(compiled, asked, walkOfReasons);
  const reasons = fillReasons(near.list, asked.channel, request, walkOfReasons);
  const exceptions = exceptionsIn(near, walkOfReasons);

  /** Reasons of other hours that say the same, as long as the same exceptions close them. */
  let alike: Set<NearReasons> | null = null;
  function isOther(later: Verdict): boolean {
    if (later.kind === "offered" || later.reasons !== null) return true;
    if (lacksHoursAt(asked, walkOfReasons) !== near.lacksHours) return true;
    const others = reasonsAt(compiled, asked, walkOfReasons);
    if (others === near || alike?.has(others) === true) {
      return near.namesExceptionsOf.some((axis, index) => closedBy(axis, walkOfReasons) !== exceptions[index]);
    }
    if (!sameTemplates(near, others)) return true;
    const filled = fillReasons(others.list, asked.channel, request, walkOfReasons);
    if (JSON.stringify(filled) !== JSON.stringify(reasons)) return true;
    alike ??= new Set();
    alike.add(others);
    return false;
  }
  return { reasons, times: followWithheld(asked, verdict, walk, walkOfReasons, isOther, reach) };
}

const NONE: readonly (string | null)[] = [];

function exceptionsIn({ namesExceptionsOf }: NearReasons, walk: HoursWalk): readonly (string | null)[] {
  return namesExceptionsOf.length === 0 ? NONE : namesExceptionsOf.map((axis) => closedBy(axis, walk));
}

function closedBy(axis: number, walk: HoursWalk): string | null {
  return hoursOn(axis, walk)?.closedBy ?? null;
}

function sameTemplates({ templates: left }: NearReasons, { templates: right }: NearReasons): boolean {
  return left.length === right.length && left.every((template, index) => template === right[index]);
}
