import type { Conjunct } from "../../runtime/conditions/expression.js";
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
  const once = (key: string, make: () => Diagrams) => {
    const diagrams = made.get(key) ?? make();
    made.set(key, diagrams);
    return diagrams;
  };
  const ofChannels = (channels: readonly string[], variables: readonly ModelVariable[]) =>
    diagramsOfChannels(space, channels, variables, limit);
  return {
    model,
    space,
    limit,
    overlap: createOverlap(space),
    ofRequest: () => once("request", () => diagramsOfRequest(space, limit)),
    ofCandidates: ({ id }) => once(`candidates ${id}`, () => ofChannels([id], variablesOfCandidates(space, id))),
    ofChannel: ({ id }) => once(`channel ${id}`, () => ofChannels([id], variablesOfChannels(space, [id]))),
    ofCustomers: (channel) =>
      once(`customers ${channel.id}`, () => {
        const customers = customersOfChannel(space, channel);
        return ofChannels([channel.id], variablesOfChannels(space, [channel.id], customers));
      }),
    ofPair: ({ id: one }, { id: other }) =>
      once(`pair ${one} ${other}`, () => {
        const customers = customersOfPair(space, [one, other]);
        return ofChannels([one, other], variablesOfChannels(space, [one, other], customers));
      }),
  };
}

/** Makes the diagrams for questions about steps. */
export function diagramsOfRequest(space: SituationSpace, limit: WorkLimit): Diagrams {
  const tested = space.sides.map(({ compiled }) => compiled.steps.flatMap(({ advice }) => conjunctsOf(advice)));
  return createDiagrams(space.sides, variablesOfRequest(space), tested, limit);
}

/** Makes the diagrams for questions about some channels, by id. */
export function diagramsOfChannels(
  space: SituationSpace,
  channels: readonly string[],
  variables: readonly ModelVariable[],
  limit: WorkLimit,
): Diagrams {
  const tested = space.sides.map(({ compiled }) =>
    channels
      .flatMap((channel) => compiled.channels.filter(({ id }) => id === channel))
      .flatMap(({ offers, withholds, prefers }) => [offers, withholds, prefers].flatMap(conjunctsOf)),
  );
  return createDiagrams(space.sides, variables, tested, limit);
}

function conjunctsOf({ clauses }: RuleTable): readonly Conjunct[] {
  return clauses.map(({ conjunct }) => conjunct);
}

/** The rules of a table, in the order in which they are considered. */
export function rulesOf(table: RuleTable): readonly LoadedRule[] {
  const rules = known.get(table) ?? [...new Set(table.clauses.map(({ owner }) => owner))];
  known.set(table, rules);
  return rules;
}

const known = new WeakMap<RuleTable, readonly LoadedRule[]>();
