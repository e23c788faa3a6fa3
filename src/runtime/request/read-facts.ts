import {
  type DeclaredFact,
  misfitOf,
  type NumberFact,
  type StringFact,
  spellingOf,
} from "../../values/declared-fact.js";
import type { FactValue } from "../../values/facts.js";
import { type Issue, issueAt, type Problem } from "../../values/issue.js";
import { isAbsent, isPlainObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import type { Vocabulary, VocabularyFact } from "../vocabulary.js";
import { keysOf, MAX_REQUEST_ISSUES, nameOfKey, notPlainIssue, unknownName } from "./request-issues.js";

/** Reads the value of every declared fact, given or by default, in the order of declaration. Null for an optional fact that is not given. */
export function readFacts(
  given: unknown,
  { facts, defaults, requiredFacts }: Vocabulary,
  issues: Issue[],
): readonly (FactValue | null)[] {
  const values: (FactValue | null | undefined)[] = defaults.slice();
  if (isPlainObject(given)) readGiven(given, facts, values, issues);
  else if (!isAbsent(given)) {
    issues.push(notPlainIssue(["facts"], "`facts`", "an object", given));
    return [];
  }
  for (const name of requiredFacts) {
    if (issues.length > MAX_REQUEST_ISSUES) break;
    if (values[(facts.get(name) as VocabularyFact).index] === undefined) issues.push(missingFact(name));
  }
  return values as (FactValue | null)[];
}

function readGiven(
  given: Readonly<Record<string, unknown>>,
  facts: Vocabulary["facts"],
  values: (FactValue | null | undefined)[],
  issues: Issue[],
): void {
  for (const key of keysOf(given, ["facts"], issues)) {
    if (issues.length > MAX_REQUEST_ISSUES) return;
    const name = nameOfKey(key, given, facts, ["facts"], issues);
    const fact = name === undefined ? undefined : facts.get(name);
    if (name === undefined || fact === undefined) {
      const otherwise = "leave it out, or declare it in the rules";
      issues.push(unknownName(["facts", key], "fact", key, facts, otherwise));
      continue;
    }
    const value = given[key];
    if (isAbsent(value)) continue;
    const problem = checkValue(name, value, fact.declared);
    if (problem !== null) issues.push(issueAt(["facts", key], problem));
    // Keeps an unfit value, so that it is not also reported as missing.
    values[fact.index] = spellingOf(fact.declared, value) as FactValue;
  }
}

function missingFact(name: string): Issue {
  return issueAt(["facts", name], {
    code: "missing-fact",
    problem: `the fact \`${name}\` is missing`,
    hint: "give it in `facts`, or declare it with a `default` or as `optional` in the ruleset",
  });
}

function checkValue(name: string, value: unknown, declared: DeclaredFact): Problem | null {
  const misfit = misfitOf(declared, value);
  if (misfit === null) return null;
  const fact = `the fact \`${name}\``;
  if (misfit === "wrong-type") return { code: misfit, problem: `${fact} must be ${TYPES[declared.type]}` };
  const code = "invalid-value";
  if (misfit === "not-listed") {
    const { values = [] } = declared as StringFact;
    const hint = didYouMean(String(value), values) ?? `it is one of ${listValues(values)}`;
    return { code, problem: `${fact} cannot be ${quote(String(value))}`, hint };
  }
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = declared as NumberFact;
  const bound = misfit === "too-low" ? `at least ${minimum}` : `at most ${maximum}`;
  return { code, problem: `${fact} is ${value}; it must be ${bound}` };
}

const TYPES: Readonly<Record<DeclaredFact["type"], string>> = {
  boolean: "true or false",
  string: "a text",
  integer: "a whole number",
  number: "a number",
};

function listValues(values: readonly string[]): string {
  const shown = values.slice(0, MAX_LISTED).map((each) => `\`${each}\``);
  if (values.length > MAX_LISTED) shown.push(`and ${values.length - MAX_LISTED} more`);
  return shown.join(", ");
}

const MAX_LISTED = 30;
