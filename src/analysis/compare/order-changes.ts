import type { LoadedChannel } from "../../runtime/load-rules.js";
import type { Node } from "../mdd/store.js";
import { createOrderComparison, type OrderedChannel, type OrderedPair } from "../model/orders.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import { channelOnBoth, customersOfPair, isOnBoth, stepOnBoth } from "../model/situation-space.js";
import type { Candidate, LanguageClass } from "../model/variables.js";
import type { ChangeExample, ChangePlace, OrderChange, StepOrderChange } from "./change.js";
import { type Confirms, placeSomewhere, placesOf } from "./change-places.js";
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
  if (hasDefaultOrder && unchanged.hasAll(first) && unchanged.hasAll(second)) return NO_CHANGES;
  const diagrams = ofChannels([first, second], customersOfPair(space, [first, second]));
  const comparison = createOrderComparison(diagrams);
  const pairOn = (side: 0 | 1, { candidates }: LanguageClass): OrderedPair => {
    const of = (place: number, channel: LoadedChannel): OrderedChannel => ({
      candidates: candidates.filter((each) => each.side === side && each.channel === place),
      offers: channel.always ? null : rulesOf(channel.offers),
      withholds: rulesOf(channel.withholds),
      prefers: rulesOf(channel.prefers),
    });
    return {
      channels: [of(0, one[side]), of(1, other[side])],
      isFirstByDefault: isFirstByDefault[side] as boolean,
    };
  };
  const changesOf = (place: (ahead: "first" | "second", confirms: Confirms) => readonly ChangePlace[]) =>
    (["first", "second"] as const).flatMap((ahead) => {
      const [channel, aheadOf] = ahead === "first" ? [first, second] : [second, first];
      const confirms: Confirms = ({ before, after }) =>
        isAhead(channelsOf(before), aheadOf, channel) && isAhead(channelsOf(after), channel, aheadOf);
      return place(ahead, confirms).map((found): OrderChange => ({ kind: "moved-up", channel, aheadOf, ...found }));
    });
  return {
    exactly() {
      const differences = new Map(
        diagrams.languages.map((language) => [
          language,
          comparison.differences(diagrams.possible(language), pairOn(0, language), pairOn(1, language)),
        ]),
      );
      return changesOf((ahead, confirms) => {
        const set = diagrams.byLanguage((language) => differences.get(language)?.[ahead] as Node);
        return placesOf(compared, diagrams, set, confirms);
      });
    },
    coarsely: () =>
      changesOf((ahead, confirms) => {
        const witness = diagrams.firstByLanguage((language) =>
          comparison.find(diagrams.possible(language), pairOn(0, language), pairOn(1, language), ahead),
        );
        return placeSomewhere(compared, diagrams, witness, confirms);
      }),
  };
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
  const confirms: Confirms = (example) =>
    isAhead(stepsOf(example.before), aheadOf, step) && isAhead(stepsOf(example.after), step, aheadOf);
  const changesAt = (places: readonly ChangePlace[]) =>
    places.map((place): StepOrderChange => ({ kind: "step-moved-up", step, aheadOf, ...place }));
  return {
    exactly: () => changesAt(placesOf(compared, diagrams, diagrams.sets.select([], ...lists), confirms)),
    coarsely: () => changesAt(placeSomewhere(compared, diagrams, diagrams.sets.findSelected([], ...lists), confirms)),
  };
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
