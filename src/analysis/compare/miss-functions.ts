import {
  type Conjunct,
  failedLeaves,
  type Leaf,
  type Literal,
  type Truth,
} from "../../runtime/conditions/expression.js";
import { codeOfFailure, rankOfFact } from "../../runtime/reasons/reason.js";
import { groupBy } from "../../values/group-by.js";
import { type Operation, prepare } from "../mdd/apply.js";
import { memoize } from "../mdd/memoize.js";
import { resultsOf } from "../mdd/paths.js";
import { FALSE, isTerminal, type Node, terminal, terminalValue } from "../mdd/store.js";
import type { Diagrams } from "../model/diagrams.js";
import { memoizeFor } from "../model/memoize-for.js";
import type { RulesetModel } from "../model/ruleset-model.js";
import type { Candidate } from "../model/variables.js";

/** How a conjunct misses: which facts fail, as far as reasons can tell. */
interface Miss {
  /** Orders misses, the nearest first: by how many facts fail, then by how soon they may pass. 0 if the conjunct holds. */
  readonly distance: number;
  /** Reason codes of what fails, sorted. */
  readonly codes: readonly string[];
}

/** Functions from situations to misses, for the conjuncts of offer rules. */
export interface MissFunctions {
  /** How far a conjunct is from holding for a candidate. Its terminals are misses; `TRUE` if the conjunct holds. */
  functionOf(conjunct: Conjunct, candidate: Candidate): Node;
  missOf(terminal: Node): Miss;
  /** One miss for several equally near ones: it has the codes of all. */
  join(terminals: readonly Node[]): Node;
  /** The nearest and the farthest that a function may still come to. */
  rangeOf(node: Node): { readonly nearest: number; readonly farthest: number };
}

export function createMissFunctions(diagrams: Diagrams): MissFunctions {
  const { sides, store, limit } = diagrams;
  const misses: Miss[] = [];
  const numbers = new Map<string, number>();

  function variablesOn({ side }: Candidate) {
    return (sides[side] as RulesetModel).compiled.conditions.variables;
  }

  function terminalOf(distance: number, codes: readonly string[]): Node {
    const sorted = [...new Set(codes)].sort();
    const key = `${distance} ${sorted}`;
    const number = numbers.get(key) ?? misses.push({ distance, codes: sorted });
    numbers.set(key, number);
    return terminal(number);
  }

  const missOf = (node: Node) => misses[terminalValue(node) - 1] as Miss;
  // The first miss is that of what holds, so its terminal is `TRUE`.
  const held = terminalOf(0, []);

  /** One miss for several, with the codes of all. `total` gives its distance. */
  function join(terminals: readonly Node[], total: Total): Node {
    if (terminals.length === 1) return terminals[0] as Node;
    const all = terminals.map(missOf);
    return terminalOf(
      total(...all.map(({ distance }) => distance)),
      all.flatMap(({ codes }) => codes),
    );
  }

  /** Joins the misses of the only function in each list. */
  const joining = (total: Total) => {
    const operation: Operation = {
      settle(lists) {
        // Millions of calls: `flat` takes four times as long.
        const open = lists.filter(([node]) => node !== held);
        if (open.length < 2) return open[0]?.[0] ?? held;
        if (!open.every(([node]) => isTerminal(node as Node))) return null;
        return join(
          open.map(([node]) => node as Node),
          total,
        );
      },
    };
    return prepare(store, operation, limit);
  };
  // All literals of `time` are one fact, and they read one variable of the diagrams. A fact that fails counts once.
  const [ofOneFact, ofAllFacts] = [joining(Math.max), joining(sum)];

  const missOfLiteral = memoizeFor(
    (literal: Literal) => [[literal]],
    ({ variable, expression }, candidate) => {
      const { fact = "", unknown } = variablesOn(candidate)[variable] ?? {};
      return diagrams.functionOf(variable, candidate, (each) => {
        const failed = failedLeaves(expression, ({ truths }: Leaf) => truths[each] as Truth);
        // Whether a report is too old or missing does not come from the rules, so both count as missing.
        const codes = failed.map((leaf) => codeOfFailure(leaf, each === unknown, "none"));
        return failed.length === 0 ? held : terminalOf(distanceOf(fact), codes);
      });
    },
  );

  return {
    functionOf: memoizeFor(
      (conjunct: Conjunct) => [conjunct],
      (conjunct, candidate) => {
        const byFact = groupBy(conjunct, ({ variable }) => variablesOn(candidate)[variable]?.fact);
        const parts = [...byFact.values()].map((literals) =>
          ofOneFact.apply(...literals.map((literal) => [missOfLiteral(literal, candidate)])),
        );
        // From the last variables on: then a step only goes through the classes of one fact.
        const fromLast = parts.sort((one, other) => store.levelOf(other) - store.levelOf(one));
        return fromLast.reduce((all, part) => ofAllFacts.apply([part], [all]), held);
      },
    ),
    missOf,
    join: (terminals) => join(terminals, Math.max),
    rangeOf: memoize((node) => {
      const distances = resultsOf(store, node).map((value) => missOf(terminal(value)).distance);
      return { nearest: Math.min(...distances), farthest: Math.max(...distances) };
    }),
  };
}

type Total = (...distances: number[]) => number;

function sum(...distances: readonly number[]): number {
  return distances.reduce((total, distance) => total + distance, 0);
}

/** One failing fact is nearer than two. Among as many, the slowest to pass decides, then how many are as slow. */
function distanceOf(fact: string): number {
  return 2 ** 40 + (WEIGHT_OF_RANK[rankOfFact(fact)] as number);
}

// INVARIANT: by rank; each weight exceeds the sum of all facts of the ranks before it: four facts of agents, one of hours, up to a hundred
// declared facts, two of languages, two of the request type.
const WEIGHT_OF_RANK: readonly number[] = [1, 8, 16, 2 ** 34, 2 ** 36];

/** Tries assignments at random, most of them near to some functions' best; null if none is a hit. */
type Sampler = (possible: Node, near: readonly Node[], isHit: (assignment: Int32Array) => boolean) => Int32Array | null;

/** The same samples for the same functions: a comparison gives the same answer each time. */
export function createSampler({ store }: Diagrams, { rangeOf }: MissFunctions): Sampler {
  let seed = 1;
  // Numerical Recipes' linear congruential generator (Press, Teukolsky, Vetterling and Flannery 1992).
  const below = (count: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * count);
  };
  return (possible, near, isHit) => {
    if (near.length === 0) return null;
    for (let count = 0; count < SAMPLES; count++) {
      const assignment = new Int32Array(store.sizes.length);
      let care = possible;
      let node = near[below(near.length)] as Node;
      for (const [level, size] of store.sizes.entries()) {
        const values = Array.from({ length: size }, (_, value) => value).filter(
          (value) => store.childOf(care, level, value) !== FALSE,
        );
        const nearestOf = (value: number) => rangeOf(store.childOf(node, level, value)).nearest;
        const nearest = Math.min(...values.map(nearestOf));
        const wanted = below(FAR_EVERY) === 0 ? values : values.filter((value) => nearestOf(value) === nearest);
        const value = wanted[below(wanted.length)] as number;
        assignment[level] = value;
        care = store.childOf(care, level, value);
        node = store.childOf(node, level, value);
      }
      if (isHit(assignment)) return assignment;
    }
    return null;
  };
}

const SAMPLES = 2000;
/** One variable in four is not chosen for nearness. */
const FAR_EVERY = 4;
