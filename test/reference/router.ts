import type { RulesetDocument } from "../../src/ruleset/document.js";
import type { DecidingRuleset, RoutingDecision } from "../../src/runtime/decision.js";
import type { ContactRequest } from "../../src/runtime/request/request.js";
import { createClock, scheduleFinder } from "./clock.js";
import { epochOf, type Moment } from "./facts.js";
import { timedVerdict } from "./times.js";
import { createJudge } from "./truth.js";
import { type Verdict, verdictAt } from "./verdict.js";

export interface ReferenceRouter {
  /** Expects a request that the real router accepts. */
  route(request: ContactRequest): Promise<RoutingDecision>;
  /**
   * What is decided when the clock alone moves, without times, which are nearly all of the work: at the request's instant, at every one within
   * `forMs` after it at which anything may change, and a millisecond before and after each.
   */
  verdictsNear(request: ContactRequest, forMs: number): Promise<readonly VerdictAtInstant[]>;
}

export interface VerdictAtInstant {
  /** Epoch ms. */
  readonly instant: number;
  /** The identical object where the moment is the same. */
  readonly verdict: Verdict;
}

/** `docs/semantics.md` as slow, plain code: nothing compiled, json-rules-engine run for every candidate, times found by scanning. */
export function createReferenceRouter(document: RulesetDocument, fingerprint: string): ReferenceRouter {
  const judge = createJudge(document);
  const scheduleOf = scheduleFinder(document);
  const { id, version } = document.ruleset;
  const ruleset: DecidingRuleset = { id, version, fingerprint };

  /** Of one request, the clock decides nothing but by what it makes of the schedules and the reports on agents. */
  function verdictOf(request: ContactRequest): (moment: Moment) => Promise<Verdict> {
    const verdicts = new Map<string, Promise<Verdict>>();
    return (moment) => {
      const key = JSON.stringify(moment);
      const verdict = verdicts.get(key) ?? verdictAt(document, judge, request, moment);
      verdicts.set(key, verdict);
      return verdict;
    };
  }

  return {
    async route(request) {
      const timed = await timedVerdict(createClock(document, scheduleOf, request), verdictOf(request));
      return { ...timed, decidedAt: new Date(epochOf(request.at)).toISOString(), ruleset };
    },
    verdictsNear(request, forMs) {
      const clock = createClock(document, scheduleOf, request);
      const verdict = verdictOf(request);
      const instants = new Set(clock.instants(forMs).flatMap((instant) => [instant - 1, instant, instant + 1]));
      return Promise.all(
        [...instants].map(async (instant) => ({ instant, verdict: await verdict(clock.momentAt(instant)) })),
      );
    },
  };
}
