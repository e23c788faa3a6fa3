import { Engine } from "json-rules-engine";
import { beforeAll, describe, expect, it } from "vitest";
import type { FactCondition } from "../../../src/ruleset/document.js";
import { FAILS, HOLDS, leavesOf, type Truth, UNKNOWN } from "../../../src/runtime/conditions/expression.js";
import type { Conditions } from "../../../src/runtime/conditions/load-conditions.js";
import type { ConditionValue } from "../../../src/values/facts.js";
import { loadedConditions, rulesetWith } from "./rulesets.js";

const EQUALITY = ["equal", "notEqual"];
const MEMBERSHIP = ["in", "notIn"];
const COMPARISON = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"];

/** Of each fact: what rules compare it with, and how, and what it may be in a request. Null is unknown. */
const FACTS: readonly Tried[] = [
  {
    fact: "requestType",
    leaves: [...leaves(EQUALITY, "order", "fraud"), ...leaves(MEMBERSHIP, ["order", "other"])],
    values: ["order", "fraud", "other"],
  },
  {
    fact: "requestTags",
    leaves: leaves(["contains", "doesNotContain"], "purchase", "urgent", "on-no-type"),
    values: ["order", "fraud", "other"],
  },
  { fact: "time", leaves: leaves(["duringSchedule", "outsideSchedule"], "desk"), values: [true, false, null] },
  {
    fact: "language",
    leaves: [...leaves(EQUALITY, "nl", "en"), ...leaves(MEMBERSHIP, ["nl", "de"])],
    values: ["en", "nl", "de"],
  },
  { fact: "usingFallbackLanguage", leaves: leaves(EQUALITY, true, false), values: [true, false] },
  {
    fact: "availableAgents",
    leaves: leaves([...EQUALITY, ...COMPARISON], 0, 1, 3),
    values: [0, 1, 2, 3, 4, Number.MAX_SAFE_INTEGER, null],
  },
  {
    fact: "estimatedWaitSeconds",
    leaves: leaves([...EQUALITY, ...COMPARISON], 60, 60.5),
    values: [0, 59.9, 60, 60.2, 60.5, 61, null],
  },
  { fact: "signedIn", leaves: leaves(EQUALITY, true, false), values: [true, false] },
  {
    fact: "role",
    leaves: [...leaves(EQUALITY, "buyer"), ...leaves(MEMBERSHIP, ["buyer"], ["buyer", "seller"])],
    values: ["buyer", "seller", "guest"],
  },
  {
    fact: "country",
    leaves: [...leaves(EQUALITY, "NL", "", "other"), ...leaves(MEMBERSHIP, ["NL", "BE"], ["other-"])],
    values: ["NL", "BE", "nl", "", "other", "other-", "other--", "NL,BE", "N"],
  },
  {
    fact: "objectCount",
    leaves: [...leaves([...EQUALITY, ...COMPARISON], 0, 2), ...leaves(MEMBERSHIP, [0, 3], [-1])],
    values: [-2, -1, 0, -0, 1, 2, 3, 10],
  },
  {
    fact: "score",
    leaves: [...leaves([...EQUALITY, ...COMPARISON], 0.1, 0.3, -5), ...leaves(MEMBERSHIP, [0.1, 0.2])],
    values: [-6, -5, 0, 0.1, 0.2, 0.1 + 0.2, 0.3, 1e9],
  },
];

interface Tried {
  readonly fact: string;
  readonly leaves: readonly Omit<FactCondition, "fact">[];
  readonly values: readonly (boolean | number | string | null)[];
}

/** A leaf as it stands in a rule of its own, whose name says what it is. */
interface Asked extends FactCondition {
  readonly negated: boolean;
  readonly name: string;
}

interface Case {
  readonly leaf: Asked;
  readonly actual: boolean | number | string | null;
}

const CASES: readonly Case[] = FACTS.flatMap(({ fact, leaves: tried, values }) =>
  tried
    .flatMap((each) => [false, true].map((negated) => asked(fact, each, negated)))
    .flatMap((leaf) => values.map((actual) => ({ leaf, actual }))),
);

describe("the truth of a leaf", () => {
  let truthOf: (each: Case) => Truth;
  beforeAll(async () => {
    const leavesByName = new Map(CASES.map(({ leaf }) => [leaf.name, leaf]));
    truthOf = readerOf(await loadedConditions(rulesetWith({ rules: [...leavesByName.values()].map(ruleOf) })));
  });

  it("is what json-rules-engine answers, for every operator and value, also under a `not`", async () => {
    const known = CASES.filter(({ actual }) => actual !== null);
    const answers = await Promise.all(known.map(answerOfEngine));
    expect(known.map((each) => [describeCase(each), truthOf(each)])).toEqual(
      known.map((each, index) => [describeCase(each), answers[index]]),
    );
  });

  it("is unknown where the value is, also under a `not`", () => {
    const unknown = CASES.filter(({ actual }) => actual === null);
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.map(truthOf)).toEqual(unknown.map(() => UNKNOWN));
  });
});

function leaves(operators: readonly string[], ...values: readonly ConditionValue[]): Omit<FactCondition, "fact">[] {
  return operators.flatMap((operator) => values.map((value) => ({ operator, value })));
}

function asked(fact: string, { operator, value }: Omit<FactCondition, "fact">, negated: boolean): Asked {
  return {
    fact,
    operator,
    value,
    negated,
    name: `${negated ? "not " : ""}${fact} ${operator} ${JSON.stringify(value)}`,
  };
}

function ruleOf({ fact, operator, value, negated, name }: Asked) {
  const condition = { all: [{ fact, operator, value }] };
  const event = { type: "offer" as const, params: { channels: ["phone"] } };
  return { name, conditions: negated ? { not: condition } : condition, event };
}

function readerOf({ rules, variables, truthIn }: Conditions): (each: Case) => Truth {
  const leafByName = new Map(
    rules.map(({ name, expression }) => [name, expression === null ? [] : leavesOf(expression)]),
  );
  return ({ leaf: { name }, actual }) => {
    const [leaf] = leafByName.get(name) ?? [];
    const variable = leaf === undefined ? undefined : variables[leaf.variable];
    if (leaf === undefined || variable === undefined) throw new Error(`not compiled: ${name}`);
    const situation = variables.map(({ unknown }) => unknown);
    situation[leaf.variable] = variable.classOf(actual);
    return truthIn(situation)(leaf);
  };
}

async function answerOfEngine({ leaf, actual }: Case): Promise<Truth> {
  const engine = new Engine([{ ...ruleOf(leaf), event: { type: "held" } }]);
  engine.addOperator("duringSchedule", (open: boolean) => open);
  engine.addOperator("outsideSchedule", (open: boolean) => !open);
  // Tags go by the id of their request type, and a schedule by whether it is open.
  const value = leaf.fact === "requestTags" ? rulesetWith({}).requestTypes[String(actual)]?.tags : actual;
  const { events } = await engine.run({ [leaf.fact]: value ?? [] });
  return events.length > 0 ? HOLDS : FAILS;
}

function describeCase({ leaf, actual }: Case): string {
  return `${leaf.name} of ${JSON.stringify(actual)}`;
}
