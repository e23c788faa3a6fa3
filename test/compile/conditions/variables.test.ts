import { describe, expect, it } from "vitest";
import type { Condition } from "../../../src/ruleset/document.js";
import { loadedConditions, rulesetWith } from "./rulesets.js";

const LEAVES: readonly Condition[] = [
  { fact: "time", operator: "duringSchedule", value: "desk" },
  { fact: "requestType", operator: "equal", value: "order" },
  { fact: "requestTags", operator: "contains", value: "trust" },
  { fact: "language", operator: "equal", value: "nl" },
  { fact: "usingFallbackLanguage", operator: "equal", value: true },
  { fact: "signedIn", operator: "equal", value: true },
  { fact: "role", operator: "equal", value: "seller" },
  { fact: "country", operator: "in", value: ["NL", "BE"] },
  { fact: "objectCount", operator: "greaterThan", value: 3 },
];

describe("an axis", () => {
  it("has a class of its own, the last, for what is unknown", async () => {
    for (const axis of await axesOf(LEAVES)) {
      expect([axis.fact, axis.classOf(null)]).toEqual([axis.fact, axis.classes - 1]);
      expect([axis.fact, axis.unknown]).toEqual([axis.fact, axis.classes - 1]);
    }
  });

  it("names the values that tell its classes apart: all that are listed, whichever of them rules name", async () => {
    expect((await axesOf(LEAVES)).map(({ fact, named }) => [fact, named])).toEqual([
      ["time", []],
      ["requestType", ["order", "fraud", "other"]],
      ["requestTags", ["order", "fraud", "other"]],
      ["language", ["nl", "en", "de"]],
      ["usingFallbackLanguage", [false, true]],
      ["signedIn", [false, true]],
      ["role", ["buyer", "seller", "guest"]],
      // The last stands for every other text.
      ["country", ["NL", "BE", "other"]],
      ["objectCount", [3]],
    ]);
  });

  it("stands for all other texts by one that no rule names", async () => {
    const [country] = await axesOf([{ fact: "country", operator: "in", value: ["other", "other-"] }]);
    expect(country?.named).toEqual(["other", "other-", "other--"]);
  });

  it("needs no facts to be declared", async () => {
    const { facts: _, ...ruleset } = rulesetWith({
      rules: [offerIf([{ fact: "availableAgents", operator: "equal", value: 1 }])],
    });
    expect((await loadedConditions(ruleset)).variables.map(({ fact }) => fact)).toEqual(["availableAgents"]);
  });
});

async function axesOf(all: readonly Condition[]) {
  return (await loadedConditions(rulesetWith({ rules: [offerIf(all)] }))).variables;
}

function offerIf(all: readonly Condition[]) {
  return { name: "offer", conditions: { all }, event: { type: "offer" as const, params: { channels: ["phone"] } } };
}
