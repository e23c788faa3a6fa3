import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import { isSame, type Operation, prepare } from "../mdd/apply.js";
import { memoize } from "../mdd/memoize.js";
import { mapResults } from "../mdd/paths.js";
import { inEach, type Selection } from "../mdd/sets.js";
import { FALSE, isTerminal, type Node, TRUE, terminal, terminalValue } from "../mdd/store.js";
import type { Diagrams } from "./diagrams.js";
import { memoizeFor } from "./memoize-for.js";
import { type ChannelRules, divideByOffer, offerTo } from "./offers.js";
import type { Candidate } from "./variables.js";

/** A channel on one side: its rules, and its candidates in the order in which they are considered. */
export interface OrderedChannel extends ChannelRules {
  readonly candidates: readonly Candidate[];
}

/** Two channels on one side. */
export interface OrderedPair {
  readonly channels: readonly [OrderedChannel, OrderedChannel];
  /** Whether the first comes first if no rule prefers either. */
  readonly isFirstByDefault: boolean;
}

/**
 * Compares the order of two channels on two sides, for the customers of one language class within a care set. Gives the situations in which
 * both channels are offered on both sides, and `first` comes first only after, or `second` does, or any of the two.
 */
export type OrderComparison = (
  care: Node,
  before: OrderedPair,
  after: OrderedPair,
  ahead: keyof typeof RESULTS,
) => Iterable<Selection>;

/** `hasEqualOffers` says of each channel whether it is known that both sides offer it in the same situations. */
export function createOrderComparison(diagrams: Diagrams, hasEqualOffers: readonly boolean[]): OrderComparison {
  const { store, limit, conjunctsOf } = diagrams;
  const comparisonOf = memoize((before: boolean) =>
    memoize((after: boolean) => prepare(store, comparePriorities([before, after]), limit)),
  );

  const prioritiesOf = memoizeFor(
    (prefers: readonly LoadedRule[]) => prefers.flatMap(({ conjuncts }) => conjuncts),
    (prefers, candidate) => prefers.flatMap((rule) => conjunctsOf([rule], candidate).map(withPriority(rule.priority))),
  );

  const withPriority = memoize((priority: number) =>
    memoize((set: Node) => (priority === 1 ? set : mapResults(store, set, (value) => terminal(value * priority)))),
  );

  return function* ordersOf(care, before, after, ahead) {
    const channels = [...before.channels, ...after.channels];
    const counts = channels.map(({ offers, candidates }) => (offers === null ? 1 : candidates.length));
    for (const places of choices(counts)) {
      const priorities = channels.map((channel, index) =>
        prioritiesOf(channel.prefers, channel.candidates[places[index] as number] as Candidate),
      );
      const [first, second, firstAfter, secondAfter] = priorities;
      const isAlike =
        before.isFirstByDefault === after.isFirstByDefault && isSame(first, firstAfter) && isSame(second, secondAfter);
      if (isAlike) continue;
      // With equal offers, both sides offer a channel to the same candidate.
      if (hasEqualOffers.some((isEqual, index) => isEqual && places[index] !== places[index + 2])) continue;
      const order = comparisonOf(before.isFirstByDefault)(after.isFirstByDefault).apply([care], ...priorities);
      if (order === FALSE) continue;
      const set = mapResults(store, order, (result) => (RESULTS[ahead].includes(result) ? TRUE : FALSE));
      const offering = channels.flatMap((channel, index) => {
        if (index > 1 && hasEqualOffers[index - 2] === true) return [];
        const place = places[index] as number;
        return {
          channel,
          earlier: channel.candidates.slice(0, place),
          candidate: channel.candidates[place] as Candidate,
        };
      });
      const left = offering.reduce(
        (within, { channel, earlier }) => divideByOffer(diagrams, within, channel, earlier).withheld,
        set,
      );
      const offers = offering.map(({ channel, candidate }) => offerTo(diagrams, channel, candidate));
      yield inEach([[], [left]], ...offers);
    }
  };
}

/** The results of a comparison of priorities. */
const FIRST = 1;
const SECOND = 2;
const RESULTS: Readonly<Record<"first" | "second" | "any", readonly number[]>> = {
  first: [FIRST],
  second: [SECOND],
  any: [FIRST, SECOND],
};

/** Compares the highest priorities of two channels, before and after. The first list is the care set. */
function comparePriorities(isFirstByDefault: readonly [boolean, boolean]): Operation {
  const isFirstAhead = (lists: readonly Node[][], side: 0 | 1): boolean | null => {
    const [first, second] = [lists[1 + side * 2], lists[2 + side * 2]].map((list = []) => {
      if (list.length > 1) return null;
      return list[0] === undefined ? 0 : isTerminal(list[0]) ? terminalValue(list[0]) : null;
    });
    if (first == null || second == null) return null;
    return first === second ? isFirstByDefault[side] : first > second;
  };
  const isAlike = isFirstByDefault[0] === isFirstByDefault[1];
  return {
    settle(lists) {
      if (lists[0]?.length === 0) return FALSE;
      for (const list of lists.slice(1)) keepHighest(list);
      if (isAlike && isSame(lists[1], lists[3]) && isSame(lists[2], lists[4])) return FALSE;
      const [before, after] = [isFirstAhead(lists, 0), isFirstAhead(lists, 1)];
      if (before === null || after === null) return null;
      if (before === after) return FALSE;
      if (lists[0]?.[0] !== TRUE) return null;
      return terminal(after ? FIRST : SECOND);
    },
  };
}

/** Drops terminals below the highest one, which is first. */
function keepHighest(list: Node[]): void {
  let lower = 1;
  while (lower < list.length && isTerminal(list[lower] as Node)) lower++;
  if (list.length > 1 && isTerminal(list[0] as Node)) list.splice(1, lower - 1);
}

/** Every choice of one place for each count. */
function choices(counts: readonly number[]): number[][] {
  return counts.reduce<number[][]>(
    (chosen, count) => chosen.flatMap((places) => Array.from({ length: count }, (_, place) => [...places, place])),
    [[]],
  );
}
