import { type ContactRequest, createRouter } from "../../src/index.js";
import { marketplaceSupport } from "../../src/rulesets.js";
import { type Contender, type Effort, interleave, ratioTo } from "../interleave.js";
import { createHandWritten } from "../limit/hand-written.js";
import { assertSameDecisions } from "../limit/same-decisions.js";
import { createRandom } from "../random.js";
import type { Row } from "../results.js";
import { shippedRequests } from "../rulesets/shipped-requests.js";
import { peersOf, peerTurns } from "./contenders.js";

export const LIMIT = "hand-written limit";
export const ROUTE = "route";

/**
 * Times every way to decide by the shipped rules, after it has seen that all of them decide alike.
 *
 * `only` leaves out the contenders that are not named.
 */
export async function timeShipped(effort: Effort, limitRequests: number, only?: readonly string[]): Promise<Row[]> {
  const router = await createRouter(marketplaceSupport);
  const limit = createHandWritten(marketplaceSupport, router.ruleset);
  assertSameDecisions(router.route, limit, shippedRequests(createRandom(99), limitRequests));

  const requests = shippedRequests(createRandom(1), REQUESTS);
  const inTexts = requests.map(
    (request): ContactRequest => ({ ...request, at: new Date(Number(request.at)).toISOString() }),
  );
  const turn = (list: readonly ContactRequest[], call: number) => list[call % REQUESTS] as ContactRequest;
  const peers = await peersOf(marketplaceSupport, router, requests.slice(0, PEER_REQUESTS));
  const contenders: Contender[] = [
    { name: LIMIT, run: (call) => limit(turn(requests, call)) },
    { name: ROUTE, run: (call) => router.route(turn(requests, call)) },
    { name: "route, the instant as a text", run: (call) => router.route(turn(inTexts, call)) },
    { name: "safeRoute", run: (call) => router.safeRoute(turn(requests, call)) },
    { name: "explain", run: (call) => router.explain(turn(requests, call)) },
    ...peerTurns(peers),
  ];
  const timings = await interleave(
    contenders.filter(({ name }) => only === undefined || only.includes(name)),
    effort,
  );
  const [base] = timings;
  return timings.map((timing) => ({
    name: timing.name,
    ns: timing.ns,
    ratio: ratioTo(base ?? timing, timing),
  }));
}

/** So many that few situations recur but those that customers share. */
const REQUESTS = 16_384;
const PEER_REQUESTS = 1024;
