import { describe, expect, it } from "vitest";
import { factOf } from "../../src/ruleset/check/conditions.js";
import type { DeclaredFact } from "../../src/values/declared-fact.js";
import { BUILT_IN_FACTS } from "../../src/values/facts.js";

const EQUALITY = ["equal", "notEqual"];
const LISTS = ["in", "notIn"];
const COMPARISON = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"];

/** As DESIGN.md and docs/rule-files.md have it. */
const BUILT_IN: Readonly<Record<string, readonly [of: string, type: string, operators: readonly string[]]>> = {
  requestType: ["request", "request-type", [...EQUALITY, ...LISTS]],
  requestTags: ["request", "tags", ["contains", "doesNotContain"]],
  time: ["request", "time", ["duringSchedule", "outsideSchedule"]],
  language: ["candidate", "language", [...EQUALITY, ...LISTS]],
  usingFallbackLanguage: ["candidate", "boolean", EQUALITY],
  availableAgents: ["candidate", "count", [...EQUALITY, ...COMPARISON, "isKnown"]],
  staffedAgents: ["candidate", "count", [...EQUALITY, ...COMPARISON, "isKnown"]],
  contactsInQueue: ["candidate", "count", [...EQUALITY, ...COMPARISON, "isKnown"]],
  estimatedWaitSeconds: ["candidate", "count", [...EQUALITY, ...COMPARISON, "isKnown"]],
};

describe("the facts that conditions can read", () => {
  it("are those of every ruleset, each of the request or of a candidate, with the operators that fit", () => {
    const facts = [...BUILT_IN_FACTS.values()].map(({ name, of, type, operators }) => {
      expect(factOf(name, {})).toEqual({ ...BUILT_IN_FACTS.get(name), declared: null });
      return [name, [of, type, operators]];
    });
    expect(Object.fromEntries(facts)).toEqual(BUILT_IN);
  });

  it.each<[DeclaredFact, readonly string[]]>([
    [{ type: "boolean" }, EQUALITY],
    [{ type: "string" }, [...EQUALITY, ...LISTS]],
    [{ type: "integer" }, [...EQUALITY, ...LISTS, ...COMPARISON]],
    [{ type: "number" }, [...EQUALITY, ...LISTS, ...COMPARISON]],
    [{ type: "boolean", optional: false }, EQUALITY],
    [{ type: "boolean", optional: true }, [...EQUALITY, "isKnown"]],
    [{ type: "string", optional: true }, [...EQUALITY, ...LISTS, "isKnown"]],
    [{ type: "number", optional: true }, [...EQUALITY, ...LISTS, ...COMPARISON, "isKnown"]],
  ])("are those that the ruleset declares: %o", (declared, operators) => {
    const { type } = declared;
    expect(factOf("own", { facts: { own: declared } })).toEqual({
      name: "own",
      of: "request",
      type,
      operators,
      declared,
    });
    expect(factOf("other", { facts: { own: declared } })).toBeNull();
    expect(factOf("toString", { facts: { own: declared } })).toBeNull();
  });
});
