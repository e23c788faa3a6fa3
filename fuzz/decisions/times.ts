import type { ScenarioRequest } from "../../src/ruleset/document.js";
import type { Router } from "../../src/runtime/router.js";
import { atInstant } from "../../test/arbitraries/moved-request.js";
import { brokenTimeLaws, sameDecision } from "../../test/properties/broken-time-laws.js";
import type { Law } from "../law.js";
import { countedRouter } from "./counted-router.js";
import { type Session, sessionOf } from "./sessions.js";

export const times: Law<Session> = {
  name: "times",
  says: "times are true when the clock is moved there and one millisecond before, and a decision stays as it is until it ends",
  share: 6,
  casesPerBatch: 15,
  cases: sessionOf(24),
  async compare({ document, requests }, tally) {
    const router = await countedRouter(document, tally);
    return {
      expected: [],
      actual: requests.flatMap((request) => [
        ...brokenTimeLaws(document, router, request),
        ...brokenBeforeItEnds(router, request),
      ]),
    };
  },
};

const MS_PER_DAY = 86_400_000;
/** Parts of the time that a decision holds, at which it is made again. */
const PARTS = [0.0001, 0.01, 0.13, 0.29, 0.5, 0.61, 0.77, 0.93, 0.9999];

function brokenBeforeItEnds(router: Router, request: ScenarioRequest): string[] {
  const decision = router.route(request);
  const start = Date.parse(decision.decidedAt);
  const end = decision.validUntil === null ? start + 400 * MS_PER_DAY : Date.parse(decision.validUntil) - 1;
  return PARTS.map((part) => start + Math.floor((end - start) * part))
    .filter((instant) => !sameDecision(decision, router.route(atInstant(request, instant))))
    .map(
      (instant) => `another decision before it ends, at ${new Date(instant).toISOString()}: ${JSON.stringify(request)}`,
    );
}
