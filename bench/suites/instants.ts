import { type ContactRequest, createRouter } from "../../src/index.js";
import { marketplaceSupport } from "../../src/rulesets.js";
import { createHandWritten } from "../limit/hand-written.js";
import { createRandom, type Random } from "../random.js";
import type { InstantsRow } from "../results.js";
import { FIRST_INSTANT, LAST_INSTANT, shippedRequests } from "../rulesets/shipped-requests.js";
import { spreadOf } from "../statistics.js";

/**
 * Decides each of many distinct instants once, in random order, so that nothing kept from the request before can help.
 *
 * The instants are spread evenly over two years; then fewer over forty, which is more years than a router keeps hours for.
 */
export async function timeInstants(count: number): Promise<InstantsRow[]> {
  const { route, ruleset } = await createRouter(marketplaceSupport);
  const limit = createHandWritten(marketplaceSupport, ruleset);
  const few = Math.ceil(count / 100);
  const twoYears = (LAST_INSTANT - FIRST_INSTANT) / count;
  const fortyYears = (Date.UTC(2040, 0, 1) - Date.UTC(2000, 0, 1)) / few;
  const near = timeInTurns([route, limit], shuffled(count), (place) => FIRST_INSTANT + Math.floor(place * twoYears));
  const far = timeInTurns([route], shuffled(few), (place) => Date.UTC(2000, 0, 1) + Math.floor(place * fortyYears));
  const rows = [
    { name: "route, over two years", instants: count, samples: near[0] },
    { name: "hand-written limit, over two years", instants: count, samples: near[1] },
    { name: "route, over forty years", instants: few, samples: far[0] },
  ];
  return rows.map(({ name, instants, samples = [] }) => ({ name, instants, ns: spreadOf(samples) }));
}

type Route = (request: ContactRequest) => unknown;

const PARTS = 20;

/** One sample for each part of the instants, in nanoseconds a decision. */
function timeInTurns(routes: readonly Route[], order: Uint32Array, instantOf: (place: number) => number): number[][] {
  const requests = shippedRequests(createRandom(1), 1024).map(
    ({ agentAvailabilityAsOf: _, ...request }) =>
      request as { -readonly [Key in keyof ContactRequest]: ContactRequest[Key] },
  );
  const samples = routes.map((): number[] => []);
  const part = Math.ceil(order.length / PARTS);
  for (let from = 0; from < order.length; from += part) {
    const until = Math.min(from + part, order.length);
    for (const [index, route] of routes.entries()) {
      const start = process.hrtime.bigint();
      for (let each = from; each < until; each++) {
        const request = requests[each & 1023];
        if (request === undefined) continue;
        request.at = instantOf(order[each] ?? 0);
        route(request);
      }
      samples[index]?.push(Number(process.hrtime.bigint() - start) / (until - from));
    }
  }
  return samples;
}

/** Fisher and Yates. */
function shuffled(count: number, random: Random = createRandom(10)): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}
