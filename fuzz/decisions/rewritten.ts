import fc from "fast-check";
import type { ScenarioRequest } from "../../src/ruleset/document.js";
import type { RoutingDecision } from "../../src/runtime/decision.js";
import { REWRITES } from "../../test/arbitraries/rewrites.js";
import { seed } from "../../test/arbitraries/shuffled.js";
import type { Law } from "../law.js";
import { countedRouter } from "./counted-router.js";
import { type Session, sessionOf } from "./sessions.js";

interface Rewritten extends Session {
  /** A key of `REWRITES`. */
  readonly rewrite: string;
  readonly seed: number;
}

export const rewritten: Law<Rewritten> = {
  name: "rewritten",
  says: "a ruleset and a request that mean the same are decided the same, however they are written",
  share: 4,
  casesPerBatch: 15,
  cases: fc
    .tuple(sessionOf(24), fc.constantFrom(...Object.keys(REWRITES)), seed)
    .map(([session, rewrite, order]) => ({ ...session, rewrite, seed: order })),
  async compare({ document, requests, rewrite, seed: order }, tally) {
    const rewriter = REWRITES[rewrite];
    if (rewriter === undefined) throw new Error(`no rewrite ${rewrite}`);
    const other = rewriter({ document, requests }, order);
    const [before, after] = [await countedRouter(document, tally), await countedRouter(other.ruleset, tally)];
    const decide = (router: typeof before, request: ScenarioRequest) => withoutFingerprint(router.route(request));
    return {
      expected: (other.originals ?? requests).map((request) => decide(before, request)),
      actual: other.requests.map((request) => decide(after, request)),
    };
  },
};

function withoutFingerprint({ ruleset: _, ...rest }: RoutingDecision): Omit<RoutingDecision, "ruleset"> {
  return rest;
}
