import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, RuleTable } from "../../runtime/load-rules.js";
import type { WorkLimit } from "../mdd/apply.js";
import { createDiagrams, type Diagrams } from "./diagrams.js";
import { createOverlap, type Overlap } from "./overlaps.js";
import type { RulesetModel } from "./ruleset-model.js";
import {
  customersOfChannel,
  customersOfPair,
  type SituationSpace,
  variablesOfCandidates,
  variablesOfChannels,
  variablesOfRequest,
} from "./situation-space.js";
import type { ModelVariable } from "./variables.js";

/** The diagrams of one ruleset for different questions, each made when first asked for. */
export interface RulesetDiagrams {
  readonly model: RulesetModel;
  readonly space: SituationSpace;
  readonly limit: WorkLimit;
  readonly overlap: Overlap;
  /** For questions about steps. */
  ofRequest(): Diagrams;
  /** For questions about each candidate of a channel by itself: a language class has one candidate. */
  ofCandidates(channel: LoadedChannel): Diagrams;
  /** For questions about a channel as a whole, for customers of one language. */
  ofChannel(channel: LoadedChannel): Diagrams;
  /** The same, for customers of any languages. */
  ofCustomers(channel: LoadedChannel): Diagrams;
  /** For questions about two channels together, for customers of any languages. */
  ofPair(one: LoadedChannel, other: LoadedChannel): Diagrams;
}

/** Expects a space of one ruleset. */
export function createRulesetDiagrams(space: SituationSpace, limit: WorkLimit): RulesetDiagrams {
  const [model] = space.sides as readonly [RulesetModel];
  const made = new Map<string, Diagrams>();
  const once = (key: string, variables: () => readonly ModelVariable[], tables: readonly RuleTable[]) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const tested = tables.flatMap(({ clauses }) => clauses.map(({ conjunct }) => conjunct));
    const diagrams = createDiagrams(space.sides, variables(), [tested], limit);
    made.set(key, diagrams);
    return diagrams;
  };
  const tablesOf = ({ offers, withholds, prefers }: LoadedChannel) => [offers, withholds, prefers];
  return {
    model,
    space,
    limit,
    overlap: createOverlap(space),
    ofRequest: () =>
      once(
        "request",
        () => variablesOfRequest(space),
        model.compiled.steps.map(({ advice }) => advice),
      ),
    ofCandidates: (channel) =>
      once(`candidates ${channel.index}`, () => variablesOfCandidates(space, channel.id), tablesOf(channel)),
    ofChannel: (channel) =>
      once(`channel ${channel.index}`, () => variablesOfChannels(space, [channel.id]), tablesOf(channel)),
    ofCustomers: (channel) =>
      once(
        `customers ${channel.index}`,
        () => variablesOfChannels(space, [channel.id], customersOfChannel(space, channel)),
        tablesOf(channel),
      ),
    ofPair: (one, other) =>
      once(
        `pair ${one.index} ${other.index}`,
        () => variablesOfChannels(space, [one.id, other.id], customersOfPair(space, [one.id, other.id])),
        [...tablesOf(one), ...tablesOf(other)],
      ),
  };
}

/** The rules of a table, in the order in which they are considered. */
export function rulesOf(table: RuleTable): readonly LoadedRule[] {
  const rules = known.get(table) ?? [...new Set(table.clauses.map(({ owner }) => owner))];
  known.set(table, rules);
  return rules;
}

const known = new WeakMap<RuleTable, readonly LoadedRule[]>();
