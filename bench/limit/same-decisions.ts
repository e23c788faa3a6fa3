import { isDeepStrictEqual } from "node:util";
import type { ContactRequest, RoutingDecision } from "../../src/index.js";

/** Throws with the first request that two ways to decide do not decide alike, times and reasons included. */
export function assertSameDecisions(
  route: (request: ContactRequest) => RoutingDecision,
  other: (request: ContactRequest) => RoutingDecision,
  requests: readonly ContactRequest[],
): void {
  for (const request of requests) {
    const expected = route(request);
    const actual = other(request);
    if (isDeepStrictEqual(actual, expected)) continue;
    const shown = [request, expected, actual].map((each) => JSON.stringify(each, null, 2));
    throw new Error(`decided otherwise by hand:\n${shown.join("\n")}`);
  }
}
