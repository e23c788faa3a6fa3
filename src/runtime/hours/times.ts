import type { ChannelSituation, Offered, Verdict, Withheld } from "../situation/channel-situation.js";
import { verdictAt } from "../situation/verdict.js";
import { advance, nextStart, type ScheduleCursor } from "./schedule-cursor.js";

/** How far ahead times are searched: 400 days. */
export const HORIZON_MS = 400 * 86_400_000;

/** When a channel's decision changes. Epoch ms; infinity for never within {@link HORIZON_MS}. */
export interface ChannelTimes {
  /** When an offered channel closes, or a withheld channel next opens if agents are free; infinity if it is open already. */
  readonly changesAt: number;
  /** The first instant before `limit` at which the decision about the channel differs. Otherwise infinity, or some later instant. */
  readonly differsAt: number;
}

/** How far to search: for `changesAt` up to and including `end`, for `differsAt` only before `limit`, which is at most `end + 1`. Epoch ms. */
export interface Reach {
  readonly end: number;
  readonly limit: number;
}

/** Follows an offered channel through its hours. Expects the cursor at the instant of the request, and moves it. */
export function followOffered(
  asked: ChannelSituation,
  verdict: Offered,
  cursor: ScheduleCursor,
  { end, limit }: Reach,
): ChannelTimes {
  const last = asked.couldClose ? end : limit - 1;
  let differsAt = Number.POSITIVE_INFINITY;
  while (nextStart(cursor) <= last) {
    const start = advance(cursor);
    const later = verdictAt(asked, cursor);
    if (later.kind === "withheld") return { changesAt: start, differsAt: Math.min(differsAt, start) };
    if (isOfferedOtherwise(verdict, later)) differsAt = Math.min(differsAt, start);
  }
  return { changesAt: Number.POSITIVE_INFINITY, differsAt };
}

function isOfferedOtherwise(first: Offered, later: Offered): boolean {
  return first.candidate !== later.candidate || first.rule !== later.rule || first.preferredBy !== later.preferredBy;
}

/**
 * Follows a withheld channel through its hours, and its reasons through theirs, which are the same schedules or more. Expects both cursors at
 * the instant of the request, and moves them. `isOther` tells whether the channel is offered, or has other reasons, where both stand.
 */
export function followWithheld(
  asked: ChannelSituation,
  verdict: Withheld,
  cursor: ScheduleCursor,
  cursorOfReasons: ScheduleCursor,
  isOther: (later: Verdict) => boolean,
  { end, limit }: Reach,
): ChannelTimes {
  const search = startSearch(asked, verdict);
  let differsAt = Number.POSITIVE_INFINITY;
  while (differsAt === Number.POSITIVE_INFINITY && nextStart(cursorOfReasons) < limit) {
    const start = advance(cursorOfReasons);
    while (nextStart(cursor) <= start) advance(cursor);
    const later = verdictAt(asked, cursor);
    look(search, later, start);
    if (isOther(later)) differsAt = start;
  }
  while (search.wants !== null && nextStart(cursor) <= end) {
    const start = advance(cursor);
    look(search, verdictAt(asked, cursor), start);
  }
  return { changesAt: search.opensAt, differsAt: Math.min(differsAt, search.opensAt, search.gapAt) };
}

/** The search for the next opening of a withheld channel. */
interface Search {
  /** The state to find next, if agents were free: open or not; null if nothing is left to find. */
  wants: boolean | null;
  opensAt: number;
  /** When a channel that lacks only agents first lacks hours too, and opens again later: from then on its `nextOpensAt` is not null. */
  gapAt: number;
  /** The same, before it is known whether the channel opens again. */
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
