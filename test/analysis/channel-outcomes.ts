import type { Diagram } from "../../src/analysis/retiring/diagram/diagram.js";
import { axesOfChannel, type Space } from "../../src/analysis/retiring/model/space.js";
import type { Track } from "../../src/analysis/retiring/walk/clause-tracks.js";
import type { Lane } from "../../src/analysis/retiring/walk/lane.js";
import { keepCandidates, OFFERS } from "../../src/analysis/retiring/walk/lane.js";
import { orderAxes } from "../../src/analysis/retiring/walk/order-axes.js";
import { type WorkBudget, walkSituations } from "../../src/analysis/retiring/walk/walk-situations.js";
import type { LoadedRule } from "../../src/runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../src/runtime/load-rules.js";

/** What becomes of a channel on one side; null where it is withheld, or the side does not have it. */
export type ChannelOutcome = ChannelOffer | null;

export interface ChannelOffer {
  /** Its place among the candidates of the language class. */
  readonly candidate: number;
  /** Names of the offer rule, null for an always channel, and of the rule that prefers it. */
  readonly rule: string | null;
  readonly preferredBy: string | null;
  /** The priority of the rule that prefers it; 0 where none does. */
  readonly precedence: number;
}

/**
 * What becomes of a channel in every situation, side by side, for customers of one language. No other channel has a part in it, but for
 * the order of those that are offered, which goes by `precedence`.
 */
export function walkChannel(space: Space, channel: string, budget: WorkBudget): Diagram<readonly ChannelOutcome[]> {
  const compiled = space.sides.map((side) => side.compiled.channels.find(({ id }) => id === channel));
  const tracks = compiled.map((each) => (each === undefined ? [] : tracksOf(each)));
  return walkSituations<readonly ChannelOutcome[]>(
    {
      axes: orderAxes(axesOfChannel(space, channel), tracks),
      tracks,
      prune: (lanes) => keepCandidates(lanes, compiled),
      outcomeOf: (lanes) => compiled.map((each, side) => outcomeOn(lanes, side, each)),
      keyOf: (outcomes) => JSON.stringify(outcomes),
    },
    budget,
  );
}

const PREFERS = 2;

function tracksOf({ offers, withholds, prefers }: LoadedChannel): Track[] {
  return [
    { table: offers, asks: "first" },
    { table: withholds, asks: "any" },
    { table: prefers, asks: "first" },
  ];
}

function outcomeOn(lanes: readonly Lane[], side: number, channel: LoadedChannel | undefined): ChannelOutcome {
  // Of what is left, nothing is withheld, and the first is offered.
  const lane = lanes.find((each) => each.side === side);
  if (lane === undefined || channel === undefined) return null;
  const preferring = ownerIn(channel.prefers, lane.firstClause(PREFERS));
  return {
    candidate: lane.order,
    rule: ownerIn(channel.offers, lane.firstClause(OFFERS))?.name ?? null,
    preferredBy: preferring?.name ?? null,
    precedence: preferring === null ? 0 : preferring.priority,
  };
}

function ownerIn({ clauses }: LoadedChannel["offers"], clause: number): LoadedRule | null {
  return clauses[clause]?.owner ?? null;
}
