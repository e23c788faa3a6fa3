import { LogicEngine } from "json-logic-engine";
import type { FactCondition } from "../../src/index.js";
import type { Peer } from "./peer.js";
import type { Facts } from "./peer-facts.js";
import type { PeerRule, PlainCondition } from "./peer-rules.js";

/** json-logic-engine, every rule compiled to a function of its own; one large function of all of them is slower. */
export function jsonLogicPeer(rules: readonly PeerRule[]): Peer {
  const engine = new LogicEngine();
  const compiled = rules.map(({ name, conditions }) => ({
    name,
    holds: engine.build(conditions === null ? true : toLogic(conditions)) as (facts: Facts) => unknown,
  }));
  return {
    name: "json-logic-engine, compiled",
    answersLater: false,
    evaluate(facts) {
      const holding: string[] = [];
      for (const { name, holds } of compiled) if (holds(facts)) holding.push(name);
      return holding;
    },
    namesIn: (answer) => answer as string[],
  };
}

function toLogic(condition: PlainCondition): unknown {
  if ("all" in condition) return { and: condition.all.map(toLogic) };
  if ("any" in condition) return { or: condition.any.map(toLogic) };
  if ("not" in condition) return { "!": [toLogic(condition.not)] };
  return leafToLogic(condition);
}

function leafToLogic({ fact, operator, value }: FactCondition): unknown {
  const read = { var: fact };
  switch (operator) {
    case "equal":
      return { "===": [read, value] };
    case "notEqual":
      return { "!==": [read, value] };
    case "in":
      return { in: [read, value] };
    case "notIn":
      return { "!": [{ in: [read, value] }] };
    case "contains":
    case "duringSchedule":
      return { in: [value, read] };
    case "doesNotContain":
    case "outsideSchedule":
      return { "!": [{ in: [value, read] }] };
    case "lessThan":
      return { "<": [read, value] };
    case "lessThanInclusive":
      return { "<=": [read, value] };
    case "greaterThan":
      return { ">": [read, value] };
    case "greaterThanInclusive":
      return { ">=": [read, value] };
    default:
      throw new Error(`no operator ${operator}`);
  }
}
