import fc from "fast-check";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { makeRequest } from "../../test/arbitraries/requests.js";
import { rulesetDocument } from "../../test/arbitraries/rulesets.js";

/** Requests that one router is asked, one after another: what it keeps of the first may spoil the next. */
export interface Session {
  readonly document: RulesetDocument;
  readonly requests: readonly ScenarioRequest[];
}

/** Of at least one request, and mostly near `most` of them. */
export function sessionOf(most: number): fc.Arbitrary<Session> {
  const makers = fc.array(makeRequest, { minLength: 1, maxLength: most, size: "max" });
  return fc
    .tuple(rulesetDocument, makers)
    .map(([document, makes]) => ({ document, requests: makes.map((make) => make(document)) }));
}
