import {
  type Conjunct,
  HOLDS,
  type Literal,
  type NormalForm,
  type Truth,
  truthOf,
} from "../../runtime/conditions/expression.js";
import type { WorkLimit } from "../mdd/apply.js";
import { cheapestAssignment, countAssignments } from "../mdd/paths.js";
import { createSets, type Sets } from "../mdd/sets.js";
import { createStore, FALSE, type Node, type Store, TRUE } from "../mdd/store.js";
import type { RulesetModel } from "./ruleset-model.js";
import {
  ABSENT,
  type Candidate,
  type CompiledClasses,
  type CountVariable,
  type LanguageClass,
  type ModelVariable,
} from "./variables.js";

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
  /** The situations that can occur for customers of a language class. */
  possible(language: LanguageClass): Node;
  /** The function that goes on with its own function for each language class. */
  byLanguage(nodeOf: (language: LanguageClass) => Node): Node;
  /**
   * Finds a situation that is in some set of each list but the first, and in no set of the first; the lists are those of a language class.
   * Null if there is none.
   */
  findByLanguage(
    listsOf: (language: LanguageClass) => readonly [none: readonly Node[], ...(readonly Node[])[]],
  ): Int32Array | null;
  /** The situations in which a variable has one of some classes. */
  having(variable: ModelVariable, has: (index: number) => boolean): Node;
  /** The situations of each conjunct of some conditions, for a candidate. */
  conjunctsOf(conditions: readonly NormalForm[], candidate: Candidate): Node[];
  /** The situations in which the truth of each literal is as wanted. */
  conjunctWith(conjunct: Conjunct, candidate: Candidate, isWanted: (truth: Truth, index: number) => boolean): Node;
  /** The levels in the order in which people read of them: the request type, facts as declared, languages, hours, agents. */
  readonly readingOrder: readonly number[];
  /** The cheapest situation of a set; null if it is empty. */
  cheapest(set: Node): Int32Array | null;
  /** How many situations a set has; above 2^53 not to the last digit. */
  count(set: Node): number;
}

/** `tested` are the conjuncts that questions will be about, by side. They decide the order of the variables. */
export function createDiagrams(
  sides: readonly RulesetModel[],
  unordered: readonly ModelVariable[],
  tested: readonly (readonly Conjunct[])[],
  limit: WorkLimit,
): Diagrams {
  const variables = orderVariables(unordered, tested);
  const store = createStore(variables.map(({ classes }) => classes.length));
  const sets = createSets(store, limit);
  const literals = new Map<Literal["expression"], Map<number, Node>>();
  const conjuncts = new Map<Candidate, Map<NormalForm, readonly Node[]>>();
  const possible = new Map<LanguageClass, Node>();
  const languageLevel = variables.findIndex(({ kind }) => kind === "language");
  const language = variables[languageLevel];
  const languages = language?.kind === "language" ? language.classes : [requestAlone(sides)];
  const snapshotLevel = variables.findIndex(({ kind }) => kind === "snapshot");
  const levelsOf = sides.map((_, side) => createLevelOf(variables, side));

  function literalSet(literal: Literal, candidate: Candidate, isWanted: (truth: Truth) => boolean): Node {
    const { variable, expression } = literal;
    const truthIn = (classes: CompiledClasses | null | undefined): boolean => {
      const each = classes?.get(variable) as number;
      return isWanted(truthOf(expression, ({ truths }) => truths[each] as Truth));
    };
    if (candidate.classes.has(variable)) return truthIn(candidate.classes) ? TRUE : FALSE;
    const level = levelsOf[candidate.side]?.(variable, candidate.pool) ?? -1;
    const tested = variables[level];
    if (tested === undefined || tested.kind === "language") throw new Error("a condition reads an unknown variable");
    const given = store.literal(level, (each) => truthIn(tested.classes[each]?.onSides[candidate.side]));
    return tested.kind === "count" ? whileRecent(given, tested, candidate, truthIn) : given;
  }

  /** A report that is recent enough for the other side only says nothing to this one. */
  function whileRecent(
    given: Node,
    { classes }: CountVariable,
    { side }: Candidate,
    truthIn: (classes: CompiledClasses | null | undefined) => boolean,
  ): Node {
    const snapshot = variables[snapshotLevel];
    if (snapshot?.kind !== "snapshot") return given;
    const isAged = ({ sample, onSides }: (typeof snapshot.classes)[number]) =>
      typeof sample === "object" && (onSides[side]?.size ?? 0) > 0;
    const aged = store.literal(snapshotLevel, (each) =>
      isAged(snapshot.classes[each] as (typeof snapshot.classes)[number]),
    );
    if (aged === FALSE) return given;
    const recent = sets.difference(given, aged);
    return truthIn(classes[ABSENT]?.onSides[side]) ? sets.union(recent, aged) : recent;
  }

  function heldSet(literal: Literal, candidate: Candidate): Node {
    // Candidates of one side share what does not depend on their language.
    if (candidate.classes.has(literal.variable)) return literalSet(literal, candidate, isHeld);
    const byPool = literals.get(literal.expression) ?? new Map<number, Node>();
    literals.set(literal.expression, byPool);
    const key = candidate.pool * sides.length + candidate.side;
    const set = byPool.get(key) ?? literalSet(literal, candidate, isHeld);
    byPool.set(key, set);
    return set;
  }

  function makePossible({ pools }: LanguageClass): Node {
    const snapshot = variables[snapshotLevel];
    if (snapshot?.kind !== "snapshot") return TRUE;
    const reported = (isReported: boolean) =>
      sets.intersection(
        ...variables.flatMap((each, level) =>
          each.kind === "count"
            ? store.literal(level, (index) => (index !== ABSENT) === (isReported && each.pool < pools.length))
            : [],
        ),
      );
    const isReport = (index: number) => snapshot.classes[index]?.sample !== "none";
    const report = store.literal(snapshotLevel, (index) => isReport(index) && pools.length > 0);
    const none = store.literal(snapshotLevel, (index) => !isReport(index));
    return sets.union(sets.intersection(none, reported(false)), sets.intersection(report, reported(true)));
  }

  return {
    sides,
    variables,
    store,
    sets,
    limit,
    languages,
    possible(each) {
      const set = possible.get(each) ?? makePossible(each);
      possible.set(each, set);
      return set;
    },
    byLanguage: (nodeOf) =>
      languageLevel < 0 ? nodeOf(languages[0] as LanguageClass) : store.make(languageLevel, languages.map(nodeOf)),
    findByLanguage(listsOf) {
      for (const [index, each] of languages.entries()) {
        const found = sets.findSelected(...listsOf(each));
        if (found !== null && languageLevel >= 0) found[languageLevel] = index;
        if (found !== null) return found;
      }
      return null;
    },
    having: (variable, has) => store.literal(variables.indexOf(variable), has),
    conjunctsOf(conditions, candidate) {
      const known = conjuncts.get(candidate) ?? new Map<NormalForm, readonly Node[]>();
      conjuncts.set(candidate, known);
      return conditions.flatMap((condition) => {
        const nodes =
          known.get(condition) ??
          condition.conjuncts.map((conjunct) =>
            sets.intersection(...conjunct.map((literal) => heldSet(literal, candidate))),
          );
        known.set(condition, nodes);
        return nodes;
      });
    },
    conjunctWith: (conjunct, candidate, isWanted) =>
      sets.intersection(
        ...conjunct.map((literal, index) => literalSet(literal, candidate, (truth) => isWanted(truth, index))),
      ),
    readingOrder: unordered
      .toSorted((a, b) => READING_RANKS[a.kind] - READING_RANKS[b.kind])
      .map((variable) => variables.indexOf(variable)),
    cheapest: (set) =>
      cheapestAssignment(
        store,
        set,
        (value) => value === 1,
        (level, index) => variables[level]?.classes[index]?.cost ?? 0,
      ),
    count: (set) => countAssignments(store, set, (value) => value === 1),
  };
}

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

/**
 * Languages first: what is left then is one diagram for each class. Then the request's own variables, those that most conjuncts test most
 * narrowly for their size before others, since the order decides how large diagrams get. Hours and agents last: most is decided before.
 */
function orderVariables(
  variables: readonly ModelVariable[],
  tested: readonly (readonly Conjunct[])[],
): ModelVariable[] {
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
        RANKS[one.kind] - RANKS[other.kind] ||
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
