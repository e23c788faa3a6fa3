import { RequestError } from "../values/errors.js";
import { issueAt } from "../values/issue.js";
import { decide } from "./decide.js";
import type { DecidingRuleset, RoutingDecision } from "./decision.js";
import { explain } from "./explain.js";
import type { RoutingExplanation } from "./explanation.js";
import { decideFallback } from "./fallback-decision.js";
import type { LoadedRules } from "./load-rules.js";
import { createStandIns, type DecisionRecord, type RecordOptions, requestOfRecord } from "./record.js";
import { readRequest, salvageRequest } from "./request/read-request.js";
import type { ContactRequest } from "./request/request.js";
import { isDroppable } from "./request/request-issues.js";
import { createSituations } from "./situation/situations.js";

/** Decides requests by one ruleset. Its functions do not use `this`, so you can pass them around. */
export interface Router {
  readonly ruleset: Readonly<DecidingRuleset>;
  /**
   * Decides a request. Pure and synchronous: no clock, no I/O, no process time zone. It does not change the request, and you may change the
   * decision. Throws only {@link RequestError}, with every issue at once, if the request cannot be read.
   */
  route(request: ContactRequest): RoutingDecision;
  /**
   * Decides a request and never throws, whatever the request is. Decides without the parts that have an issue, as far as it is safe: see
   * `dropped` of each issue. Otherwise the decision offers only the always channels.
   */
  safeRoute(request: ContactRequest): SafeRoute;
  /** Explains the same decision: every rule and condition with its result. Throws as `route` does. */
  explain(request: ContactRequest): RoutingExplanation;
  /** Decides a request and returns a record for an audit log too. Throws as `route` does, and TypeError for an unknown fact in `redact`. */
  routeWithRecord(request: ContactRequest, options?: RecordOptions): RecordedDecision;
}

/** A decision, and the record of it. With `redact`, the record's decision may show other values. */
export interface RecordedDecision {
  readonly decision: RoutingDecision;
  readonly record: DecisionRecord;
}

/** The result of `safeRoute`. There is always a decision. `success` is false if the request has any issue. */
export type SafeRoute =
  | { readonly success: true; readonly decision: RoutingDecision }
  | { readonly success: false; readonly error: RequestError; readonly decision: RoutingDecision };

/** Makes a router of compiled rules that were loaded. */
export function routerOf(rules: LoadedRules): Router {
  const situations = createSituations(rules);
  const read = (request: ContactRequest) => readRequest(request, rules.vocabulary, rules.planLanguages);
  const salvage = (request: ContactRequest) => salvageRequest(request, rules.vocabulary, rules.planLanguages);
  const standIns = createStandIns(rules.conditions, rules.vocabulary);
  const route = (request: ContactRequest) => decide(rules, situations, read(request));
  return {
    ruleset: { ...rules.identity },
    route,
    safeRoute(request) {
      try {
        const { read: salvaged, issues } = salvage(request);
        const decision = salvaged === null ? decideFallback(rules, request) : decide(rules, situations, salvaged);
        if (issues.length === 0) return { success: true, decision };
        const error = new RequestError(issues.map((issue) => ({ ...issue, dropped: isDroppable(issue) })));
        return { success: false, error, decision };
      } catch (error) {
        return { success: false, error: defectError(error), decision: decideFallback(rules, request) };
      }
    },
    explain: (request) => explain(rules, situations, read(request)),
    routeWithRecord(request, options = {}) {
      const asked = read(request);
      const recorded = requestOfRecord(rules, standIns, asked, options);
      const decision = decide(rules, situations, asked);
      return { decision, record: { recordVersion: 2, request: recorded, decision: route(recorded) } };
    },
  };
}

/** Nothing above throws. Should it have a defect, a contact page must still not be empty. */
function defectError(cause: unknown): RequestError {
  const problem = "deciding failed, which is a defect of contact-routing";
  const issue = issueAt([], { code: "internal-error", problem, hint: "report it with the request" });
  return Object.assign(new RequestError([{ ...issue, dropped: false }]), { cause });
}
