import { createRouter } from "../../src/compile/compile-ruleset.js";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import { atInstant } from "../../test/arbitraries/moved-request.js";
import type { Law } from "../law.js";
import { countedRouter } from "./counted-router.js";
import { type Session, sessionOf } from "./sessions.js";

export const usedRouter: Law<Session> = {
  name: "used-router",
  says: "a router decides alike whatever it decided before: in another order, again, and as a fresh one",
  share: 8,
  casesPerBatch: 4,
  cases: sessionOf(24),
  async compare({ document, requests }, tally) {
    const asked = requests.flatMap(withItsNeighbours);
    const [forwards, backwards] = await Promise.all([countedRouter(document, tally), countedRouter(document, tally)]);
    const fresh = await createRouter(document);
    // As texts: comparing thousands of decisions as objects would take most of the time.
    const first = asked.map((request) => JSON.stringify(forwards.route(request)));
    const last = asked.toReversed().map((request) => JSON.stringify(backwards.route(request)));
    const answers: [expected: string, actual: string][] = asked.map((request, index) => [
      first[index] ?? "",
      JSON.stringify(forwards.route(request)),
    ]);
    for (const [index, answer] of last.reverse().entries()) answers.push([first[index] ?? "", answer]);
    const lastAsked = asked.slice(-1).map((request) => JSON.stringify(fresh.route(request)));
    for (const answer of lastAsked) answers.push([first.at(-1) ?? "", answer]);

    const different = answers.filter(([expected, actual]) => actual !== expected);
    return {
      expected: different.map(([expected]) => JSON.parse(expected)),
      actual: different.map(([, actual]) => JSON.parse(actual)),
    };
  },
};

/** Steps in time: within what a router keeps, across many boundaries of two days, and to another year. */
const STEPS = [
  ...[0, 1, 1000, 60_000],
  ...Array.from({ length: 72 }, (_, index) => (index + 1) * 2_203_000),
  ...[7 * 86_400_000, 200 * 86_400_000],
];

function withItsNeighbours(request: ScenarioRequest): ScenarioRequest[] {
  return STEPS.map((step) => atInstant(request, Date.parse(request.at) + step));
}
