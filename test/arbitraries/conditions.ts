import fc from "fast-check";
import type { Condition, FactCondition } from "../../src/ruleset/document.js";
import { COUNT_FACTS } from "../../src/values/facts.js";
import { SERVED } from "./languages.js";
import { REQUEST_TYPES, SCHEDULE_IDS, TAGS } from "./vocabulary.js";

/** Whether a condition may read the facts of a candidate; those of steps may not. */
export type Scope = "request" | "candidate";

const EQUALITY = ["equal", "notEqual"];
const MEMBERSHIP = ["in", "notIn"];
const COMPARISON = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"];

const requestLeaf = fc.oneof(
  leaf("requestType", EQUALITY, fc.constantFrom(...REQUEST_TYPES)),
  leaf("requestType", MEMBERSHIP, someOf(REQUEST_TYPES)),
  leaf("requestTags", ["contains", "doesNotContain"], fc.constantFrom(...TAGS)),
  { arbitrary: leaf("time", ["duringSchedule", "outsideSchedule"], fc.constantFrom(...SCHEDULE_IDS)), weight: 8 },
  leaf("signedIn", EQUALITY, fc.boolean()),
  leaf("role", EQUALITY, fc.constantFrom("buyer", "seller")),
  leaf("role", MEMBERSHIP, someOf(["buyer", "seller"])),
  leaf("country", EQUALITY, fc.constantFrom("NL", "", "R\u00e9", "Re\u0301")),
  leaf("objectCount", [...EQUALITY, ...COMPARISON], fc.constantFrom(0, 1, 2, 10)),
  leaf("objectCount", MEMBERSHIP, someOf([0, 1, 2])),
  leaf("score", [...EQUALITY, ...COMPARISON], fc.constantFrom(0, 0.5, -1)),
  leaf("vip", EQUALITY, fc.boolean()),
  leaf("vip", ["isKnown"], fc.boolean()),
  leaf("spend", [...EQUALITY, ...COMPARISON], fc.constantFrom(0, 100)),
  leaf("spend", ["isKnown"], fc.boolean()),
);

const candidateLeaf = fc.oneof(
  { arbitrary: requestLeaf, weight: 8 },
  leaf("language", EQUALITY, fc.constantFrom(...SERVED)),
  leaf("language", MEMBERSHIP, someOf(SERVED)),
  leaf("usingFallbackLanguage", EQUALITY, fc.boolean()),
  { arbitrary: leaf("availableAgents", [...EQUALITY, ...COMPARISON], fc.constantFrom(0, 1, 3)), weight: 2 },
  leaf("staffedAgents", [...EQUALITY, ...COMPARISON], fc.constantFrom(0, 1, 3)),
  leaf("contactsInQueue", [...EQUALITY, ...COMPARISON], fc.constantFrom(0, 5)),
  leaf("estimatedWaitSeconds", [...EQUALITY, ...COMPARISON], fc.constantFrom(0, 60)),
  fc.constantFrom(...COUNT_FACTS).chain((fact) => leaf(fact, ["isKnown"], fc.boolean())),
);

/** A condition of at most `depth` lists, one in another. It may name the `references`. */
export function condition(scope: Scope, references: readonly string[], depth: number): fc.Arbitrary<Condition> {
  const plain = scope === "request" ? requestLeaf : candidateLeaf;
  if (depth === 0) return plain;
  const child = condition(scope, references, depth - 1);
  const children = fc.array(child, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: children.map((all) => ({ all })) },
    { weight: 2, arbitrary: children.map((any) => ({ any })) },
    { weight: 1, arbitrary: child.map((not) => ({ not })) },
    ...references.map((name) => fc.constant({ condition: name })),
  );
}

function leaf(
  fact: string,
  operators: readonly string[],
  value: fc.Arbitrary<FactCondition["value"]>,
): fc.Arbitrary<Condition> {
  return fc.record({ fact: fc.constant(fact), operator: fc.constantFrom(...operators), value });
}

function someOf<Value extends string | number>(values: readonly Value[]): fc.Arbitrary<Value[]> {
  return fc.subarray([...values], { minLength: 1, maxLength: 2 });
}
