import type { RoutingDecision } from "../../src/runtime/decision.js";
import { atInstant } from "../../test/arbitraries/moved-request.js";
import { createReferenceRouter, type ReferenceRouter } from "../../test/reference/router.js";
import type { Verdict } from "../../test/reference/verdict.js";
import type { Comparison, Law, Tally } from "../law.js";
import { countedRouter } from "./counted-router.js";
import { daySessionOf, type Session } from "./sessions.js";

/** Without times the reference need not scan 400 days: most of what it checks of random rules is checked here. */
export const verdicts: Law<Session> = {
  name: "verdicts",
  says: "what is offered, withheld and advised, in which order and for which reasons, is what the reference says",
  share: 24,
  casesPerBatch: 4,
  cases: daySessionOf(40),
  compare: (session, tally) => compareVerdicts(session, createReferenceRouter(session.document, ""), tally),
};

/** The first decision that differs, if there is one: each request is decided near every change of hours within two days. */
export async function compareVerdicts(
  { document, requests }: Session,
  reference: ReferenceRouter,
  tally: Tally,
): Promise<Comparison> {
  const router = await countedRouter(document, tally);
  for (const request of requests) {
    // As texts: comparing objects would take most of the time.
    const texts = new Map<Verdict, string>();
    for (const { instant, verdict } of await reference.verdictsNear(request, TWO_DAYS)) {
      const { told: _, ...expected } = verdict;
      const text = texts.get(verdict) ?? JSON.stringify(expected);
      texts.set(verdict, text);
      const actual = withoutTimes(router.route(atInstant(request, instant)));
      tally.referenced += 1;
      if (JSON.stringify(actual) !== text) {
        const at = new Date(instant).toISOString();
        return { expected: { at, ...expected }, actual: { at, ...actual } };
      }
    }
  }
  return { expected: null, actual: null };
}

const TWO_DAYS = 2 * 86_400_000;

function withoutTimes({ offered, withheld, steps }: RoutingDecision): Omit<Verdict, "told"> {
  return {
    offered: offered.map(({ closesAt: _, ...rest }) => rest),
    withheld: withheld.map(({ nextOpensAt: _, ...rest }) => rest),
    steps,
  };
}
