import {
  type Conjunct,
  HOLDS,
  type Literal,
  type NormalForm,
  type Truth,
  truthOf,
} from "../../runtime/conditions/expression.js";
import type { WorkLimit } from "../mdd/apply.js";
import { setOf } from "../mdd/cover.js";
import { memoize } from "../mdd/memoize.js";
import { cheapestAssignment, countAssignments } from "../mdd/paths.js";
import { createSets, type Selection, type Sets } from "../mdd/sets.js";
import { createStore, FALSE, type Node, type Store, TRUE } from "../mdd/store.js";
import { memoizeFor } from "./memoize-for.js";
import type { RulesetModel } from "./ruleset-model.js";
import { createLevelOf, orderVariables, readingOrder } from "./variable-order.js";
import { ABSENT, type Candidate, type EntryAgeVariable, type LanguageClass, type ModelVariable } from "./variables.js";

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
  /** Negative for a question about the request alone. */
  readonly languageLevel: number;
  /** The situations that can occur for customers of a language class: the agents of its pools are reported on, or nobody's are. */
  possible(language: LanguageClass): Node;
  /** The function that goes on with its own function for each language class. */
  byLanguage(nodeOf: (language: LanguageClass) => Node): Node;
  /** The possible situations that a question asks about. */
  selectByLanguage(question: Question): Node;
  /** Finds one of these situations without making their set; null if there is none. */
  findByLanguage(question: Question): Int32Array | null;
  /** Whether there is any such situation. */
  isEver(question: Question): boolean;
  /** The first situation that is found for some language class; null if there is none. */
  firstByLanguage(find: (language: LanguageClass) => Int32Array | null): Int32Array | null;
  /** The situations in which every variable of a kind has one of some classes. */
  having<Kind extends ModelVariable["kind"]>(kind: Kind, has: HasClass<VariableOf<Kind>>): Node;
  /** The situations of each conjunct of some conditions, for a candidate. */
  conjunctsOf(conditions: readonly NormalForm[], candidate: Candidate): readonly Node[];
  /** The function of a compiled variable that goes on with a node for each of its classes, for a candidate. */
  functionOf(variable: number, candidate: Candidate, nodeOf: (compiledClass: number) => Node): Node;
  /** The situations in which the truth of each literal is as wanted, by its index. Each test is remembered: pass the same functions again. */
  conjunctWith(conjunct: Conjunct, candidate: Candidate, wantedAt: (index: number) => TruthTest): Node;
  /** The levels in the order in which people read of them. */
  readonly readingOrder: readonly number[];
  /** The cheapest situation of a set; null if it is empty. Without `costOf`, a class costs what its variable says. */
  cheapest(set: Node, costOf?: CostOfClass): Int32Array | null;
  /** How many situations a set has; above 2^53 not to the last digit. */
  count(set: Node): number;
}

/** Asks about the situations in any of these selections, for the customers of a language class. */
export type Question = (language: LanguageClass) => Iterable<Selection>;

type VariableOf<Kind> = Extract<ModelVariable, { readonly kind: Kind }>;

type HasClass<Variable extends ModelVariable> = (
  each: Variable["classes"][number],
  index: number,
  variable: Variable,
) => boolean;

/** A test of a literal's truth. */
export type TruthTest = (truth: Truth) => boolean;

/** What it costs a request to be in a class of a variable. */
type CostOfClass = (variable: ModelVariable, index: number) => number;

/** `tested` are the conjuncts that questions will be about, by side. They decide the order of the variables. */
export function createDiagrams(
  sides: readonly RulesetModel[],
  unordered: readonly ModelVariable[],
  tested: readonly (readonly Conjunct[])[],
  limit: WorkLimit,
): Diagrams {
  const variables = orderVariables(sides, unordered, tested);
  const store = createStore(variables.map(({ classes }) => classes.length));
  const sets = createSets(store, limit);
  const languageLevel = variables.findIndex(({ kind }) => kind === "language");
  const language = variables[languageLevel];
  const languages = language?.kind === "language" ? language.classes : [requestAlone(sides)];
  const snapshotLevel = variables.findIndex(({ kind }) => kind === "snapshot");
  const ageLevels = new Map(variables.flatMap((each, level) => (each.kind === "age" ? [[each.pool, level]] : [])));
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
    const age = tested.kind === "count" ? ageLevels.get(pool) : undefined;
    if (age === undefined) return given;
    // A report that is recent enough for the other side only says nothing to this one.
    return store.make(
      age,
      (variables[age] as EntryAgeVariable).classes.map(({ onSides }) => {
        const unknown = onSides[side]?.get(variable);
        return unknown === undefined ? given : nodeOf(unknown);
      }),
    );
  }

  const literalsOf = memoize((isWanted: TruthTest) =>
    memoizeFor(
      (literal: Literal) => [[literal]],
      ({ variable, expression }, candidate) =>
        functionOf(variable, candidate, (each) =>
          isWanted(truthOf(expression, ({ truths }) => truths[each] as Truth)) ? TRUE : FALSE,
        ),
    ),
  );

  function conjunctWith(conjunct: Conjunct, candidate: Candidate, wantedAt: (index: number) => TruthTest): Node {
    return sets.intersection(...conjunct.map((literal, index) => literalsOf(wantedAt(index))(literal, candidate)));
  }

  const nodesOf = memoizeFor(
    (condition: NormalForm) => condition.conjuncts,
    ({ conjuncts }, candidate) => conjuncts.map((conjunct) => conjunctWith(conjunct, candidate, () => isHeld)),
  );

  const possibleOf = memoize((pools: number): Node => {
    if (snapshotLevel < 0) return TRUE;
    const cubes = (pools === 0 ? [false] : [false, true]).map((isReported) =>
      variables.map((variable) => {
        const all = [...variable.classes.keys()];
        if (variable.kind === "snapshot")
          return all.filter((index) => (variable.classes[index]?.sample !== "none") === isReported);
        if (!("pool" in variable)) return all;
        return all.filter((index) => (index !== ABSENT) === (isReported && variable.pool < pools));
      }),
    );
    return sets.union(...cubes.map((cube) => setOf(store, cube)));
  });

  const possible = ({ pools }: LanguageClass) => possibleOf(pools.length);

  const costsOf = memoize((costOf: CostOfClass) =>
    variables.map((variable) => variable.classes.map((_, index) => costOf(variable, index))),
  );

  function within(language: LanguageClass, [none, ...lists]: Selection): Selection {
    return [none, [possible(language)], ...lists];
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

  const findByLanguage = (question: Question) =>
    firstByLanguage((each) => {
      for (const selection of question(each)) {
        const found = sets.findSelected(...within(each, selection));
        if (found !== null) return found;
      }
      return null;
    });

  return {
    sides,
    variables,
    store,
    sets,
    limit,
    languages,
    languageLevel,
    possible,
    byLanguage,
    selectByLanguage: (question) =>
      byLanguage((each) =>
        sets.union(...Array.from(question(each), (selection) => sets.select(...within(each, selection)))),
      ),
    findByLanguage,
    isEver: (question) => findByLanguage(question) !== null,
    firstByLanguage,
    having: (kind, has) =>
      sets.intersection(
        ...variables.flatMap((variable, level) => {
          if (variable.kind !== kind) return [];
          // The types do not say that the kind decides them all.
          return store.literal(level, (index) => has(variable.classes[index] as never, index, variable as never));
        }),
      ),
    conjunctsOf: memoizeFor(
      (conditions: readonly NormalForm[]) => conditions.flatMap((each) => each.conjuncts),
      (conditions, candidate) => conditions.flatMap((condition) => nodesOf(condition, candidate)),
    ),
    functionOf,
    conjunctWith,
    readingOrder: readingOrder(unordered, variables),
    cheapest(set, costOf = usualCost) {
      const costs = costsOf(costOf);
      return cheapestAssignment(
        store,
        set,
        (value) => value === 1,
        (level, index) => costs[level]?.[index] ?? 0,
      );
    },
    count: (set) => countAssignments(store, set, (value) => value === 1),
  };
}

function usualCost({ classes }: ModelVariable, index: number): number {
  return classes[index]?.cost ?? 0;
}

export function isHeld(truth: Truth): boolean {
  return truth === HOLDS;
}

function requestAlone(sides: readonly RulesetModel[]): LanguageClass {
  const candidates = sides.map((_, side) => {
    return { side, channel: 0, pool: 0, usingFallbackLanguage: false, classes: new Map() };
  });
  return { sample: [], tags: [], cost: 0, candidates, pools: [] };
}
