import { BUILT_IN_FACTS } from "../../values/facts.js";
import type { Path, Problem } from "../../values/issue.js";
import { isOperator, OPERATORS } from "../../values/operators.js";
import { quote, quoteList } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import { partsOf } from "../condition-tree.js";
import type { ConditionValue, FactCondition } from "../document.js";
import { type Fact, factOf } from "../facts.js";
import { type Finding, findInEach } from "../finding.js";
import type { Known } from "../known.js";
import { describeValue } from "../shape/shape-problems.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { misfitOf } from "./declared-facts.js";
import { checkServedTag } from "./languages.js";
import { checkReference, checkRepeats } from "./references.js";

/** Every leaf and every reference of every condition, each where it is written. */
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

/** One leaf: its fact exists, its operator fits the fact, its value fits both. `fact` is null where none of that name can be read. */
export function checkFactCondition(known: Known, fact: Fact | null, leaf: FactCondition, path: Path): Finding[] {
  if (fact === null) {
    // A fact that is declared, but whose declaration is broken, says nothing of operators.
    const unknown = checkReference(known, "facts", leaf.fact, [...path, "fact"], {
      builtIn: [...BUILT_IN_FACTS.keys()],
    });
    return [...unknown, ...checkOperatorExists(leaf.operator, path)];
  }
  const wrongOperator = checkOperator(fact, leaf.operator, path);
  if (wrongOperator.length > 0) return wrongOperator;
  return checkValue(known, fact, leaf, [...path, "value"]);
}

function checkOperatorExists(operator: string, path: Path): Finding[] {
  if (isOperator(operator)) return [];
  return [{ ...unknownOperator(operator, Object.keys(OPERATORS)), path: [...path, "operator"] }];
}

function checkOperator(fact: Fact, operator: string, path: Path): Finding[] {
  const fitting: readonly string[] = fact.operators;
  if (fitting.includes(operator)) return [];
  const at = [...path, "operator"];
  if (!isOperator(operator)) return [{ ...unknownOperator(operator, fitting), path: at }];
  return [
    {
      code: "operator-not-for-fact",
      problem: `${quote(operator)} does not fit ${quote(fact.name)}, which is ${TYPE_WORDS[fact.type]}`,
      hint: `use ${quoteList(fitting, "or")}`,
      path: at,
    },
  ];
}

function unknownOperator(operator: string, fitting: readonly string[]): Problem {
  const synonym = SYNONYMS.get(operator.toLowerCase());
  const meant = fitting.find((each) => each === synonym);
  const hint =
    meant === undefined
      ? didYouMean(operator, fitting, `use ${quoteList(fitting, "or")}`)
      : `did you mean ${quote(meant)}?`;
  return { code: "unknown-operator", problem: `unknown operator ${quote(operator)}`, hint };
}

const SYNONYMS = new Map([
  ["=", "equal"],
  ["==", "equal"],
  ["===", "equal"],
  ["is", "equal"],
  ["eq", "equal"],
  ["!=", "notEqual"],
  ["!==", "notEqual"],
  ["<>", "notEqual"],
  ["isnot", "notEqual"],
  ["<", "lessThan"],
  ["<=", "lessThanInclusive"],
  ["lessthanorequal", "lessThanInclusive"],
  ["atmost", "lessThanInclusive"],
  [">", "greaterThan"],
  [">=", "greaterThanInclusive"],
  ["greaterthanorequal", "greaterThanInclusive"],
  ["atleast", "greaterThanInclusive"],
  ["notcontains", "doesNotContain"],
]);

const TYPE_WORDS: Readonly<Record<Fact["type"], string>> = {
  "request-type": "a request type",
  tags: "a list of tags",
  time: "an instant",
  language: "a language",
  count: "a number",
  boolean: "true or false",
  string: "a text",
  integer: "a whole number",
  number: "a number",
};

function checkValue(known: Known, fact: Fact, { operator, value }: FactCondition, path: Path): Finding[] {
  if (operator !== "in" && operator !== "notIn") {
    if (typeof value !== "object") return checkSingleValue(known, fact, value, path);
    const hint = (fact.operators as readonly string[]).includes("in")
      ? `write \`${operator === "equal" ? "in" : "notIn"}\` for a list`
      : "name one value";
    return [
      { code: "value-not-for-operator", problem: `\`${operator}\` compares with one value, not a list`, hint, path },
    ];
  }
  if (typeof value !== "object") {
    const problem = `\`${operator}\` needs a list, not ${describeValue(value)}`;
    return [
      {
        code: "value-not-for-operator",
        problem,
        hint: `write \`${operator === "in" ? "equal" : "notEqual"}\` for one value`,
        path,
      },
    ];
  }
  if (value.length === 0)
    return [{ code: "empty-list", problem: `the list of \`${operator}\` is empty`, hint: "list a value", path }];
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
  if (fact.declared !== null) return misfit(fact, value, misfitOf(fact.declared, value), path);
  if (fact.type === "boolean")
    return misfit(fact, value, typeof value === "boolean" ? null : "write `true` or `false`, without quotes", path);
  if (fact.type === "count")
    return misfit(fact, value, typeof value === "number" ? null : "write a number, without quotes", path);
  if (typeof value !== "string") return misfit(fact, value, "write a text in double quotes", path);
  if (fact.type === "request-type") return checkReference(known, "requestTypes", value, path);
  if (fact.type === "tags") return checkReference(known, "tags", value, path);
  if (fact.type === "time") return checkReference(known, "schedules", value, path);
  const badTag = checkServedTag(value, path);
  return badTag.length > 0 ? badTag : checkReference(known, "languages", value, path);
}

function misfit(fact: Fact, value: boolean | number | string, repair: string | null, path: Path): Finding[] {
  if (repair === null) return [];
  const problem = `${quote(fact.name)} is never ${describeValue(value)}`;
  return [{ code: "value-not-for-fact", problem, hint: repair, path }];
}
