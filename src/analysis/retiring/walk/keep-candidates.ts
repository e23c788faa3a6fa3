import type { LoadedChannel } from "../../../runtime/load-rules.js";
import type { Lane } from "./lane.js";

/** Tracks of a channel. */
export const OFFERS = 0;
export const WITHHOLDS = 1;

/**
 * Leaves the candidates that may be offered, of each side up to the first that is whatever comes. Expects the offers and the withhold rules of a
 * channel to be the first two tracks of its side; of an always channel, they are cleared.
 */
export function keepCandidates(
  lanes: readonly Lane[],
  channels: readonly (LoadedChannel | undefined)[],
): readonly Lane[] {
  const kept: Lane[] = [];
  const settled = new Set<number>();
  for (const lane of lanes) {
    const channel = channels[lane.side];
    if (channel === undefined || settled.has(lane.side)) continue;
    if (channel.always) {
      lane.clear(OFFERS);
      lane.clear(WITHHOLDS);
    } else if (!lane.mayHold(OFFERS) || lane.surelyHolds(WITHHOLDS)) continue;
    if (channel.always || (lane.surelyHolds(OFFERS) && !lane.mayHold(WITHHOLDS))) settled.add(lane.side);
    kept.push(lane);
  }
  return kept;
}
