import type { LoadedChannel } from "../../runtime/load-rules.js";
import { outcomesIn } from "../retiring/diagram/diagram.js";
import {
  axesOfAdvice,
  axesOfOffers,
  axesOfOrder,
  channelOnBoth,
  isOnBoth,
  stepOnBoth,
} from "../retiring/model/compared-space.js";
import { haveSameClauses } from "../retiring/walk/same-clauses.js";
import { offerTracks, preferTracks, walkOrder, walkStepOrder } from "../retiring/walk/walk-differences.js";
import type { ChangeExample, OrderChange, StepOrderChange } from "./change.js";
import { type ComparedRulesets, placesOf } from "./change-places.js";

/** Finds when two channels that both sides offer change places. */
export function orderChanges(compared: ComparedRulesets, [first, second]: readonly [string, string]): OrderChange[] {
  const { space, budget, notCompared } = compared;
  const [one, other] = [channelOnBoth(space.sides, first), channelOnBoth(space.sides, second)];
  if (!isOnBoth(one) || !isOnBoth(other) || staysInOrder(compared, one, other)) return [];
  const axes = axesOfOrder(space, [first, second]);
  const diagram = walkOrder(axes.axes, one, other, budget);
  if (!diagram.isComplete) notCompared.push(orderNotCompared(first, second));
  const occurring = outcomesIn(diagram);
  return (["first-ahead", "second-ahead"] as const).flatMap((ahead) => {
    if (!occurring.includes(ahead)) return [];
    const [channel, aheadOf] = ahead === "first-ahead" ? [first, second] : [second, first];
    const places = placesOf(compared, axes, diagram, {
      isIn: (outcome) => outcome === ahead,
      dontCareSets: [{ among: "offered-both", isFree: (outcome) => outcome === "aside" }],
      confirms: ({ before, after }) =>
        isAhead(channelsOf(before), aheadOf, channel) && isAhead(channelsOf(after), channel, aheadOf),
    });
    return places.map((place): OrderChange => ({ kind: "moved-up", channel, aheadOf, ...place }));
  });
}

/** Finds when two steps that both sides advise change places. */
export function stepOrderChanges(
  compared: ComparedRulesets,
  [first, second]: readonly [string, string],
): StepOrderChange[] {
  const { space, budget, notCompared } = compared;
  const [one, other] = [stepOnBoth(space.sides, first), stepOnBoth(space.sides, second)];
  if (!isOnBoth(one) || !isOnBoth(other)) return [];
  const [before, after] = space.sides.map(({ compiled: { steps } }) => {
    const ids = steps.map(({ id }) => id);
    return ids.indexOf(first) < ids.indexOf(second);
  });
  if (before === after) return [];
  const [step, aheadOf] = after ? [first, second] : [second, first];
  const axes = axesOfAdvice(space);
  const diagram = walkStepOrder(axes.axes, one, other, budget);
  if (!diagram.isComplete) notCompared.push(orderNotCompared(first, second));
  if (!outcomesIn(diagram).includes("both")) return [];
  const places = placesOf(compared, axes, diagram, {
    isIn: (outcome) => outcome === "both",
    dontCareSets: [{ among: null, isFree: () => false }],
    confirms: (example) =>
      isAhead(stepsOf(example.before), aheadOf, step) && isAhead(stepsOf(example.after), step, aheadOf),
  });
  return places.map((place): StepOrderChange => ({ kind: "step-moved-up", step, aheadOf, ...place }));
}

/**
 * Whether two channels certainly keep their order: the same rules prefer them, and the language in which a channel is offered does not
 * change or does not matter to those rules.
 */
function staysInOrder(
  { space }: ComparedRulesets,
  one: readonly [LoadedChannel, LoadedChannel],
  other: readonly [LoadedChannel, LoadedChannel],
): boolean {
  const [before, after] = [0, 1].map((side) => (one[side]?.index ?? 0) < (other[side]?.index ?? 0));
  if (before !== after) return false;
  return [one, other].every((both) => {
    const { axes } = axesOfOffers(space, both[0].id);
    if (!haveSameClauses(axes, both.map(preferTracks), ({ priority }) => String(priority))) return false;
    return both.every(({ prefers }) => prefers.candidate.length === 0) || haveSameClauses(axes, both.map(offerTracks));
  });
}

function orderNotCompared(first: string, second: string): string {
  return `the order of \`${first}\` and \`${second}\` in some situations, of which there are too many`;
}

function channelsOf(decision: ChangeExample["before"]): string[] {
  return decision?.offered.map(({ channel }) => channel) ?? [];
}

function stepsOf(decision: ChangeExample["before"]): string[] {
  return decision?.steps.map(({ step }) => step) ?? [];
}

function isAhead(ids: readonly string[], id: string, other: string): boolean {
  return ids.includes(id) && ids.includes(other) && ids.indexOf(id) < ids.indexOf(other);
}
