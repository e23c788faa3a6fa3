import type { Condition, Rule } from "../../src/ruleset/document.js";

/** The same rule, its conditions turned round twice by the laws of De Morgan. */
export function rewritten(rule: Rule): Rule {
  return rule.conditions === undefined ? rule : { ...rule, conditions: { not: { not: deMorgan(rule.conditions) } } };
}

function deMorgan(condition: Condition): Condition {
  if ("all" in condition) return { not: { any: condition.all.map((each) => ({ not: deMorgan(each) })) } };
  if ("any" in condition) return { not: { all: condition.any.map((each) => ({ not: deMorgan(each) })) } };
  if ("not" in condition) return { not: deMorgan(condition.not) };
  return condition;
}
