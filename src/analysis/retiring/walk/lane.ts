import type { LoadedChannel } from "../../../runtime/load-rules.js";
import { clearTrack, firstClause, hasClause } from "./clause-tracks.js";
import type { ClauseResidual } from "./rest-of-clauses.js";
import type { WalkSide } from "./walk-side.js";

/** Clauses that may still hold, for a side's request or one of its candidates. Tracks go by their index. */
export interface Lane {
  readonly side: number;
  /** Of the candidate; 0 for all of them before languages are looked at. */
  readonly order: number;
  /** Whose numbers of agents are its own: among the `desks` of the language class; 0 before languages are looked at. */
  readonly desk: number;
  mayHold(track: number): boolean;
  surelyHolds(track: number): boolean;
  clear(track: number): void;
  /** The clause that holds first, of those that may. */
  firstClause(track: number): number;
}

/** A class, since a walk makes millions of them. */
export class OpenLane implements Lane {
  /** The axis that comes next. */
  level = 0;

  constructor(
    readonly walked: WalkSide,
    readonly side: number,
    readonly order: number,
    readonly desk: number,
    readonly alive: Int32Array,
  ) {}

  mayHold(track: number): boolean {
    return hasClause(this.walked.joined, track, this.alive);
  }

  surelyHolds(track: number): boolean {
    return hasClause(this.walked.joined, track, this.alive, this.rest.certain);
  }

  clear(track: number): void {
    clearTrack(this.walked.joined, track, this.alive);
  }

  firstClause(track: number): number {
    return firstClause(this.walked.joined, track, this.alive);
  }

  /** What is left to be asked of its clauses. */
  get rest(): ClauseResidual {
    return (this.walked.rests[this.desk] as readonly ClauseResidual[])[this.level] as ClauseResidual;
  }
}

/** Tracks of a channel. */
export const OFFERS = 0;
const WITHHOLDS = 1;

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
