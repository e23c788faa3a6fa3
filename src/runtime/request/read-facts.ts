import type { DeclaredFact } from "../../values/declared-fact.js";
import { isListed } from "../../values/declared-fact.js";
import type { FactValue } from "../../values/facts.js";
import { type Issue, issueAt } from "../../values/issue.js";
import { isObject } from "../../values/plain-object.js";
import { quote } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import type { Vocabulary, VocabularyFact } from "../vocabulary.js";
import { keysOf, MAX_REQUEST_ISSUES, unknownName, wrongTypeIssue } from "./request-issues.js";

/** Reads the value of every declared fact, given or by default, in the order of declaration. */
export function readFacts(
  given: unknown,
  { facts, defaults, requiredFacts }: Vocabulary,
  issues: Issue[],
): readonly FactValue[] {
  if (given !== undefined && !isObject(given)) {
    issues.push(wrongTypeIssue(["facts"], "`facts`", "an object"));
    return [];
  }
  const values: (FactValue | undefined)[] = defaults.slice();
  if (given !== undefined) readGiven(given, facts, values, issues);
  for (const name of requiredFacts) {
    if (issues.length > MAX_REQUEST_ISSUES) break;
    if (values[(facts.get(name) as VocabularyFact).index] === undefined) issues.push(missingFact(name));
  }
  return values as FactValue[];
}

function readGiven(
  given: Readonly<Record<string, unknown>>,
  facts: Vocabulary["facts"],
  values: (FactValue | undefined)[],
  issues: Issue[],
): void {
  for (const name of keysOf(given, ["facts"], issues)) {
    if (issues.length > MAX_REQUEST_ISSUES) return;
    const fact = facts.get(name);
    if (fact === undefined) {
      const otherwise = "leave it out, or declare it in the rules";
      issues.push(unknownName(["facts", name], "fact", name, facts, otherwise));
      continue;
    }
    const value = given[name];
    // `{ role: undefined }` means absent: backends often write it that way.
    if (value === undefined) continue;
    const problem = misfit(name, value, fact.declared);
    if (problem !== null) issues.push(issueAt(["facts", name], problem));
    // Keeps an unfit value, so that it is not also reported as missing.
    values[fact.index] = value as FactValue;
  }
}

function missingFact(name: string): Issue {
  return issueAt(["facts", name], {
    code: "missing-fact",
    problem: `the fact \`${name}\` is missing`,
    hint: "give it in `facts`, or declare a `default` for it in the ruleset",
  });
}

/** Whether a request may give the fact this value. */
export function isValueOf(declared: DeclaredFact, value: FactValue): boolean {
  return misfit("", value, declared) === null;
}

function misfit(
  name: string,
  value: unknown,
  declared: DeclaredFact,
): { code: string; problem: string; hint?: string | undefined } | null {
  switch (declared.type) {
    case "boolean":
      return typeof value === "boolean"
        ? null
        : { code: "wrong-type", problem: `the fact \`${name}\` must be true or false` };
    case "string": {
      if (typeof value !== "string") return { code: "wrong-type", problem: `the fact \`${name}\` must be a text` };
      if (declared.values === undefined || isListed(declared.values, value)) return null;
      const hint = didYouMean(value, declared.values) ?? `it is one of ${listValues(declared.values)}`;
      return { code: "invalid-value", problem: `the fact \`${name}\` cannot be ${quote(value)}`, hint };
    }
    default:
      return numberMisfit(name, value, declared);
  }
}

function listValues(values: readonly string[]): string {
  const shown = values.slice(0, MAX_LISTED).map((each) => `\`${each}\``);
  if (values.length > MAX_LISTED) shown.push(`and ${values.length - MAX_LISTED} more`);
  return shown.join(", ");
}

const MAX_LISTED = 30;

function numberMisfit(name: string, value: unknown, declared: Extract<DeclaredFact, { type: "integer" | "number" }>) {
  const { type, minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = declared;
  if (typeof value !== "number" || !Number.isFinite(value) || (type === "integer" && !Number.isInteger(value))) {
    return {
      code: "wrong-type",
      problem: `the fact \`${name}\` must be ${type === "integer" ? "a whole number" : "a number"}`,
    };
  }
  if (value >= minimum && value <= maximum) return null;
  const bound = value < minimum ? `at least ${minimum}` : `at most ${maximum}`;
  return { code: "invalid-value", problem: `the fact \`${name}\` is ${value}; it must be ${bound}` };
}
