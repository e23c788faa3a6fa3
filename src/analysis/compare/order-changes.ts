import type { LoadedChannel } from "../../runtime/load-rules.js";
import { rulesOfChannel } from "../model/offers.js";
import { createOrderComparison, type OrderedChannel, type OrderedPair } from "../model/orders.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { channelOnBoth, customersOfPair, isOnBoth, stepOnBoth } from "../model/situation-space.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import type { ChangeExample, OrderChange, StepOrderChange } from "./change.js";
import { type ChangeKind, compareKinds } from "./change-places.js";
import { type ComparedRulesets, type ComparisonTask, NO_CHANGES } from "./compared-rulesets.js";

/** Finds when two channels that both sides offer change places. */
export function orderChanges(
  compared: ComparedRulesets,
  [first, second]: readonly [string, string],
): ComparisonTask<OrderChange> {
  const { space, ofChannels, unchanged } = compared;
  const [one, other] = [channelOnBoth(space, first), channelOnBoth(space, second)];
  if (!isOnBoth(one) || !isOnBoth(other)) return NO_CHANGES;
  const isFirstByDefault = ([0, 1] as const).map((side) => one[side].index < other[side].index);
  const hasDefaultOrder = isFirstByDefault[0] === isFirstByDefault[1];
  if (hasDefaultOrder && unchanged.hasPreferences(first) && unchanged.hasPreferences(second)) return NO_CHANGES;
  const diagrams = ofChannels([first, second], customersOfPair(space, [first, second]));
  const ordersOf = createOrderComparison(diagrams, [first, second].map(unchanged.hasOffers));
  const pairOn = (side: 0 | 1, { candidates }: LanguageClass): OrderedPair => {
    const of = (place: number, channel: LoadedChannel): OrderedChannel => ({
      ...rulesOfChannel(channel),
      candidates: candidates.filter((each) => each.side === side && each.channel === place),
    });
    return {
      channels: [of(0, one[side]), of(1, other[side])],
      isFirstByDefault: isFirstByDefault[side] as boolean,
    };
  };
  const kinds = (["first", "second"] as const).map((ahead): ChangeKind<OrderChange> => {
    const [channel, aheadOf] = ahead === "first" ? [first, second] : [second, first];
    return {
      occursFor: (language) => ordersOf(diagrams.possible(language), pairOn(0, language), pairOn(1, language), ahead),
      confirms: ({ before, after }) =>
        isAhead(channelsOf(before), aheadOf, channel) && isAhead(channelsOf(after), channel, aheadOf),
      changeAt: (place) => ({ kind: "moved-up", channel, aheadOf, ...place }),
    };
  });
  return compareKinds(compared, diagrams, kinds);
}

/** Finds when two steps that both sides advise change places. */
export function stepOrderChanges(
  compared: ComparedRulesets,
  [first, second]: readonly [string, string],
): ComparisonTask<StepOrderChange> {
  const { space, ofRequest } = compared;
  const [one, other] = [stepOnBoth(space, first), stepOnBoth(space, second)];
  if (!isOnBoth(one) || !isOnBoth(other)) return NO_CHANGES;
  const [before, after] = space.sides.map(({ compiled: { steps } }) => {
    const ids = steps.map(({ id }) => id);
    return ids.indexOf(first) < ids.indexOf(second);
  });
  if (before === after) return NO_CHANGES;
  const [step, aheadOf] = after ? [first, second] : [second, first];
  const diagrams = ofRequest();
  const lists = [one, other].flatMap((both) =>
    both.map(({ advice }, side) => {
      const candidate = diagrams.languages[0]?.candidates[side] as Candidate;
      return diagrams.conjunctsOf(rulesOf(advice), candidate);
    }),
  );
  const kind: ChangeKind<StepOrderChange> = {
    occursFor: () => [[[], ...lists]],
    confirms: (example) =>
      isAhead(stepsOf(example.before), aheadOf, step) && isAhead(stepsOf(example.after), step, aheadOf),
    changeAt: (place) => ({ kind: "step-moved-up", step, aheadOf, ...place }),
  };
  return compareKinds(compared, diagrams, [kind]);
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
