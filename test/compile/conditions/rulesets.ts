import { compileConditions } from "../../../src/compile/conditions/compile-conditions.js";
import type { PromiseStatement, Ruleset, RulesetDocument } from "../../../src/ruleset/document.js";
import { type Conditions, loadConditions } from "../../../src/runtime/conditions/load-conditions.js";

const VOCABULARY: RulesetDocument = {
  ruleset: { id: "conditions", version: "1" },
  channels: [
    { id: "phone", languages: ["nl", "en"] },
    { id: "email", languages: ["en", "nl", "de"], always: true },
  ],
  languages: { fallback: "en" },
  requestTypes: { order: { tags: ["purchase"] }, fraud: { tags: ["trust", "urgent"] }, other: {} },
  facts: {
    signedIn: { type: "boolean", default: true },
    role: { type: "string", values: ["buyer", "seller", "guest"], default: "buyer" },
    country: { type: "string", default: "NL" },
    objectCount: { type: "integer", default: 1 },
    score: { type: "number", default: 0.5 },
  },
  schedules: {
    desk: { timeZone: "Europe/Amsterdam", weekly: { "mon-fri": ["09:00-18:00"] } },
    night: { timeZone: "customer", weekly: { "mon-sun": ["22:00-02:00"] } },
  },
};

/** A ruleset that needs no check: compiling conditions is what is tested. */
export function rulesetWith(sections: Partial<RulesetDocument>): Ruleset {
  return { ...VOCABULARY, ...sections } as Ruleset;
}

/** Compiles the conditions and loads them again. */
export async function loadedConditions(
  ruleset: Ruleset,
  promises: readonly PromiseStatement[] = [],
): Promise<Conditions> {
  return loadConditions(await compileConditions(ruleset, promises));
}
