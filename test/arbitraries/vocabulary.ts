import fc from "fast-check";
import type { RequestType } from "../../src/ruleset/document.js";
import type { DeclaredFact } from "../../src/values/declared-fact.js";

/** The names in every generated ruleset are the same, so that its parts can be drawn, and shrink, each by itself. */
export const REQUEST_TYPES = ["order", "fraud", "other"] as const;
export const TAGS = ["purchase", "trust", "urgent"] as const;
export const SCHEDULE_IDS = ["desk", "night", "local"] as const;
export const STEP_IDS = ["sign-in", "ai-answer"] as const;
/** Those that rules speak of; `email`, and sometimes `form`, are offered always. */
export const RULED_CHANNELS = ["phone", "chat", "callback", "sms"] as const;

export const requestTypes: Readonly<Record<(typeof REQUEST_TYPES)[number], RequestType>> = {
  order: { tags: ["purchase"] },
  fraud: { description: "A copy or a scam", tags: ["trust", "urgent"] },
  other: {},
};

/** Of each type, with a default, optional, or neither; `vip` and `spend` are always optional, so that conditions may ask whether they are known. */
export const declaredFacts: fc.Arbitrary<Record<string, DeclaredFact>> = fc.record({
  signedIn: declared({ type: "boolean" } as const, false),
  role: declared({ type: "string", values: ["buyer", "seller"] } as const, "buyer"),
  country: declared({ type: "string" } as const, "NL"),
  objectCount: declared({ type: "integer", minimum: 0, maximum: 10 } as const, 1),
  score: declared({ type: "number" } as const, 0.5),
  vip: fc.constant({ type: "boolean", optional: true } as const),
  spend: fc.constant({ type: "number", minimum: 0, optional: true } as const),
});

/** Values of all the facts. */
export const factValues: fc.Arbitrary<Record<string, boolean | number | string>> = fc.record({
  signedIn: fc.boolean(),
  role: fc.constantFrom("buyer", "seller"),
  country: fc.constantFrom("NL", "", "nl", "R\u00e9", "Re\u0301"),
  objectCount: fc.constantFrom(0, 1, 2, 3, 10),
  score: fc.constantFrom(-1, 0, 0.25, 0.5, 1e9),
  vip: fc.boolean(),
  spend: fc.constantFrom(0, 1, 99.5, 100, 101),
});

function declared<Fact extends object, Value>(
  fact: Fact,
  value: Value,
): fc.Arbitrary<Fact | (Fact & { default: Value }) | (Fact & { optional: boolean })> {
  return fc.constantFrom({ ...fact, default: value }, fact, { ...fact, optional: true });
}
