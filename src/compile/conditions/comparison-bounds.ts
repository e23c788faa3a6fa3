import { locateIssues } from "../../ruleset/checked-rulesets.js";
import type { Ruleset } from "../../ruleset/document.js";
import { leavesOf } from "../../runtime/conditions/expression.js";
import { RulesetError } from "../../values/errors.js";
import { issueAt } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { countConjuncts } from "./conjuncts.js";
import { readsOf, type SourceExpression, type SourceLeaf } from "./expression.js";
import type { OwnedConditions } from "./work-bounds.js";

/** A rule or a promise, with the size of the work to compile it. */
interface Comparing extends OwnedConditions {
  readonly expression: SourceExpression | null;
  /** The names of the clause tables that contain it. */
  readonly tables: readonly string[];
}

/**
 * Refuses rules and promises whose comparisons multiply: every condition on a fact is decided for each class of that fact, so ten thousand
 * conditions on ten thousand values would fill the memory. Throws {@link RulesetError}, which names the fact with the most comparisons.
 *
 * `classesOf` gives the number of classes of the variable that a leaf reads, *unknown* included.
 */
export function refuseMuchComparing(
  ruleset: Ruleset,
  owners: readonly Comparing[],
  classesOf: (leaf: SourceLeaf) => number,
): void {
  const works = owners.map(workOf);
  refuseManyTerms(ruleset, works);
  const cellsOf = new Map<string, number>();
  const add = (fact: string, cells: number) => cellsOf.set(fact, (cellsOf.get(fact) ?? 0) + cells);
  for (const { leaves, reads, clauses, tables } of works) {
    for (const leaf of leaves) add(leaf.fact, classesOf(leaf));
    // The tables are made from each class of each fact of each conjunct.
    for (const leaf of reads.values()) add(leaf.fact, clauses * tables.length * classesOf(leaf));
  }
  if (sum(cellsOf.values()) > MOST_COMPARISONS || sum(bitsOfTables(works, classesOf)) > MOST_BITS)
    refuse(ruleset, muchOf(cellsOf, works), FEWER);
  refuseLongLists(ruleset, works);
}

interface Work extends Comparing {
  readonly leaves: readonly SourceLeaf[];
  /** By what they read: for `time`, each schedule separately. */
  readonly reads: ReadonlyMap<string, SourceLeaf>;
  readonly clauses: number;
}

function workOf(owner: Comparing): Work {
  const { expression } = owner;
  const leaves = expression === null ? [] : leavesOf(expression);
  const clauses = expression === null ? 1 : countConjuncts(expression, readsOf);
  return { ...owner, leaves, reads: new Map(leaves.map((leaf) => [readsOf(leaf), leaf])), clauses };
}

/** A conjunct has at most one literal for each variable of its rule. A reason for a withheld channel looks at all of them. */
function refuseManyTerms(ruleset: Ruleset, works: readonly Work[]): void {
  const termsOf = ({ clauses, reads, tables }: Work) => clauses * reads.size * tables.length;
  const [most] = works.toSorted((a, b) => termsOf(b) - termsOf(a));
  if (most === undefined || sum(works.map(termsOf)) <= MOST_TERMS) return;
  const { who, path, clauses, reads, tables } = most;
  const problem = `${who}: ${clauses} ways to hold, that read ${reads.size} things for ${tables.length} channels or steps, multiply to ${termsOf(most)}; all together may come to ${MOST_TERMS}`;
  const issue = issueAt(path, { code: "too-many-ways", problem, hint: "use fewer `any` lists inside `all`" });
  throw new RulesetError(locateIssues(ruleset, [issue]));
}

/** A table has a bit for each of its clauses, in each class of each variable that any of them reads. */
function bitsOfTables(works: readonly Work[], classesOf: (leaf: SourceLeaf) => number): number[] {
  const all = new Map<string, { clauses: number; readonly classes: Map<string, number> }>();
  for (const { reads, clauses, tables } of works) {
    for (const name of tables) {
      const table = all.get(name) ?? { clauses: 0, classes: new Map() };
      table.clauses += clauses;
      for (const [read, leaf] of reads) if (!table.classes.has(read)) table.classes.set(read, classesOf(leaf));
      all.set(name, table);
    }
  }
  return [...all.values()].map(({ clauses, classes }) => clauses * sum(classes.values()));
}

function muchOf(cellsOf: ReadonlyMap<string, number>, works: readonly Work[]): string {
  const [[fact]] = [...cellsOf].sort(([, a], [, b]) => b - a) as [[string, number]];
  const conditions = sum(works.map(({ leaves }) => leaves.filter((leaf) => leaf.fact === fact).length));
  return `the conditions compare too much: ${conditions} of them on ${quote(fact)} alone, each for every value that they name`;
}

const FEWER = "name fewer values, or have the backend pass one fact that stands for many";

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** json-rules-engine is asked about every item of a list, and searches the list each time. */
function refuseLongLists(ruleset: Ruleset, works: readonly Work[]): void {
  const lists = new Map<string, number>();
  for (const { leaves } of works) {
    for (const leaf of leaves) {
      if (!Array.isArray(leaf.value)) continue;
      lists.set(JSON.stringify([readsOf(leaf), leaf.written.operator, leaf.value]), leaf.value.length);
    }
  }
  const work = sum([...lists.values()].map((length) => length * length));
  if (work <= MOST_LIST_WORK) return;
  const problem = `the lists of ${lists.size} conditions are too long together`;
  refuse(ruleset, problem, "have the backend pass one fact that stands for many values");
}

/** Each costs up to a microsecond, once for all requests of one situation. */
const MOST_TERMS = 1_048_576;
/** Each costs some bytes while a router is made, and some ten nanoseconds. */
const MOST_COMPARISONS = 33_554_432;
/** 128 MiB. */
const MOST_BITS = 1_073_741_824;
/** Items times the length of their list, some hundred nanoseconds each. */
const MOST_LIST_WORK = 16_777_216;

function refuse(ruleset: Ruleset, problem: string, hint: string): never {
  throw new RulesetError(locateIssues(ruleset, [issueAt(["rules"], { code: "too-many-comparisons", problem, hint })]));
}
