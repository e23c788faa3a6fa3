import { openingsAWeek } from "../../ruleset/check/schedules.js";
import { locateIssues } from "../../ruleset/checked-rulesets.js";
import { partsOf } from "../../ruleset/condition-tree.js";
import type { Condition, PromiseStatement, Rule, Ruleset, Schedule } from "../../ruleset/document.js";
import { baseOf } from "../../ruleset/schedules.js";
import type { CompiledRules } from "../../runtime/compiled-rules.js";
import { leavesOf } from "../../runtime/conditions/expression.js";
import { boundedCache } from "../../values/bounded-cache.js";
import { RulesetError } from "../../values/errors.js";
import { tablesOfEvent } from "../../values/events.js";
import { type Issue, issueAt, type Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { countConjuncts } from "./conjuncts.js";
import { readsOf, type SourceExpression, type SourceLeaf, toExpression } from "./expression.js";

/** The condition of a rule or a promise, and where it stands. */
export interface OwnedCondition {
  readonly who: string;
  readonly path: Path;
  readonly condition: Condition | undefined;
  /** The remedy if it is too large. */
  readonly hint: string;
  /** The names of the clause tables that contain it. */
  readonly tables: readonly string[];
}

/** `index` is its index in the ruleset. */
export function conditionOfRule({ name, conditions, event }: Rule, index: number): OwnedCondition {
  const path = ["rules", index, "conditions"];
  const hint = "split it into several rules";
  return { who: `rule \`${name}\``, path, condition: conditions, hint, tables: tablesOfEvent(event) };
}

/** `index` is its place in the ruleset. */
export function conditionOfPromise(promise: PromiseStatement, index: number): OwnedCondition {
  const { name, when, never = [], always = [], neverSteps = [], alwaysSteps = [] } = promise;
  const tables = [...never, ...always, ...neverSteps, ...alwaysSteps].map((named) => `promise ${named}`);
  const path = ["promises", index, "when"];
  return { who: `promise \`${name}\``, path, condition: when, hint: "split it into several promises", tables };
}

/**
 * Refuses conditions that named conditions make huge: each may use the next one twice, which doubles the size at every step.
 *
 * Throws {@link RulesetError}. Looks at each named condition once.
 */
export function refuseManyConditions(ruleset: Ruleset, owned: readonly OwnedCondition[]): void {
  const sizeOfNamed = boundedCache(Infinity, (name: string) => sizeOf(ruleset.conditions?.[name] as Condition));
  function sizeOf(condition: Condition): number {
    const { leaves, references } = partsOf(condition, []);
    return leaves.length + sum(references.map(({ node }) => sizeOfNamed(node.condition)));
  }

  const sizes = owned.map(({ condition }) => (condition === undefined ? 0 : sizeOf(condition)));
  refuse(
    ruleset,
    owned.flatMap(({ who, path, hint }, index) => {
      const size = sizes[index] as number;
      if (size <= MAX_CONDITIONS_OF_A_RULE) return [];
      const problem = `${who}: following its named conditions gives ${size} conditions, more than ${MAX_CONDITIONS_OF_A_RULE}`;
      return issueAt(path, { code: "too-many-conditions", problem, hint });
    }),
  );
  const total = sum(sizes);
  if (total <= MAX_CONDITIONS_OF_A_RULESET) return;
  const problem = `following its named conditions, the ruleset has ${total} conditions, more than ${MAX_CONDITIONS_OF_A_RULESET}`;
  refuse(ruleset, [
    issueAt(["rules"], { code: "too-many-conditions", problem, hint: "refer to fewer of them in each rule" }),
  ]);
}

/** A condition with its references resolved, and the size of the work to compile it. */
export interface ConditionWork extends OwnedCondition {
  /** Null if it always holds. */
  readonly expression: SourceExpression | null;
  readonly leaves: readonly SourceLeaf[];
  /** By what they read: for `time`, each schedule separately. */
  readonly reads: ReadonlyMap<string, SourceLeaf>;
  /** How many ways it has to hold. */
  readonly clauses: number;
}

export function workOf(owned: OwnedCondition, named: Ruleset["conditions"] = {}): ConditionWork {
  const expression = owned.condition === undefined ? null : toExpression(owned.condition, named);
  const leaves = expression === null ? [] : leavesOf(expression);
  const clauses = expression === null ? 1 : countConjuncts(expression, readsOf);
  return { ...owned, expression, leaves, reads: new Map(leaves.map((leaf) => [readsOf(leaf), leaf])), clauses };
}

/** Refuses conditions whose `any` lists multiply. Throws {@link RulesetError} with the count of each. */
export function refuseManyWays(ruleset: Ruleset, works: readonly ConditionWork[]): void {
  refuse(
    ruleset,
    works.flatMap(({ who, path, hint, clauses }) => {
      if (clauses <= MAX_WAYS_OF_A_RULE) return [];
      const problem = `${who}: its \`any\` lists multiply to ${clauses} ways to hold, more than ${MAX_WAYS_OF_A_RULE}`;
      return issueAt(path, { code: "too-many-ways", problem, hint });
    }),
  );
  const total = sum(works.map(({ clauses }) => clauses));
  if (total <= MAX_WAYS_OF_A_RULESET) return;
  const who = works.some(({ path }) => path[0] === "promises") ? "the rules and promises" : "the rules";
  const problem = `${who} together have ${total} ways to hold, more than ${MAX_WAYS_OF_A_RULESET}`;
  refuse(ruleset, [issueAt(["rules"], { code: "too-many-ways", problem, hint: "use fewer `any` lists inside `all`" })]);
}

const MAX_CONDITIONS_OF_A_RULE = 10_000;
const MAX_CONDITIONS_OF_A_RULESET = 500_000;
const MAX_WAYS_OF_A_RULE = 4096;
const MAX_WAYS_OF_A_RULESET = 262_144;

function refuse(ruleset: Ruleset, issues: readonly Issue[]): void {
  if (issues.length > 0) throw new RulesetError(locateIssues(ruleset, issues));
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/**
 * Refuses rules and promises whose comparisons multiply: every condition on a fact is decided for each class of that fact, so ten thousand
 * conditions on ten thousand values would fill the memory. Throws {@link RulesetError}, which names the fact with the most comparisons.
 *
 * `classesOf` gives the number of classes of the variable that a leaf reads, *unknown* included.
 */
export function refuseMuchComparing(
  ruleset: Ruleset,
  works: readonly ConditionWork[],
  classesOf: (leaf: SourceLeaf) => number,
): void {
  refuseManyTerms(ruleset, works);
  const cellsOf = new Map<string, number>();
  const add = (fact: string, cells: number) => cellsOf.set(fact, (cellsOf.get(fact) ?? 0) + cells);
  for (const { leaves, reads, clauses, tables } of works) {
    for (const leaf of leaves) add(leaf.fact, classesOf(leaf));
    // The tables are made from each class of each fact of each conjunct.
    for (const leaf of reads.values()) add(leaf.fact, clauses * tables.length * classesOf(leaf));
  }
  if (sum(cellsOf.values()) > MAX_COMPARISONS || sum(bitsOfTables(works, classesOf)) > MAX_BITS) {
    const [[fact]] = [...cellsOf].sort(([, a], [, b]) => b - a) as [[string, number]];
    const conditions = sum(works.map(({ leaves }) => leaves.filter((leaf) => leaf.fact === fact).length));
    const problem = `the conditions compare too much: ${conditions} of them on ${quote(fact)} alone, each for every value that they name`;
    refuseComparing(ruleset, problem, "name fewer values, or have the backend pass one fact that stands for many");
  }
  refuseLongLists(ruleset, works);
}

/** A conjunct has at most one literal for each variable of its rule. A reason for a withheld channel looks at all of them. */
function refuseManyTerms(ruleset: Ruleset, works: readonly ConditionWork[]): void {
  const termsOf = ({ clauses, reads, tables }: ConditionWork) => clauses * reads.size * tables.length;
  const [most] = works.toSorted((a, b) => termsOf(b) - termsOf(a));
  if (most === undefined || sum(works.map(termsOf)) <= MAX_TERMS) return;
  const { who, path, clauses, reads, tables } = most;
  const problem = `${who}: ${clauses} ways to hold, that read ${reads.size} things for ${tables.length} channels or steps, multiply to ${termsOf(most)}; all together may come to ${MAX_TERMS}`;
  refuse(ruleset, [issueAt(path, { code: "too-many-ways", problem, hint: "use fewer `any` lists inside `all`" })]);
}

/** A table has a bit for each of its clauses, in each class of each variable that any of them reads. */
function bitsOfTables(works: readonly ConditionWork[], classesOf: (leaf: SourceLeaf) => number): number[] {
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

/** json-rules-engine is asked about every item of a list, and searches the list each time. */
function refuseLongLists(ruleset: Ruleset, works: readonly ConditionWork[]): void {
  const lists = new Map<string, number>();
  for (const { leaves } of works) {
    for (const leaf of leaves) {
      if (!Array.isArray(leaf.value)) continue;
      lists.set(JSON.stringify([readsOf(leaf), leaf.written.operator, leaf.value]), leaf.value.length);
    }
  }
  const work = sum([...lists.values()].map((length) => length * length));
  if (work <= MAX_LIST_WORK) return;
  const problem = `the lists of ${lists.size} conditions are too long together`;
  refuseComparing(ruleset, problem, "have the backend pass one fact that stands for many values");
}

/** Each costs up to a microsecond, once for all requests of one situation. */
const MAX_TERMS = 1_048_576;
/** Each costs some bytes while a router is made, and some ten nanoseconds. */
const MAX_COMPARISONS = 33_554_432;
/** 128 MiB. */
const MAX_BITS = 1_073_741_824;
/** Items times the length of their list, some hundred nanoseconds each. */
const MAX_LIST_WORK = 16_777_216;

function refuseComparing(ruleset: Ruleset, problem: string, hint: string): void {
  refuse(ruleset, [issueAt(["rules"], { code: "too-many-comparisons", problem, hint })]);
}

/**
 * Refuses channels with too many hours to follow: at every change of any schedule within 400 days, deciding looks at all schedules that the
 * channel's rules read. Throws {@link RulesetError}.
 */
export function refuseManyHours(
  document: Ruleset,
  { variables, rules }: Pick<CompiledRules, "variables" | "rules">,
): void {
  const { schedules = {} } = document;
  const openings = variables.map((variable) =>
    variable.kind === "hours" ? openingsAWeek(baseOf(schedules[variable.id] as Schedule, schedules)) : 0,
  );
  const issues = document.channels.flatMap(({ id }, index): Issue[] => {
    const read = new Set(
      rules
        .filter(({ event }) => event.type !== "advise" && event.params.channels.includes(id))
        .flatMap(({ leaves }) => leaves.map(({ variable }) => variable)),
    );
    const schedules = [...read].filter((variable) => variables[variable]?.kind === "hours");
    const together = sum(schedules.map((variable) => openings[variable] as number));
    if (schedules.length * together <= MAX_LOOKS) return [];
    const problem = `channel ${quote(id)}: its rules look at ${schedules.length} schedules, which open ${together} times a week together`;
    return [issueAt(["channels", index], { code: "too-many", problem, hint: "join schedules that say the same" })];
  });
  refuse(document, issues);
}

/** Openings a week by schedules: some two seconds for the slowest decision. */
const MAX_LOOKS = 1_000_000;
