import type { RuleEvent } from "../../values/events.js";
import { groupBy } from "../../values/group-by.js";
import type { CompiledRules } from "../compiled-rules.js";
import { type ClauseTable, createClauseTable, type Situation } from "./clause-table.js";
import { type Leaf, leavesOf, loadCondition, type NormalForm, type Truth, type TruthTable } from "./expression.js";
import { createVariable, type Variable } from "./variable.js";

/** A rule whose conditions are ready to be tested. */
export interface LoadedRule extends NormalForm {
  readonly name: string;
  readonly description: string | null;
  readonly priority: number;
  readonly event: RuleEvent;
}

/** The conditions of compiled rules, and the variables that they read. */
export interface Conditions {
  /** A situation has one class of each. */
  readonly variables: readonly Variable[];
  /** In the order in which rules are considered. */
  readonly rules: readonly LoadedRule[];
  /** In the order of the ruleset. */
  readonly promises: readonly NormalForm[];
  truthIn(situation: Situation): (leaf: Leaf) => Truth;
  /** The conjuncts of some conditions as bits, in their order. */
  tableOf<Owner extends NormalForm>(owners: readonly Owner[]): ClauseTable<Owner>;
  /** What some conditions can tell apart, variable by variable. Variables that they do not read are left out. */
  codesOf(owners: readonly NormalForm[]): readonly ClassCodes[];
}

export function loadConditions({
  variables: compiled,
  truthTables: texts,
  rules,
  promises,
}: Pick<CompiledRules, "variables" | "truthTables" | "rules" | "promises">): Conditions {
  const variables = compiled.map(createVariable);
  const truthTables = texts.map(readTruthTable);
  return {
    variables,
    rules: rules.map(({ name, description, priority, event, ...condition }) => ({
      name,
      description,
      priority,
      event,
      ...loadCondition(condition, variables, truthTables),
    })),
    promises: promises.map((condition) => loadCondition(condition, variables, truthTables)),
    truthIn:
      (situation) =>
      ({ variable, truths }) =>
        truths[situation[variable] as number] as Truth,
    tableOf: (owners) => createClauseTable(owners, variables),
    codesOf: (owners) =>
      codeClasses(owners.flatMap(({ expression }) => (expression === null ? [] : leavesOf(expression)))),
  };
}

/** A byte for each truth: conditions times classes are millions in a large ruleset. */
function readTruthTable(digits: string): TruthTable {
  const truths = new Uint8Array(digits.length);
  for (let index = 0; index < digits.length; index++) truths[index] = digits.charCodeAt(index) - 48;
  return truths as ArrayLike<number> as TruthTable;
}

/** What some conditions can tell apart of one variable: often far less than all conditions of a ruleset together. */
export interface ClassCodes {
  readonly variable: number;
  /** By class. Two classes have the same code exactly if none of the conditions tells them apart. */
  readonly codes: readonly number[];
  /** The number of codes; they are numbered from 0. */
  readonly count: number;
}

/** Gives the codes of every variable that the leaves read. */
function codeClasses(leaves: readonly Leaf[]): readonly ClassCodes[] {
  return [...groupBy(leaves, ({ variable }) => variable)].map(([variable, group]): ClassCodes => {
    const [{ truths: first }] = group;
    const distinct = new Set(group.map(({ truths }) => truths));
    let codes = new Int32Array(first.length);
    let count = 1;
    for (const truths of distinct) {
      if (count === codes.length) break;
      ({ codes, count } = refine(codes, count, truths));
    }
    return { variable, codes: [...codes], count };
  });
}

/** Splits the classes of one code by one more condition. Numbers throughout: texts of so many truths would fill the memory. */
function refine(codes: Int32Array<ArrayBuffer>, count: number, truths: TruthTable) {
  const renumbered = new Int32Array(count * TRUTHS).fill(-1);
  let next = 0;
  const refined = codes.map((code, each) => {
    const pair = code * TRUTHS + (truths[each] as number);
    if (renumbered[pair] === -1) renumbered[pair] = next++;
    return renumbered[pair] as number;
  });
  return { codes: refined, count: next };
}

const TRUTHS = 3;
