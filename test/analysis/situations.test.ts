import { describe, expect, it } from "vitest";
import { countSituations } from "../../src/analysis/retiring/diagram/diagram-paths.js";
import type { Condition, RulesetDocument } from "../../src/index.js";
import { shop } from "../runtime/shop.js";
import { walkChannel } from "./channel-outcomes.js";
import { spaceOf } from "./spaces.js";

const FROM = Date.parse("2026-11-23T09:00:00Z");
const FACTS = Array.from({ length: 20 }, (_, index) => `fact${String.fromCharCode(97 + index)}`);

describe("a walk through all situations", () => {
  it.each<[string, (index: number) => readonly string[]]>([
    ["one fact each", (index) => [FACTS[index] as string]],
    ["a fact and the next", (index) => [FACTS[index] as string, FACTS[(index + 1) % 20] as string]],
    ["a fact and one far off", (index) => [FACTS[index] as string, FACTS[(index + 10) % 20] as string]],
  ])("takes far fewer steps than twenty facts have situations, where rules read %s", async (_, factsOf) => {
    const space = await spaceOf([twentyFacts(factsOf)], FROM, 1);
    const budget = { left: 1_000_000 };
    const diagram = walkChannel(space, "phone", budget);
    expect(countSituations(diagram, () => true)).toBeGreaterThan(2 ** 20);
    expect(1_000_000 - budget.left).toBeLessThan(3_000);
    expect(diagram.isComplete).toBe(true);
  });

  it("stops at its bound, and says that it did", async () => {
    const space = await spaceOf([twentyFacts((index) => [FACTS[index] as string])], FROM, 1);
    const diagram = walkChannel(space, "phone", { left: 10 });
    expect(diagram.isComplete).toBe(false);
    expect(countSituations(diagram, () => true)).toBeLessThan(2 ** 20);
  });
});

/** A rule for each fact, with its own name: which one offers the phone makes a difference. */
function twentyFacts(factsOf: (index: number) => readonly string[]): RulesetDocument {
  const facts = Object.fromEntries(FACTS.map((fact) => [fact, { type: "boolean", default: false }]));
  const rules = FACTS.map((name, index) => ({
    name,
    conditions: { all: factsOf(index).map((fact): Condition => ({ fact, operator: "equal", value: true })) },
    event: { type: "offer", params: { channels: ["phone"] } },
  }));
  return shop({ facts, rules, conditions: {}, promises: [], scenarios: [] });
}
