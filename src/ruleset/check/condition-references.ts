import { EVENTS } from "../../values/events.js";
import { BUILT_IN_FACTS } from "../../values/facts.js";
import type { Path } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { type ConditionParts, partsOf } from "../condition-tree.js";
import type { Condition } from "../document.js";
import { type Finding, findInEach, MAX_FINDINGS } from "../finding.js";
import type { ShapedRuleset } from "../shape/shaped.js";
import { MAX_DEPTH } from "../text/text-gates.js";

/**
 * Checks conditions together with the named conditions that they refer to. Reports circles, conditions that nest too deep, and candidate's
 * facts in a condition that is judged once for the request.
 */
export function checkConditionReferences(shaped: ShapedRuleset): Finding[] {
  const named = new Map(shaped.conditions.map(({ key, path, value }) => [key, partsOf(value, path)]));
  const { order, findings } = orderReferences(named);
  const summaries = new Map<string, Summary>();
  for (const name of order) {
    const summary = summarise(named.get(name) as ConditionParts, summaries);
    const isTooDeep = summary.depth > MAX_DEPTH;
    if (isTooDeep) findings.push(tooDeep(["conditions", name]));
    // Depth 0 keeps the conditions that refer to this one from being reported too.
    summaries.set(name, isTooDeep ? { ...summary, depth: 0 } : summary);
  }
  const ofRules = findInEach(shaped.rules, ({ path, value: { conditions, event } }) => {
    const who = event !== undefined && EVENTS[event.type].of === "request" ? `an \`${event.type}\` rule` : null;
    return conditions === undefined ? [] : checkReferred(who, conditions, [...path, "conditions"], summaries);
  });
  const ofPromises = findInEach(shaped.promises, ({ path, value: { when, neverSteps, alwaysSteps } }) => {
    const who = neverSteps !== undefined || alwaysSteps !== undefined ? "a promise of steps" : null;
    return when === undefined ? [] : checkReferred(who, when, [...path, "when"], summaries);
  });
  return [...findings, ...ofRules, ...ofPromises];
}

/** `who` is judged once for the request; null for a condition that may read a candidate's facts. */
function checkReferred(
  who: string | null,
  condition: Condition,
  path: Path,
  summaries: ReadonlyMap<string, Summary>,
): Finding[] {
  const parts = partsOf(condition, path);
  const findings = summarise(parts, summaries).depth > MAX_DEPTH ? [tooDeep(path)] : [];
  if (who === null) return findings;
  const code = "candidate-fact";
  const hint = "use a fact of the request";
  const because = `${who} is judged once for the request and cannot read`;
  for (const { node, path: at } of parts.leaves) {
    if (!isOfCandidate(node.fact)) continue;
    findings.push({ code, problem: `${because} ${quote(node.fact)}`, hint, path: [...at, "fact"] });
  }
  for (const { node, path: at } of parts.references) {
    const fact = summaries.get(node.condition)?.candidateFact ?? null;
    if (fact === null) continue;
    const problem = `${because} ${quote(fact)}, as condition ${quote(node.condition)} does`;
    findings.push({ code, problem, hint, path: [...at, "condition"] });
  }
  return findings;
}

interface Summary {
  readonly depth: number;
  /** The first candidate's fact that the condition reads; null if it reads none. */
  readonly candidateFact: string | null;
}

/** Expects the summaries of all conditions that are referred to. Unknown and circular ones count as empty. */
function summarise({ leaves, references, depth }: ConditionParts, summaries: ReadonlyMap<string, Summary>): Summary {
  const referred = references.flatMap(({ node }) => summaries.get(node.condition) ?? []);
  const own = leaves.find(({ node }) => isOfCandidate(node.fact))?.node.fact;
  return {
    depth: depth + referred.reduce((deepest, summary) => Math.max(deepest, summary.depth), 0),
    candidateFact: own ?? referred.find(({ candidateFact }) => candidateFact !== null)?.candidateFact ?? null,
  };
}

function isOfCandidate(fact: string): boolean {
  return BUILT_IN_FACTS.get(fact)?.of === "candidate";
}

function tooDeep(path: Path): Finding {
  const problem = `conditions nest more than ${MAX_DEPTH} deep here, those they refer to included`;
  return { code: "too-deep", problem, hint: "make them flatter", path };
}

/**
 * Sorts named conditions so that each one comes after those it refers to, and reports circles.
 *
 * Uses a stack of its own: a file can contain enough names to overflow the engine's stack.
 */
function orderReferences(named: ReadonlyMap<string, ConditionParts>): { order: string[]; findings: Finding[] } {
  const order: string[] = [];
  const findings: Finding[] = [];
  const done = new Set<string>();
  for (const start of named.keys()) {
    const trail = new Map<string, number>();
    const stack = done.has(start) ? [] : [start];
    while (stack.length > 0) {
      const name = stack.at(-1) as string;
      const next = trail.get(name) ?? 0;
      trail.set(name, next);
      const reference = (named.get(name) as ConditionParts).references[next];
      if (reference === undefined) {
        stack.pop();
        trail.delete(name);
        done.add(name);
        order.push(name);
        continue;
      }
      trail.set(name, next + 1);
      const target = reference.node.condition;
      if (trail.has(target)) {
        if (findings.length > MAX_FINDINGS) continue;
        const between = [...trail.keys()].slice([...trail.keys()].indexOf(target) + 1);
        const through = between.length === 0 ? "" : ` through ${quoteList(between.slice(0, 5))}`;
        const problem = `condition ${quote(target)} refers to itself${through}`;
        const path = [...reference.path, "condition"];
        findings.push({ code: "circular-condition", problem, hint: "take this reference out", path });
      } else if (named.has(target) && !done.has(target)) stack.push(target);
    }
  }
  return { order, findings };
}
