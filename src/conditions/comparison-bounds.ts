import { locateIssues } from "../ruleset/checked-rulesets.js";
import type { Ruleset } from "../ruleset/document.js";
import { RulesetError } from "../ruleset/errors.js";
import { issueAt } from "../ruleset/issue.js";
import { quote } from "../ruleset/quote.js";
import { type Expression, type Leaf, leavesOf, readsOf } from "./expression.js";
import { countWays } from "./ways.js";

/** A rule or a promise as far as the work of compiling it goes. */
interface Comparing {
  readonly expression: Expression | null;
  /** How many channels or steps it names: each has a table, with its clauses in it. */
  readonly named: number;
}

/**
 * Refuses rules and promises whose comparisons multiply: every condition on a fact is decided for each class of that fact, so that ten
 * thousand conditions on ten thousand values would fill the memory. Throws {@link RulesetError}, which names the fact with the most of it.
 *
 * `classesOf` says how many classes the rules tell apart of what a leaf reads, *unknown* included.
 */
export function refuseMuchComparing(
  ruleset: Ruleset,
  owners: readonly Comparing[],
  classesOf: (leaf: Leaf) => number,
): void {
  const cellsOf = new Map<string, number>();
  const conditionsOf = new Map<string, number>();
  for (const { expression, named } of owners) {
    if (expression === null) continue;
    const leaves = leavesOf(expression);
    const classes = new Map(leaves.map((leaf) => [leaf.fact, classesOf(leaf)]));
    for (const { fact } of leaves) {
      conditionsOf.set(fact, (conditionsOf.get(fact) ?? 0) + 1);
      cellsOf.set(fact, (cellsOf.get(fact) ?? 0) + (classes.get(fact) ?? 0));
    }
    // What the channels' tables hold: a bit for each class of each fact of each way.
    const clauses = countWays(expression) * named;
    for (const [fact, count] of classes) cellsOf.set(fact, (cellsOf.get(fact) ?? 0) + clauses * count);
  }
  const all = [...cellsOf.values()].reduce((sum, cells) => sum + cells, 0);
  const [most] = [...cellsOf].sort(([, a], [, b]) => b - a);
  if (most !== undefined && all > MOST_COMPARISONS) {
    const [fact] = most;
    const problem = `the conditions compare too much: ${conditionsOf.get(fact) ?? 0} of them on ${quote(fact)} alone, each for every value that they name`;
    refuse(ruleset, problem, "name fewer values, or have the backend pass one fact that stands for many");
  }
  refuseLongLists(ruleset, owners);
}

/** json-rules-engine is asked about every item of a list, and goes through the list each time. */
function refuseLongLists(ruleset: Ruleset, owners: readonly Comparing[]): void {
  const lists = new Map<string, number>();
  const leaves = owners.flatMap(({ expression }) => (expression === null ? [] : leavesOf(expression)));
  for (const leaf of leaves) {
    if (!Array.isArray(leaf.value)) continue;
    lists.set(JSON.stringify([readsOf(leaf), leaf.written.operator, leaf.value]), leaf.value.length);
  }
  const work = [...lists.values()].reduce((sum, length) => sum + length * length, 0);
  if (work <= MOST_LIST_WORK) return;
  const problem = `the lists of ${lists.size} conditions are too long together`;
  refuse(ruleset, problem, "have the backend pass one fact that stands for many values");
}

/** Some bytes each while a router is made, and some ten nanoseconds. */
const MOST_COMPARISONS = 33_554_432;
/** Of items by the length of their lists: some hundred nanoseconds each. */
const MOST_LIST_WORK = 16_777_216;

function refuse(ruleset: Ruleset, problem: string, hint: string): never {
  throw new RulesetError(locateIssues(ruleset, [issueAt(["rules"], { code: "too-many-comparisons", problem, hint })]));
}
