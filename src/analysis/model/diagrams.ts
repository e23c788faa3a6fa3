import {
  type Conjunct,
  FAILS,
  HOLDS,
  type Literal,
  type NormalForm,
  type Truth,
  truthOf,
  UNKNOWN,
} from "../../runtime/conditions/expression.js";
import type { WorkLimit } from "../mdd/apply.js";
import { setOf } from "../mdd/cover.js";
import { cheapestAssignment, countAssignments } from "../mdd/paths.js";
import { createSets, type Selection, type Sets } from "../mdd/sets.js";
import { createStore, FALSE, type Node, type Store, TRUE } from "../mdd/store.js";
import type { RulesetModel } from "./ruleset-model.js";
import { ABSENT, type Candidate, type LanguageClass, type ModelVariable } from "./variables.js";

/** Decision diagrams over some variables: the rules of one ruleset, or of two, as sets of situations. */
export interface Diagrams {
  readonly sides: readonly RulesetModel[];
  /** By level. */
  readonly variables: readonly ModelVariable[];
  readonly store: Store;
  readonly sets: Sets;
  readonly limit: WorkLimit;
  /** For a question about the request alone: one class, in which each side has a candidate that stands for the request. */
  readonly languages: readonly LanguageClass[];
  /** The situations that can occur for customers of a language class: the agents of its pools are reported on, or nobody's are. */
  possible(language: LanguageClass): Node;
  /** The function that goes on with its own function for each language class. */
  byLanguage(nodeOf: (language: LanguageClass) => Node): Node;
  /** The possible situations that a question asks about. */
  selectByLanguage(question: Question): Node;
  /** Finds one of these situations without making their set; null if there is none. */
  findByLanguage(question: Question): Int32Array | null;
  /** The first situation that is found for some language class; null if there is none. */
  firstByLanguage(find: (language: LanguageClass) => Int32Array | null): Int32Array | null;
  /** The situations in which a variable has one of some classes. */
  having(variable: ModelVariable, has: (index: number) => boolean): Node;
  /** The situations of each conjunct of some conditions, for a candidate. */
  conjunctsOf(conditions: readonly NormalForm[], candidate: Candidate): readonly Node[];
  /** The function of a compiled variable that goes on with a node for each of its classes, for a candidate. */
  functionOf(variable: number, candidate: Candidate, nodeOf: (compiledClass: number) => Node): Node;
  /** The situations in which the truth of each literal is as wanted. */
  conjunctWith(conjunct: Conjunct, candidate: Candidate, isWanted: (truth: Truth, index: number) => boolean): Node;
  /** The levels in the order in which people read of them: the request type, facts as declared, languages, hours, agents. */
  readonly readingOrder: readonly number[];
  /** The cheapest situation of a set; null if it is empty. Without `costOf`, a class costs what its variable says. */
  cheapest(set: Node, costOf?: CostOfClass): Int32Array | null;
  /** How many situations a set has; above 2^53 not to the last digit. */
  count(set: Node): number;
}

/** Asks about some situations: those of any of these selections, for the customers of a language class. */
export type Question = (language: LanguageClass) => Iterable<Selection>;

/** What it costs a request to be in a class of a variable. */
type CostOfClass = (variable: ModelVariable, index: number) => number;

/** `tested` are the conjuncts that questions will be about, by side. They decide the order of the variables. */
export function createDiagrams(
  sides: readonly RulesetModel[],
  unordered: readonly ModelVariable[],
  tested: readonly (readonly Conjunct[])[],
  limit: WorkLimit,
): Diagrams {
  const variables = orderVariables(unordered, tested, haveOtherHours(sides, unordered));
  const store = createStore(variables.map(({ classes }) => classes.length));
  const sets = createSets(store, limit);
  const literals = new Map<Literal["expression"], Map<number, Node>>();
  const possible = new Map<number, Node>();
  const costs = new Map<CostOfClass, readonly (readonly number[])[]>();
  const languageLevel = variables.findIndex(({ kind }) => kind === "language");
  const language = variables[languageLevel];
  const languages = language?.kind === "language" ? language.classes : [requestAlone(sides)];
  const snapshotLevel = variables.findIndex(({ kind }) => kind === "snapshot");
  const snapshot = variables[snapshotLevel];
  const levelsOf = sides.map((_, side) => createLevelOf(variables, side));

  function functionOf(variable: number, candidate: Candidate, nodeOf: (compiledClass: number) => Node): Node {
    const { side, pool, classes } = candidate;
    const own = classes.get(variable);
    if (own !== undefined) return nodeOf(own);
    const level = levelsOf[side]?.(variable, pool) ?? -1;
    const tested = variables[level];
    if (tested === undefined || tested.kind === "language") throw new Error("a condition reads an unknown variable");
    const given = store.make(
      level,
      tested.classes.map(({ onSides }) => nodeOf(onSides[side]?.get(variable) as number)),
    );
    if (tested.kind !== "count" || snapshot?.kind !== "snapshot") return given;
    // A report that is recent enough for the other side only says nothing to this one.
    return store.make(
      snapshotLevel,
      snapshot.classes.map(({ sample, onSides }) => {
        const unknown = typeof sample === "object" ? onSides[side]?.get(variable) : undefined;
        return unknown === undefined ? given : nodeOf(unknown);
      }),
    );
  }

  const nodesOf = rememberFor(
    (condition: NormalForm) => condition.conjuncts,
    ({ conjuncts }, candidate) =>
      conjuncts.map((conjunct) =>
        sets.intersection(...conjunct.map((literal) => literalSet(literal, candidate, isHeld))),
      ),
  );

  /** The situations in which the truth of a literal is as wanted. */
  function literalSet(literal: Literal, candidate: Candidate, isWanted: (truth: Truth) => boolean): Node {
    const { variable, expression } = literal;
    const make = () =>
      functionOf(variable, candidate, (each) =>
        isWanted(truthOf(expression, ({ truths }) => truths[each] as Truth)) ? TRUE : FALSE,
      );
    // Candidates of one side share what does not depend on their language.
    if (candidate.classes.has(variable)) return make();
    const known = literals.get(expression) ?? new Map<number, Node>();
    literals.set(expression, known);
    const wanted = TRUTHS.reduce((bits: number, truth) => (isWanted(truth) ? bits | (1 << truth) : bits), 0);
    const key = ((candidate.pool * sides.length + candidate.side) << TRUTHS.length) | wanted;
    const set = known.get(key) ?? make();
    known.set(key, set);
    return set;
  }

  function makePossible(pools: number): Node {
    if (snapshotLevel < 0) return TRUE;
    const cubes = (pools === 0 ? [false] : [false, true]).map((isReported) =>
      variables.map((variable) => {
        const all = [...variable.classes.keys()];
        if (variable.kind === "snapshot")
          return all.filter((index) => (variable.classes[index]?.sample !== "none") === isReported);
        if (variable.kind !== "count") return all;
        return all.filter((index) => (index !== ABSENT) === (isReported && variable.pool < pools));
      }),
    );
    return sets.union(...cubes.map((cube) => setOf(store, cube)));
  }

  function possibleFor({ pools }: LanguageClass): Node {
    const set = possible.get(pools.length) ?? makePossible(pools.length);
    possible.set(pools.length, set);
    return set;
  }

  function within(language: LanguageClass, [none, ...lists]: Selection): Selection {
    return [none, [possibleFor(language)], ...lists];
  }

  function byLanguage(nodeOf: (language: LanguageClass) => Node): Node {
    return languageLevel < 0 ? nodeOf(languages[0] as LanguageClass) : store.make(languageLevel, languages.map(nodeOf));
  }

  function firstByLanguage(find: (language: LanguageClass) => Int32Array | null): Int32Array | null {
    for (const [index, each] of languages.entries()) {
      const found = find(each);
      if (found !== null && languageLevel >= 0) found[languageLevel] = index;
      if (found !== null) return found;
    }
    return null;
  }

  return {
    sides,
    variables,
    store,
    sets,
    limit,
    languages,
    possible: possibleFor,
    byLanguage,
    selectByLanguage: (question) =>
      byLanguage((each) =>
        sets.union(...Array.from(question(each), (selection) => sets.select(...within(each, selection)))),
      ),
    findByLanguage: (question) =>
      firstByLanguage((each) => {
        for (const selection of question(each)) {
          const found = sets.findSelected(...within(each, selection));
          if (found !== null) return found;
        }
        return null;
      }),
    firstByLanguage,
    having: (variable, has) => store.literal(variables.indexOf(variable), has),
    conjunctsOf: rememberFor(
      (conditions: readonly NormalForm[]) => conditions.flatMap((each) => each.conjuncts),
      (conditions, candidate) => conditions.flatMap((condition) => nodesOf(condition, candidate)),
    ),
    functionOf,
    conjunctWith: (conjunct, candidate, isWanted) =>
      sets.intersection(
        ...conjunct.map((literal, index) => literalSet(literal, candidate, (truth) => isWanted(truth, index))),
      ),
    readingOrder: unordered
      .toSorted((a, b) => READING_RANKS[a.kind] - READING_RANKS[b.kind])
      .map((variable) => variables.indexOf(variable)),
    cheapest(set, costOf = usualCost) {
      const known = costs.get(costOf) ?? variables.map((each) => each.classes.map((_, index) => costOf(each, index)));
      costs.set(costOf, known);
      return cheapestAssignment(
        store,
        set,
        (value) => value === 1,
        (level, index) => known[level]?.[index] ?? 0,
      );
    },
    count: (set) => countAssignments(store, set, (value) => value === 1),
  };
}

/** Remembers what is made of some conjuncts, for all candidates that they do not tell apart: most do not read the language. */
export function rememberFor<Key extends object, Result>(
  conjunctsOf: (key: Key) => readonly Conjunct[],
  make: (key: Key, candidate: Candidate) => Result,
): (key: Key, candidate: Candidate) => Result {
  const memory = new WeakMap<Key, { readonly reads: ReadonlySet<number>; readonly results: Map<string, Result> }>();
  return (key, candidate) => {
    const known = memory.get(key) ?? {
      reads: new Set(conjunctsOf(key).flatMap((conjunct) => conjunct.map(({ variable }) => variable))),
      results: new Map<string, Result>(),
    };
    memory.set(key, known);
    const { side, pool, classes } = candidate;
    const isRead = [...classes.keys()].some((variable) => known.reads.has(variable));
    const place = `${side} ${pool} ${isRead ? [...classes.values()] : ""}`;
    const result = known.results.get(place) ?? make(key, candidate);
    known.results.set(place, result);
    return result;
  };
}

function usualCost({ classes }: ModelVariable, index: number): number {
  return classes[index]?.cost ?? 0;
}

const TRUTHS: readonly Truth[] = [FAILS, HOLDS, UNKNOWN];

function isHeld(truth: Truth): boolean {
  return truth === HOLDS;
}

function requestAlone(sides: readonly RulesetModel[]): LanguageClass {
  const candidates = sides.map((_, side) => {
    return { side, channel: 0, pool: 0, usingFallbackLanguage: false, classes: new Map() };
  });
  return { sample: [], tags: [], cost: 0, candidates, pools: [] };
}

/** Finds the level that a variable of a side's conditions is read from, for a candidate with an agent pool. */
function createLevelOf(variables: readonly ModelVariable[], side: number) {
  const byPool: Map<number, number>[] = [];
  const shared = new Map<number, number>();
  for (const [level, variable] of variables.entries()) {
    if (variable.kind === "language" || variable.kind === "snapshot") continue;
    const levels = variable.kind === "count" ? (byPool[variable.pool] ?? new Map<number, number>()) : shared;
    if (variable.kind === "count") byPool[variable.pool] = levels;
    for (const { onSides } of variable.classes)
      for (const compiled of onSides[side]?.keys() ?? []) levels.set(compiled, level);
  }
  return (compiled: number, pool: number) => shared.get(compiled) ?? byPool[pool]?.get(compiled) ?? -1;
}

/** Whether a schedule has other hours on two sides. What an edit changes is then found by the hours first. */
function haveOtherHours(sides: readonly RulesetModel[], variables: readonly ModelVariable[]): boolean {
  const hours = variables.find((each) => each.kind === "hours");
  const [before, after] = sides.map(({ compiled }) => compiled.conditions.variables);
  if (hours?.kind !== "hours" || before === undefined || after === undefined) return false;
  return hours.classes.some(({ onSides: [one, other] }) =>
    [...(one ?? [])].some(([variable, state]) => {
      const schedule = before[variable]?.schedule;
      const same = [...(other?.keys() ?? [])].find((each) => after[each]?.schedule === schedule);
      return same !== undefined && other?.get(same) !== state;
    }),
  );
}

/**
 * Languages first: what is left then is one diagram for each class. Then the request's own variables, those that most conjuncts test most
 * narrowly for their size before others, since the order decides how large diagrams get. Hours and agents last: most is decided before.
 */
function orderVariables(
  variables: readonly ModelVariable[],
  tested: readonly (readonly Conjunct[])[],
  hoursFirst: boolean,
): ModelVariable[] {
  const rankOf = ({ kind }: ModelVariable) => (kind === "hours" && hoursFirst ? RANKS.language + 0.5 : RANKS[kind]);
  const weights = variables.map(() => 0);
  for (const [side, conjuncts] of tested.entries()) {
    const levelOf = createLevelOf(variables, side);
    const weighed = new Map<Literal["expression"], readonly [number, number]>();
    for (const literal of conjuncts.flat()) {
      const known = weighed.get(literal.expression) ?? weigh(literal, levelOf(literal.variable, 0), side);
      weighed.set(literal.expression, known);
      const [level, weight] = known;
      if (level >= 0) weights[level] = (weights[level] as number) + weight;
    }
  }
  return [...variables.keys()]
    .sort((a, b) => {
      const [one, other] = [variables[a], variables[b]] as [ModelVariable, ModelVariable];
      return (
        rankOf(one) - rankOf(other) ||
        (one.kind === "count" && other.kind === "count" ? one.pool - other.pool : 0) ||
        (weights[b] as number) - (weights[a] as number)
      );
    })
    .map((index) => variables[index] as ModelVariable);

  function weigh({ variable, expression }: Literal, level: number, side: number): readonly [number, number] {
    const tested = variables[level];
    if (tested === undefined || tested.kind === "language") return [-1, 0];
    const size = tested.classes.length;
    const held = tested.classes.filter(({ onSides }) => {
      const each = onSides[side]?.get(variable);
      return each !== undefined && truthOf(expression, ({ truths }) => truths[each] as Truth) === HOLDS;
    });
    return [level, size < 2 ? 0 : Math.log(size / Math.max(held.length, 0.5)) / Math.log(size)];
  }
}

const RANKS: Readonly<Record<ModelVariable["kind"], number>> = {
  language: 0,
  "request-type": 1,
  fact: 2,
  hours: 3,
  snapshot: 4,
  count: 5,
};

const READING_RANKS: typeof RANKS = { ...RANKS, language: RANKS.fact + 0.5 };
