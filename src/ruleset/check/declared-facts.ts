import { BUILT_IN_FACTS, type DeclaredFact, isListed, type NumberFact } from "../../values/facts.js";
import type { Path } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkRepeats } from "./references.js";

/** Reports facts that contradict themselves, or that have the name of a built-in fact. */
export function checkDeclaredFacts({ facts }: ShapedRuleset): Finding[] {
  return findInEach(facts, ({ path, key, value }) => [
    ...(BUILT_IN_FACTS.has(key) ? [builtInFact(key, path)] : []),
    ...checkFact(key, value).map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
  ]);
}

function builtInFact(name: string, path: Path): Finding {
  const problem = `${quote(name)} is a built-in fact`;
  return { code: "built-in-fact", problem, hint: "give yours another name", path, on: "key" };
}

/** Advises on a value that a declared fact can never have. Null if the fact can have it, apart from its bounds. */
export function misfitOf(fact: DeclaredFact, value: boolean | number | string): string | null {
  if (fact.type === "boolean") return typeof value === "boolean" ? null : "write `true` or `false`, without quotes";
  if (fact.type === "string") {
    if (typeof value !== "string") return "write a text in double quotes";
    if (fact.values === undefined || isListed(fact.values, value)) return null;
    return didYouMean(value, fact.values) ?? `write ${quoteList(fact.values, "or")}`;
  }
  if (typeof value !== "number") return `write a ${fact.type === "integer" ? "whole " : ""}number, without quotes`;
  if (fact.type === "integer" && !Number.isInteger(value)) return "write a whole number";
  return null;
}

function checkFact(name: string, fact: DeclaredFact): Finding[] {
  return [
    ...(fact.type === "string" && fact.values !== undefined ? checkRepeats(fact.values, ["values"]) : []),
    ...(fact.type === "integer" || fact.type === "number" ? checkBounds(name, fact) : []),
    ...checkDefault(name, fact),
  ];
}

function checkBounds(name: string, fact: NumberFact): Finding[] {
  const { minimum = -Infinity, maximum = Infinity } = fact;
  const findings: Finding[] = [];
  for (const bound of ["minimum", "maximum"] as const) {
    const value = fact[bound];
    if (fact.type === "integer" && value !== undefined && !Number.isInteger(value)) {
      const problem = `fact ${quote(name)} is a whole number, but its \`${bound}\` is \`${value}\``;
      findings.push({ code: "value-not-for-fact", problem, hint: "write a whole number", path: [bound] });
    }
  }
  if (minimum > maximum) {
    const problem = `fact ${quote(name)}: \`minimum\` ${minimum} is above \`maximum\` ${maximum}`;
    findings.push({ code: "minimum-above-maximum", problem, hint: "swap them", path: ["minimum"] });
  }
  return findings;
}

function checkDefault(name: string, fact: DeclaredFact): Finding[] {
  const value = fact.default;
  if (value === undefined) return [];
  const repair = misfitOf(fact, value) ?? outsideBounds(fact, value);
  if (repair === null) return [];
  const problem = `fact ${quote(name)} cannot be ${quote(String(value))}, its \`default\``;
  return [{ code: "value-not-for-fact", problem, hint: repair, path: ["default"] }];
}

/** Advises on a number outside a fact's bounds. Null for every other value. */
export function outsideBounds(
  { minimum = -Infinity, maximum = Infinity }: DeclaredFact & Pick<NumberFact, "minimum" | "maximum">,
  value: boolean | number | string,
): string | null {
  if (typeof value !== "number") return null;
  if (value < minimum) return `write at least ${minimum}`;
  return value > maximum ? `write at most ${maximum}` : null;
}
