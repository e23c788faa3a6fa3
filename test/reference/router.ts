import type { DecidingRuleset, RoutingDecision } from "../../src/routing/decision.js";
import type { ContactRequest } from "../../src/routing/request.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { createClock, epochOf, scheduleFinder } from "./clock.js";
import type { Moment } from "./facts.js";
import { timedVerdict } from "./times.js";
import { createJudge } from "./truth.js";
import { type Verdict, verdictAt } from "./verdict.js";

export interface ReferenceRouter {
  /** Expects a request that the real router accepts. */
  route(request: ContactRequest): Promise<RoutingDecision>;
}

/** `docs/semantics.md` as slow, plain code: nothing compiled, json-rules-engine run for every candidate, times found by scanning. */
export function createReferenceRouter(document: RulesetDocument, fingerprint: string): ReferenceRouter {
  const judge = createJudge(document);
  const scheduleOf = scheduleFinder(document);
  const { id, version } = document.ruleset;
  const ruleset: DecidingRuleset = { id, version, fingerprint };

  return {
    async route(request) {
      const verdicts = new Map<string, Promise<Verdict>>();
      const timed = await timedVerdict(createClock(document, scheduleOf, request), (moment: Moment) => {
        const key = JSON.stringify(moment);
        const verdict = verdicts.get(key) ?? verdictAt(document, judge, request, moment);
        verdicts.set(key, verdict);
        return verdict;
      });
      return { ...timed, decidedAt: new Date(epochOf(request.at)).toISOString(), ruleset };
    },
  };
}
