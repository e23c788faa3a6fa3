import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { outcomesIn } from "../retiring/diagram/diagram.js";
import { channelOnBoth, isOnBoth } from "../retiring/model/both-sides.js";
import { axesOfOffers, axesOfOrder } from "../retiring/model/compared-space.js";
import { haveSameClauses } from "../retiring/walk/same-clauses.js";
import { offerTracks, preferTracks, walkOrder } from "../retiring/walk/walk-differences.js";
import type { OrderChange } from "./change.js";
import { type ComparedRulesets, placesOf } from "./change-places.js";

/** Where two channels that are offered on both sides change places. */
export function orderChanges(compared: ComparedRulesets, [first, second]: readonly [string, string]): OrderChange[] {
  const { space, budget, notCompared } = compared;
  const [one, other] = [channelOnBoth(space.sides, first), channelOnBoth(space.sides, second)];
  if (!isOnBoth(one) || !isOnBoth(other) || staysInOrder(compared, one, other)) return [];
  const axes = axesOfOrder(space, [first, second]);
  const diagram = walkOrder(axes.axes, one, other, budget);
  if (!diagram.isComplete) {
    notCompared.push(`the order of \`${first}\` and \`${second}\` in some situations, of which there are too many`);
  }
  const occurring = outcomesIn(diagram);
  return (["first-ahead", "second-ahead"] as const).flatMap((ahead) => {
    if (!occurring.includes(ahead)) return [];
    const [channel, aheadOf] = ahead === "first-ahead" ? [first, second] : [second, first];
    const places = placesOf(compared, axes, diagram, {
      isIn: (outcome) => outcome === ahead,
      ways: [{ among: "offered-both", isFree: (outcome) => outcome === "aside" }],
      confirms: ({ before, after }) => isAhead(before, aheadOf, channel) && isAhead(after, channel, aheadOf),
    });
    return places.map((place): OrderChange => ({ kind: "moved-up", channel, aheadOf, ...place }));
  });
}

/** Where the same rules prefer both, and the language in which a channel is offered is no matter to them or the same, nothing can move. */
function staysInOrder(
  { space }: ComparedRulesets,
  one: readonly [LoadedChannel, LoadedChannel],
  other: readonly [LoadedChannel, LoadedChannel],
): boolean {
  const [before, after] = [0, 1].map((side) => (one[side]?.index ?? 0) < (other[side]?.index ?? 0));
  if (before !== after) return false;
  return [one, other].every((both) => {
    const { axes } = axesOfOffers(space, both[0].id);
    if (!haveSameClauses(axes, both.map(preferTracks), priorityOf)) return false;
    return both.every(({ prefers }) => prefers.candidate.length === 0) || haveSameClauses(axes, both.map(offerTracks));
  });
}

function priorityOf({ priority }: LoadedRule): string {
  return String(priority);
}

function isAhead(decision: RoutingDecision | null, channel: string, other: string): boolean {
  const order = decision?.offered.map((each) => each.channel) ?? [];
  return order.includes(channel) && order.includes(other) && order.indexOf(channel) < order.indexOf(other);
}
