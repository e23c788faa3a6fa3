import { createRouter } from "../../src/compile/compile-ruleset.js";
import type { RulesetInput } from "../../src/ruleset/read-ruleset.js";
import type { Router } from "../../src/runtime/router.js";
import type { Tally } from "../law.js";

/** A router that counts its decisions. */
export async function countedRouter(ruleset: RulesetInput, tally: Tally): Promise<Router> {
  const router = await createRouter(ruleset);
  return {
    ...router,
    route(request) {
      tally.decisions += 1;
      return router.route(request);
    },
    explain(request) {
      tally.decisions += 1;
      return router.explain(request);
    },
  };
}
