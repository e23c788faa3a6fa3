import type { ChannelSituation } from "../situation/channel-situation.js";
import { type Offered, type Verdict, verdictAt, type Withheld } from "../situation/verdict.js";
import { advance, type HoursWalk, nextStart } from "./schedule-cursor.js";

/** How far ahead times are looked for: 400 days. */
export const HORIZON_MS = 400 * 86_400_000;

/** When a channel's decision becomes another. Epoch ms; infinity for never within {@link HORIZON_MS}. */
export interface ChannelTimes {
  /** When an offered channel closes, or a withheld one next opens if agents are free; infinity for one that is open already. */
  readonly changesAt: number;
  /** The first instant before `limit` at which the decision says something else of the channel, or infinity, or a later one. */
  readonly differsAt: number;
}

/** How far to look: for `changesAt` up to and including `end`, for `differsAt` only before `limit`, at most `end + 1`. Epoch ms. */
export interface Reach {
  readonly end: number;
  readonly limit: number;
}

/** Follows an offered channel along its hours. Expects the walk at the instant of the request, and moves it. */
export function followOffered(
  asked: ChannelSituation,
  verdict: Offered,
  walk: HoursWalk,
  { end, limit }: Reach,
): ChannelTimes {
  const last = asked.couldClose ? end : limit - 1;
  let differsAt = Number.POSITIVE_INFINITY;
  while (nextStart(walk) <= last) {
    const start = advance(walk);
    const later = verdictAt(asked, walk);
    if (later.kind === "withheld") return { changesAt: start, differsAt: Math.min(differsAt, start) };
    if (isOfferedOtherwise(verdict, later)) differsAt = Math.min(differsAt, start);
  }
  return { changesAt: Number.POSITIVE_INFINITY, differsAt };
}

function isOfferedOtherwise(first: Offered, later: Offered): boolean {
  return first.candidate !== later.candidate || first.rule !== later.rule || first.preferredBy !== later.preferredBy;
}

/**
 * Follows a withheld channel along its hours, and its reasons along the hours of theirs, which are the same or more. Expects both walks at the instant
 * of the request, and moves them. `isOther` says whether the reasons at the instant that both have come to are others, or it is offered.
 */
export function followWithheld(
  asked: ChannelSituation,
  verdict: Withheld,
  walk: HoursWalk,
  walkOfReasons: HoursWalk,
  isOther: (later: Verdict) => boolean,
  { end, limit }: Reach,
): ChannelTimes {
  const search = startSearch(asked, verdict);
  let differsAt = Number.POSITIVE_INFINITY;
  while (differsAt === Number.POSITIVE_INFINITY && nextStart(walkOfReasons) < limit) {
    const start = advance(walkOfReasons);
    while (nextStart(walk) <= start) advance(walk);
    const later = verdictAt(asked, walk);
    look(search, later, start);
    if (isOther(later)) differsAt = start;
  }
  while (search.wants !== null && nextStart(walk) <= end) {
    const start = advance(walk);
    look(search, verdictAt(asked, walk), start);
  }
  return { changesAt: search.opensAt, differsAt: Math.min(differsAt, search.opensAt, search.gapAt) };
}

/** What is looked for on the way of a withheld channel. */
interface Search {
  /** Whether it should be open next, if agents were free; null where nothing is left to find. */
  wants: boolean | null;
  opensAt: number;
  /**
   * When a channel that lacks agents alone first lacks hours too, but not for good: its `nextOpensAt`, which was null, is an instant then.
   */
  gapAt: number;
  /** The same, as long as it is not known whether it is for good. */
  closesAt: number;
}

function startSearch(asked: ChannelSituation, { openIfAgentsWereFree }: Withheld): Search {
  const never = Number.POSITIVE_INFINITY;
  const wants = openIfAgentsWereFree ? false : asked.couldOpen ? true : null;
  return { wants, opensAt: never, gapAt: never, closesAt: never };
}

function look(search: Search, { openIfAgentsWereFree }: Verdict, at: number): void {
  if (search.wants !== openIfAgentsWereFree) return;
  if (!openIfAgentsWereFree) {
    search.closesAt = at;
    search.wants = true;
    return;
  }
  if (search.closesAt === Number.POSITIVE_INFINITY) search.opensAt = at;
  else search.gapAt = search.closesAt;
  search.wants = null;
}
