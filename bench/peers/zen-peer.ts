import { ZenEngine, type ZenEngineResponse } from "@gorules/zen-engine";
import type { FactCondition } from "../../src/index.js";
import type { Peer } from "./peer.js";
import type { PeerRule, PlainCondition } from "./peer-rules.js";

/**
 * GoRules ZEN, native: one decision table with a row for each rule, which collects the names of the rows that hold.
 *
 * It refuses to compare null with a number, so conditions are guarded where some request has `unknowns`.
 */
export function zenPeer(rules: readonly PeerRule[], unknowns: boolean): Peer {
  const decision = new ZenEngine().createDecision(tableOf(rules, unknowns));
  return {
    name: "GoRules ZEN",
    answersLater: true,
    evaluate: (facts) => decision.evaluate(facts),
    namesIn: (answer) => ((answer as ZenEngineResponse).result as { rule: string }[]).map(({ rule }) => rule),
  };
}

function tableOf(rules: readonly PeerRule[], unknowns: boolean): object {
  const content = {
    hitPolicy: "collect",
    // An input without a field takes whole expressions.
    inputs: [{ id: "condition", name: "condition" }],
    outputs: [{ id: "rule", name: "rule", field: "rule" }],
    rules: rules.map(({ name, conditions }, index) => ({
      _id: String(index),
      condition: conditions === null ? "true" : toExpression(conditions, unknowns),
      rule: JSON.stringify(name),
    })),
  };
  return {
    nodes: [
      { id: "input", name: "input", type: "inputNode" },
      { id: "table", name: "table", type: "decisionTableNode", content },
      { id: "output", name: "output", type: "outputNode" },
    ],
    edges: [
      { id: "first", sourceId: "input", targetId: "table", type: "edge" },
      { id: "second", sourceId: "table", targetId: "output", type: "edge" },
    ],
  };
}

function toExpression(condition: PlainCondition, unknowns: boolean): string {
  const inner = (each: PlainCondition) => toExpression(each, unknowns);
  if ("all" in condition) return `(${condition.all.map(inner).join(" and ")})`;
  if ("any" in condition) return `(${condition.any.map(inner).join(" or ")})`;
  if ("not" in condition) return `not (${inner(condition.not)})`;
  const expression = leafToExpression(condition);
  return unknowns && typeof condition.value === "number" ? `(${condition.fact} != null and ${expression})` : expression;
}

function leafToExpression({ fact, operator, value }: FactCondition): string {
  const text = JSON.stringify(value);
  switch (operator) {
    case "contains":
    case "duringSchedule":
      return `${text} in ${fact}`;
    case "doesNotContain":
    case "outsideSchedule":
      return `${text} not in ${fact}`;
    default: {
      const sign = SIGNS.get(operator);
      if (sign === undefined) throw new Error(`no operator ${operator}`);
      return `${fact} ${sign} ${text}`;
    }
  }
}

const SIGNS = new Map([
  ["equal", "=="],
  ["notEqual", "!="],
  ["in", "in"],
  ["notIn", "not in"],
  ["lessThan", "<"],
  ["lessThanInclusive", "<="],
  ["greaterThan", ">"],
  ["greaterThanInclusive", ">="],
]);
