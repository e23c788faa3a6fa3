import { describe, expect, it } from "vitest";
import { WorkLimitReached } from "../../src/analysis/mdd/apply.js";
import type { Condition, RulesetDocument } from "../../src/index.js";
import { shop } from "../runtime/shop.js";
import { diagramsOfChannel, offersOf } from "./channel-outcomes.js";
import { spaceOf } from "./spaces.js";

const FROM = Date.parse("2026-11-23T09:00:00Z");
const FACTS = Array.from({ length: 20 }, (_, index) => `fact${String.fromCharCode(97 + index)}`);

describe("the diagrams of all situations", () => {
  it.each<[string, (index: number) => readonly string[]]>([
    ["one fact each", (index) => [FACTS[index] as string]],
    ["a fact and the next", (index) => [FACTS[index] as string, FACTS[(index + 1) % 20] as string]],
    ["a fact and one far off", (index) => [FACTS[index] as string, FACTS[(index + 10) % 20] as string]],
  ])("takes far fewer steps than twenty facts have situations, where rules read %s", async (_, factsOf) => {
    const space = await spaceOf([twentyFacts(factsOf)], FROM, 1);
    const limit = { left: 1_000_000 };
    const diagrams = diagramsOfChannel(space, "phone", limit);
    const counts = offersOf(diagrams, space, "phone", 0).map(({ set }) => diagrams.count(set));
    expect(counts.length).toBeGreaterThanOrEqual(FACTS.length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2 ** 18);
    expect(1_000_000 - limit.left).toBeLessThan(40_000);
  });

  it("are given up at the work limit", async () => {
    const space = await spaceOf([twentyFacts((index) => [FACTS[index] as string])], FROM, 1);
    const diagrams = diagramsOfChannel(space, "phone", { left: 10 });
    expect(() => offersOf(diagrams, space, "phone", 0)).toThrow(WorkLimitReached);
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
