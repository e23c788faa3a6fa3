import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, RuleTable } from "../../runtime/load-rules.js";
import { inEach, type Selection } from "../mdd/sets.js";
import type { Node } from "../mdd/store.js";
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

export function rulesOfChannel(
  { always, offers, withholds, prefers }: LoadedChannel,
  isKept?: (rule: LoadedRule) => boolean,
): ChannelRules {
  // Conjuncts are remembered by list, so without a filter the lists have to stay the same.
  const kept = (table: RuleTable) => (isKept === undefined ? rulesOf(table) : rulesOf(table).filter(isKept));
  return { offers: always ? null : kept(offers), withholds: kept(withholds), prefers: kept(prefers) };
}

/** The situations in which a channel is offered to a candidate, if it is offered to no earlier one. */
export function offerTo(
  { conjunctsOf }: Diagrams,
  { offers, withholds }: ChannelRules,
  candidate: Candidate,
): Selection {
  return offers === null ? [[]] : [conjunctsOf(withholds, candidate), conjunctsOf(offers, candidate)];
}

/** A set of situations, divided by what is offered of a channel. */
interface DividedSet {
  /** By candidate. */
  readonly offered: readonly Node[];
  readonly withheld: Node;
}

/** Divides a set by the offer to some candidates, in the order in which they are considered. */
export function divideByOffer(
  diagrams: Diagrams,
  set: Node,
  rules: ChannelRules,
  candidates: readonly Candidate[],
): DividedSet {
  const { sets } = diagrams;
  let withheld = set;
  const offered = candidates.map((candidate) => {
    const each = sets.select(...inEach([[], [withheld]], offerTo(diagrams, rules, candidate)));
    withheld = sets.difference(withheld, each);
    return each;
  });
  return { offered, withheld };
}
