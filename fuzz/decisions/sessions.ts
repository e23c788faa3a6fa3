import fc from "fast-check";
import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import { atInstantAsFresh } from "../../test/arbitraries/moved-request.js";
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

/** Many requests, on few days: what the reference finds out of a day serves for all of them. */
export function daySessionOf(most: number): fc.Arbitrary<Session> {
  const shift = fc.integer({ min: -MS_PER_DAY / 2, max: MS_PER_DAY / 2 });
  const makers = fc.array(fc.tuple(makeRequest, shift), { minLength: 1, maxLength: most, size: "max" });
  return fc.tuple(rulesetDocument, makers).map(([document, makes]) => {
    const requests = makes.map(([make]) => make(document));
    return {
      document,
      requests: requests.map((request, index) =>
        index < DAYS ? request : atInstantAsFresh(request, dayOf(requests, index) + (makes[index]?.[1] ?? 0)),
      ),
    };
  });
}

const DAYS = 6;
const MS_PER_DAY = 86_400_000;

function dayOf(requests: readonly ScenarioRequest[], index: number): number {
  return Date.parse(requests[index % DAYS]?.at ?? "");
}
