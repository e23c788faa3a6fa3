import fc from "fast-check";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { makeRequest } from "./requests.js";
import { rulesetDocument } from "./rulesets.js";

export interface Situation {
  readonly document: RulesetDocument;
  readonly request: ScenarioRequest;
}

/** A valid ruleset and a valid request to it; a failing property prints both, to paste into the command line. */
export const situation: fc.Arbitrary<Situation> = fc
  .tuple(rulesetDocument, makeRequest)
  .map(([document, make]) => printable({ document, request: make(document) }));

export interface Situations {
  readonly document: RulesetDocument;
  readonly requests: readonly ScenarioRequest[];
}

/** A valid ruleset, and several valid requests to it. */
export const situations: fc.Arbitrary<Situations> = fc
  .tuple(rulesetDocument, fc.array(makeRequest, { minLength: 2, maxLength: 8, size: "max" }))
  .map(([document, makes]) => ({ document, requests: makes.map((make) => make(document)) }));

function printable(situation: Situation): Situation {
  const print = () =>
    `\nrules.json:\n${JSON.stringify(situation.document)}\nrequest.json:\n${JSON.stringify(situation.request)}\n`;
  return Object.defineProperty({ ...situation }, fc.toStringMethod, { value: print });
}
