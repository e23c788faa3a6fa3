import { RequestError } from "../values/errors.js";
import { issueAt } from "../values/issue.js";
import { decide } from "./decide.js";
import type { DecidingRuleset, RoutingDecision } from "./decision.js";
import { explain } from "./explain.js";
import type { RoutingExplanation } from "./explanation.js";
import { decideFallback } from "./fallback-decision.js";
import type { LoadedRules } from "./load-rules.js";
import { type DecisionRecord, type RecordOptions, requestOfRecord } from "./record.js";
import { readRequest } from "./request/read-request.js";
import type { ContactRequest } from "./request/request.js";
import { createSituations } from "./situation/situations.js";
import { createStandIns } from "./stand-in.js";

/** Decides requests by one ruleset. Its functions need no `this`, so they can be passed around. */
export interface Router {
  readonly ruleset: Readonly<DecidingRuleset>;
  /**
   * Decides a request. Pure and synchronous: no clock, no I/O, no process time zone; the request is not changed, and the decision is the
   * caller's own. Throws {@link RequestError}, with every issue at once, where the request cannot be read; nothing else.
   */
  route(request: ContactRequest): RoutingDecision;
  /** Decides a request, and never throws, whatever it is given: where it cannot be read, the decision offers the always channels alone. */
  safeRoute(request: ContactRequest): SafeRoute;
  /** The whole why and why not of the same decision. Throws as `route` does. */
  explain(request: ContactRequest): RoutingExplanation;
  /** Decides a request, and gives what to keep of it for an audit. Throws as `route` does, and TypeError for an unknown fact in `redact`. */
  routeWithRecord(request: ContactRequest, options?: RecordOptions): RecordedDecision;
}

export interface RecordedDecision {
  readonly decision: RoutingDecision;
  readonly record: DecisionRecord;
}

export type SafeRoute =
  | { readonly success: true; readonly decision: RoutingDecision }
  | { readonly success: false; readonly error: RequestError; readonly decision: RoutingDecision };

/** Makes a router of compiled rules that were loaded. */
export function routerOf(rules: LoadedRules): Router {
  const situations = createSituations(rules);
  const read = (request: ContactRequest) => readRequest(request, rules.vocabulary, rules.planLanguages);
  const standIns = createStandIns(rules.conditions, rules.vocabulary);
  const route = (request: ContactRequest) => decide(rules, situations, read(request));
  return {
    ruleset: { ...rules.identity },
    route,
    safeRoute(request) {
      try {
        return { success: true, decision: route(request) };
      } catch (error) {
        return { success: false, error: asRequestError(error), decision: decideFallback(rules, request) };
      }
    },
    explain: (request) => explain(rules, situations, read(request)),
    routeWithRecord(request, options = {}) {
      const asked = read(request);
      const recorded = requestOfRecord(rules, standIns, asked, options);
      const decision = decide(rules, situations, asked);
      return { decision, record: { recordVersion: 1, request: recorded, decision: route(recorded) } };
    },
  };
}

/** `route` throws nothing but RequestError; were there a defect in it, a contact page must still not be empty. */
function asRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  const problem = "deciding failed, which is a defect of contact-routing";
  const defect = new RequestError([
    issueAt([], { code: "internal-error", problem, hint: "report it with the request" }),
  ]);
  return Object.assign(defect, { cause: error });
}
