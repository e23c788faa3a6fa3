import fc from "fast-check";
import type { RoutingDecision } from "../../src/runtime/decision.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import { faults, spoilt } from "../../test/arbitraries/spoilt-requests.js";
import { withoutDropped } from "../../test/reference/salvage.js";
import type { Law } from "../law.js";
import { countedRouter } from "./counted-router.js";
import { type Session, sessionOf } from "./sessions.js";

interface SpoiltSession extends Session {
  /** Of each request. */
  readonly wrong: readonly Parameters<typeof spoilt>[1][];
}

export const salvaged: Law<SpoiltSession> = {
  name: "salvaged",
  says: "a request with faults is decided as it is without the parts that are dropped, or offers the always channels alone",
  share: 2,
  casesPerBatch: 15,
  cases: sessionOf(24).chain((session) =>
    fc.array(faults, { minLength: session.requests.length, maxLength: session.requests.length }).map((wrong) => ({
      ...session,
      wrong,
    })),
  ),
  async compare({ document, requests, wrong }, tally) {
    const router = await countedRouter(document, tally);
    const always = document.channels.filter((channel) => channel.always === true).map(({ id }) => id);
    const pairs = requests.map((request, index): [expected: unknown, actual: unknown] => {
      const asked = spoilt(request, wrong[index] ?? []) as ContactRequest;
      const routed = router.safeRoute(asked);
      if (routed.success) return [router.route(asked), routed.decision];
      const { issues } = routed.error;
      if (issues.some(({ dropped }) => dropped !== true)) return [always, offeredIn(routed.decision)];
      return [router.route(withoutDropped(document, asked, issues)), routed.decision];
    });
    return { expected: pairs.map(([expected]) => expected), actual: pairs.map(([, actual]) => actual) };
  },
};

function offeredIn({ offered }: RoutingDecision): string[] {
  return offered.map(({ channel }) => channel);
}
