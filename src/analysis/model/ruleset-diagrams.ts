import { type Conjunct, HOLDS, type NormalForm, type Truth, truthOf } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel, RuleTable } from "../../runtime/load-rules.js";
import type { WorkLimit } from "../mdd/apply.js";
import { memoize, once } from "../mdd/memoize.js";
import { createDiagrams, type Diagrams } from "./diagrams.js";
import { type CustomerLanguages, candidateVariable, languageVariable } from "./language-variable.js";
import type { RulesetModel } from "./ruleset-model.js";
import {
  customersOfChannel,
  customersOfPair,
  type SituationSpace,
  variablesOfRequest,
  variablesWith,
} from "./situation-space.js";
import type { LanguageVariable } from "./variables.js";

/** The diagrams of one ruleset for different questions, each made on first use. */
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
  const ofChannels = (channels: readonly string[], customers: readonly CustomerLanguages[]) =>
    diagramsOfChannels(space, channels, customers, limit);
  const ofPair = memoize((one: LoadedChannel) =>
    memoize((other: LoadedChannel) => {
      const ids = [one.id, other.id] as const;
      return ofChannels(ids, customersOfPair(space, ids));
    }),
  );
  return {
    model,
    space,
    limit,
    overlap: createOverlap(space),
    ofRequest: once(() => diagramsOfRequest(space, limit)),
    ofCandidates: memoize(({ id }) => {
      const languages = candidateVariable(languageVariable(space.sides, space.customers, [id]));
      return diagramsFor(space, [id], languages, limit);
    }),
    ofChannel: memoize(({ id }) => ofChannels([id], space.customers)),
    ofCustomers: memoize((channel) => ofChannels([channel.id], customersOfChannel(space, channel))),
    ofPair: (one, other) => ofPair(one)(other),
  };
}

/** Makes the diagrams for questions about steps. */
export function diagramsOfRequest(space: SituationSpace, limit: WorkLimit): Diagrams {
  const tested = space.sides.map(({ compiled }) => compiled.steps.flatMap(({ advice }) => conjunctsOf(advice)));
  return createDiagrams(space.sides, variablesOfRequest(space), tested, limit);
}

/** Makes the diagrams for questions about some channels, by id, for customers with these languages. */
export function diagramsOfChannels(
  space: SituationSpace,
  channels: readonly string[],
  customers: readonly CustomerLanguages[],
  limit: WorkLimit,
): Diagrams {
  return diagramsFor(space, channels, languageVariable(space.sides, customers, channels), limit);
}

function diagramsFor(
  space: SituationSpace,
  channels: readonly string[],
  languages: LanguageVariable,
  limit: WorkLimit,
): Diagrams {
  const tested = space.sides.map(({ compiled }) =>
    compiled.channels
      .filter(({ id }) => channels.includes(id))
      .flatMap(({ offers, withholds, prefers }) => [offers, withholds, prefers].flatMap(conjunctsOf)),
  );
  return createDiagrams(space.sides, variablesWith(space, languages), tested, limit);
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

/** Whether two conditions can hold for the same request, as far as each variable by itself tells: for the same candidate or for two. */
type Overlap = (one: NormalForm, other: NormalForm) => boolean;

/**
 * Compares conditions of one ruleset by the classes that they allow for the request and its hours.
 *
 * What matters only while a condition holds can be asked of the conditions that overlap it: far fewer than all.
 */
function createOverlap({ request, hours }: SituationSpace): Overlap {
  const variables = [...request, hours];
  // A cube is a bit for each class of each variable, 32 to a word, each variable with words of its own.
  const starts = [0];
  for (const { classes } of variables) starts.push((starts.at(-1) as number) + Math.ceil(classes.length / 32));
  const placeOf = new Map(
    variables.flatMap(({ classes }, place) =>
      classes.flatMap(({ onSides: [own] }) => [...(own?.keys() ?? [])].map((compiled) => [compiled, place] as const)),
    ),
  );
  function cubeOf(conjunct: Conjunct): Int32Array {
    const cube = new Int32Array(starts.at(-1) as number);
    for (const [place, { classes }] of variables.entries()) {
      // Candidates differ in all variables that have no place.
      const literals = conjunct.filter(({ variable }) => placeOf.get(variable) === place);
      for (const [index, { onSides }] of classes.entries()) {
        const isHeld = literals.every(({ variable, expression }) => {
          const each = onSides[0]?.get(variable) as number;
          return truthOf(expression, ({ truths }) => truths[each] as Truth) === HOLDS;
        });
        const word = (starts[place] as number) + (index >>> 5);
        if (isHeld) cube[word] = (cube[word] as number) | (1 << (index & 31));
      }
    }
    return cube;
  }

  const cubesOf = memoize((condition: NormalForm) => condition.conjuncts.map(cubeOf));

  function doMeet(one: Int32Array, other: Int32Array): boolean {
    for (let place = 0; place < variables.length; place++) {
      let shared = 0;
      for (let word = starts[place] as number; word < (starts[place + 1] as number); word++)
        shared |= (one[word] as number) & (other[word] as number);
      if (shared === 0) return false;
    }
    return true;
  }

  return (one, other) => cubesOf(one).some((cube) => cubesOf(other).some((each) => doMeet(cube, each)));
}
