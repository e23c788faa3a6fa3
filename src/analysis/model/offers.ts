import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { inEach, type Selection } from "../mdd/sets.js";
import { FALSE, type Node } from "../mdd/store.js";
import type { Diagrams } from "./diagrams.js";
import { rulesOf } from "./ruleset-diagrams.js";
import type { Candidate } from "./variables.js";

/** The rules that decide whether a channel is offered, and its place among others. */
export interface ChannelRules {
  /** Null for an always channel, which is offered to its first candidate. */
  readonly offers: readonly LoadedRule[] | null;
  readonly withholds: readonly LoadedRule[];
  readonly prefers: readonly LoadedRule[];
}

export function rulesOfChannel({ always, offers, withholds, prefers }: LoadedChannel): ChannelRules {
  return {
    offers: always ? null : rulesOf(offers),
    withholds: rulesOf(withholds),
    prefers: rulesOf(prefers),
  };
}

/** The situations in which a channel is offered to a candidate, if it is offered to no earlier one. */
export function offerTo(
  { conjunctsOf }: Diagrams,
  { offers, withholds }: ChannelRules,
  candidate: Candidate,
): Selection {
  return offers === null ? [[]] : [conjunctsOf(withholds, candidate), conjunctsOf(offers, candidate)];
}

/** The situations of a set in which a channel is offered to none of some candidates. */
export function withheldIn(diagrams: Diagrams, set: Node, rules: ChannelRules, candidates: readonly Candidate[]): Node {
  const { sets } = diagrams;
  return candidates.reduce((left, candidate) => {
    if (left === FALSE) return left;
    return sets.difference(left, sets.select(...inEach([[], [left]], offerTo(diagrams, rules, candidate))));
  }, set);
}
