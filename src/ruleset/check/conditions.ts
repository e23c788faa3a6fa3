import { type DeclaredFact, isRequired, misfitOf } from "../../values/declared-fact.js";
import { BUILT_IN_FACTS, type BuiltInFact, type ConditionValue } from "../../values/facts.js";
import type { Path } from "../../values/issue.js";
import { COMPARISON, EQUALITY, isOperator, MEMBERSHIP, OPERATORS, type Operator } from "../../values/operators.js";
import { quote, quoteList } from "../../values/quote.js";
import { didYouMean, synonymsFrom } from "../../values/suggest.js";
import { partsOf } from "../condition-tree.js";
import type { FactCondition, RulesetDocument } from "../document.js";
import { type Finding, findInEach } from "../finding.js";
import { describeJson } from "../shape/shape-problems.js";
import type { Known, ShapedRuleset } from "../shape/shaped.js";
import { repairOf } from "./declared-facts.js";
import { checkServedTag } from "./languages.js";
import { checkReference, checkRepeats } from "./references.js";

/** A fact that conditions can read: built in, or declared by the ruleset. */
export interface Fact extends Pick<BuiltInFact, "name" | "type" | "of" | "operators"> {
  /** The declaration; null for a built-in fact. */
  readonly declared: DeclaredFact | null;
}

/** Checks each leaf and each reference of all conditions by itself. */
export function checkConditions(shaped: ShapedRuleset): Finding[] {
  const roots = [
    ...shaped.conditions.map(({ path, value }) => ({ path, condition: value })),
    ...shaped.rules.map(({ path, value }) => ({ path: [...path, "conditions"], condition: value.conditions })),
    ...shaped.promises.map(({ path, value }) => ({ path: [...path, "when"], condition: value.when })),
  ];
  const facts = Object.fromEntries(shaped.facts.map(({ key, value }) => [key, value]));
  return findInEach(roots, ({ path, condition }) => {
    if (condition === undefined) return [];
    const { leaves, references } = partsOf(condition, path);
    return [
      ...findInEach(leaves, (leaf) =>
        checkFactCondition(shaped.known, factOf(leaf.node.fact, { facts }), leaf.node, leaf.path),
      ),
      ...findInEach(references, (part) =>
        checkReference(shaped.known, "conditions", part.node.condition, [...part.path, "condition"]),
      ),
    ];
  });
}

/** Checks one leaf: its operator must fit its fact, and its value must fit both. `fact` is null if it is unknown or unreadable. */
function checkFactCondition(known: Known, fact: Fact | null, leaf: FactCondition, path: Path): Finding[] {
  const wrongOperator = checkOperator(fact, leaf.operator, [...path, "operator"]);
  if (fact === null) {
    const builtIn = [...BUILT_IN_FACTS.keys()];
    return [...checkReference(known, "facts", leaf.fact, [...path, "fact"], { builtIn }), ...wrongOperator];
  }
  return wrongOperator.length > 0 ? wrongOperator : checkValue(known, fact, leaf, [...path, "value"]);
}

export function factOf(name: string, document: Pick<RulesetDocument, "facts">): Fact | null {
  const builtIn = BUILT_IN_FACTS.get(name);
  if (builtIn !== undefined) return { ...builtIn, declared: null };
  const { facts = {} } = document;
  const declared = Object.hasOwn(facts, name) ? facts[name] : undefined;
  if (declared === undefined) return null;
  const ofType = OPERATORS_BY_TYPE[declared.type];
  const operators = declared.optional === true ? [...ofType, "isKnown" as const] : ofType;
  return { name, of: "request", type: declared.type, operators, declared };
}

const NUMBER_OPERATORS = [...EQUALITY, ...MEMBERSHIP, ...COMPARISON];

const OPERATORS_BY_TYPE: Readonly<Record<DeclaredFact["type"], readonly Operator[]>> = {
  boolean: EQUALITY,
  string: [...EQUALITY, ...MEMBERSHIP],
  integer: NUMBER_OPERATORS,
  number: NUMBER_OPERATORS,
};

function checkOperator(fact: Fact | null, operator: string, path: Path): Finding[] {
  const fitting: readonly string[] = fact?.operators ?? Object.keys(OPERATORS);
  if (fitting.includes(operator)) return [];
  if (fact === null || !isOperator(operator)) {
    const hint = didYouMean(operator, fitting, `use ${quoteList(fitting, "or")}`, SYNONYMS);
    return [{ code: "unknown-operator", problem: `unknown operator ${quote(operator)}`, hint, path }];
  }
  const { name, type, declared } = fact;
  const code = "operator-not-for-fact";
  const hint = `use ${quoteList(fitting, "or")}`;
  const misfit = `${quote(operator)} does not fit ${quote(name)}`;
  if (operator !== "isKnown" || type === "time")
    return [{ code, problem: `${misfit}, which is ${TYPES[type].words}`, hint, path }];
  const problem = `${misfit}, which is never unknown`;
  if (declared === null) return [{ code, problem, hint, path }];
  const [because, instead] = isRequired(declared)
    ? ["every request gives it", "declare it `optional`"]
    : ["it has a `default`", "declare it `optional` in place of its `default`"];
  return [{ code, problem: `${problem}: ${because}`, hint: `${instead}, or take this condition out`, path }];
}

const SYNONYMS = synonymsFrom({
  equal: ["=", "==", "===", "is", "eq"],
  notEqual: ["!=", "!==", "<>", "isnot"],
  lessThan: ["<"],
  lessThanInclusive: ["<=", "lessthanorequal", "atmost"],
  greaterThan: [">"],
  greaterThanInclusive: [">=", "greaterthanorequal", "atleast"],
  doesNotContain: ["notcontains"],
  isKnown: ["exists", "isset", "isdefined", "ispresent"],
} satisfies Partial<Record<Operator, readonly string[]>>);

/** What checks need to know of each type of fact: its words, and the names that its values refer to. */
const TYPES: Readonly<Record<Fact["type"], { readonly words: string; readonly refersTo?: keyof Known }>> = {
  "request-type": { words: "a request type", refersTo: "requestTypes" },
  tags: { words: "a list of tags", refersTo: "tags" },
  time: { words: "an instant", refersTo: "schedules" },
  language: { words: "a language", refersTo: "languages" },
  count: { words: "a number" },
  boolean: { words: "true or false" },
  string: { words: "a text" },
  integer: { words: "a whole number" },
  number: { words: "a number" },
};

function checkValue(known: Known, fact: Fact, { operator, value }: FactCondition, path: Path): Finding[] {
  const code = "value-not-for-operator";
  if (operator === "isKnown") {
    const problem = `\`isKnown\` needs \`true\` or \`false\`, not ${describeJson(value)}`;
    return typeof value === "boolean" ? [] : [{ code, problem, hint: "write `true` or `false`, without quotes", path }];
  }
  if (operator !== "in" && operator !== "notIn") {
    if (typeof value !== "object") return checkSingleValue(known, fact, value, path);
    const hint = (fact.operators as readonly string[]).includes("in")
      ? `write \`${operator === "equal" ? "in" : "notIn"}\` for a list`
      : "name one value";
    return [{ code, problem: `\`${operator}\` compares with one value, not a list`, hint, path }];
  }
  if (typeof value !== "object") {
    const problem = `\`${operator}\` needs a list, not ${describeJson(value)}`;
    return [{ code, problem, hint: `write \`${operator === "in" ? "equal" : "notEqual"}\` for one value`, path }];
  }
  if (value.length === 0) {
    return [{ code: "empty-list", problem: `the list of \`${operator}\` is empty`, hint: "list a value", path }];
  }
  return [
    ...findInEach(value.entries(), ([index, item]) => checkSingleValue(known, fact, item, [...path, index])),
    ...checkRepeats(value, path),
  ];
}

function checkSingleValue(
  known: Known,
  fact: Fact,
  value: Exclude<ConditionValue, readonly unknown[]>,
  path: Path,
): Finding[] {
  const { refersTo } = TYPES[fact.type];
  if (refersTo === undefined) {
    const declared = fact.declared ?? ({ type: fact.type === "boolean" ? "boolean" : "number" } as const);
    const reason = misfitOf(declared, value);
    // A number beyond the bounds may be compared with: it only decides nothing.
    const isWrong = reason !== "too-low" && reason !== "too-high";
    return misfit(fact, value, isWrong ? repairOf(declared, value) : null, path);
  }
  if (typeof value !== "string") return misfit(fact, value, "write a text in double quotes", path);
  const badTag = refersTo === "languages" ? checkServedTag(value, path) : [];
  return badTag.length > 0 ? badTag : checkReference(known, refersTo, value, path);
}

function misfit(fact: Fact, value: boolean | number | string, repair: string | null, path: Path): Finding[] {
  if (repair === null) return [];
  const problem = `${quote(fact.name)} is never ${describeJson(value)}`;
  return [{ code: "value-not-for-fact", problem, hint: repair, path }];
}
