import { type DeclaredFact, misfitOf, type NumberFact } from "../../values/declared-fact.js";
import { BUILT_IN_FACTS } from "../../values/facts.js";
import type { Path } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { didYouMean } from "../../values/suggest.js";
import { type Finding, findInEach } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { checkRepeats } from "./references.js";

/** Reports facts that contradict themselves, or that have the name of a built-in fact. */
export function checkDeclaredFacts({ facts }: ShapedRuleset): Finding[] {
  return findInEach(facts, ({ path, key, value }) => {
    const findings = [
      ...(value.type === "string" ? checkRepeats(value.values ?? [], [...path, "values"]) : []),
      ...(value.type === "integer" || value.type === "number" ? checkBounds(key, value, path) : []),
    ];
    const repair = value.default === undefined ? null : repairOf(value, value.default);
    if (repair !== null) {
      const problem = `fact ${quote(key)} cannot be ${quote(String(value.default))}, its \`default\``;
      findings.push({ code: "value-not-for-fact", problem, hint: repair, path: [...path, "default"] });
    }
    if (value.optional === true && value.default !== undefined) {
      const problem = `fact ${quote(key)} is \`optional\` and has a \`default\``;
      const hint =
        "keep `default` if that is its value in requests that leave it out, or `optional` if it is then unknown";
      findings.push({ code: "optional-with-default", problem, hint, path: [...path, "optional"] });
    }
    if (!BUILT_IN_FACTS.has(key)) return findings;
    const problem = `${quote(key)} is a built-in fact`;
    return [{ code: "built-in-fact", problem, hint: "give yours another name", path, on: "key" }, ...findings];
  });
}

/** Advises on a value that a declared fact can never have. Null if the fact can have it. */
export function repairOf(fact: DeclaredFact, value: boolean | number | string): string | null {
  const misfit = misfitOf(fact, value);
  if (misfit === null) return null;
  if (fact.type === "boolean") return "write `true` or `false`, without quotes";
  if (fact.type === "string") {
    if (misfit === "wrong-type") return "write a text in double quotes";
    const { values = [] } = fact;
    return didYouMean(String(value), values) ?? `write ${quoteList(values, "or")}`;
  }
  if (misfit === "too-low") return `write at least ${fact.minimum}`;
  if (misfit === "too-high") return `write at most ${fact.maximum}`;
  if (typeof value === "number") return "write a whole number";
  return `write a ${fact.type === "integer" ? "whole " : ""}number, without quotes`;
}

function checkBounds(name: string, fact: NumberFact, path: Path): Finding[] {
  const { minimum = -Infinity, maximum = Infinity } = fact;
  const findings: Finding[] = [];
  for (const bound of ["minimum", "maximum"] as const) {
    const value = fact[bound];
    if (fact.type === "integer" && value !== undefined && !Number.isInteger(value)) {
      const problem = `fact ${quote(name)} is a whole number, but its \`${bound}\` is \`${value}\``;
      findings.push({ code: "value-not-for-fact", problem, hint: "write a whole number", path: [...path, bound] });
    }
  }
  if (minimum > maximum) {
    const problem = `fact ${quote(name)}: \`minimum\` ${minimum} is above \`maximum\` ${maximum}`;
    findings.push({ code: "minimum-above-maximum", problem, hint: "swap them", path: [...path, "minimum"] });
  }
  return findings;
}
