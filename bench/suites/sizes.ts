import { type ContactRequest, createRouter } from "../../src/index.js";
import { type Effort, interleave, ratioTo } from "../interleave.js";
import type { SizeRows } from "../results.js";
import { generateRequests } from "../rulesets/generate-requests.js";
import { generateRuleset } from "../rulesets/generate-ruleset.js";
import { USUAL } from "../rulesets/size.js";
import { peersOf, peerTurns } from "./contenders.js";
import { ROUTE } from "./shipped.js";

/** Our `route`, asked about situations that recur: what is kept of one decision helps the next. */
export const ROUTE_AGAIN = "route, situations that recur";

/** Times our `route` and the peers on a generated ruleset of so many rules, after it has seen that the same rules hold by all of them. */
export async function timeSize(rules: number, effort: Effort, only?: readonly string[]): Promise<SizeRows> {
  const size = { ...USUAL, rules };
  const document = generateRuleset(size);
  const router = await createRouter(document);
  const requests = generateRequests(size, REQUESTS);
  // A router each, so that neither finds what the other has left.
  const { route } = await createRouter(document);
  const peers = await peersOf(document, router, requests.slice(0, RECURRING));
  const contenders = [
    { name: ROUTE, run: (call: number) => router.route(requests[call % REQUESTS] as ContactRequest) },
    { name: ROUTE_AGAIN, run: (call: number) => route(requests[call % RECURRING] as ContactRequest) },
    ...peerTurns(peers),
  ];
  const timings = await interleave(
    contenders.filter(({ name }) => only === undefined || only.includes(name)),
    effort,
  );
  const [base] = timings;
  return {
    rules,
    rows: timings.map((timing) => ({ name: timing.name, ns: timing.ns, ratio: ratioTo(base ?? timing, timing) })),
  };
}

/** So many that a router has forgotten a situation before it comes again. */
export const REQUESTS = 8192;
export const RECURRING = 256;
