import { type CompiledRuleset, compileRuleset } from "../compile/compile-ruleset.js";
import { type RulesetInput, toRuleset } from "../ruleset/read-ruleset.js";
import { RequestError } from "../values/errors.js";
import { issueAt } from "../values/issue.js";
import { decide } from "./decide.js";
import { decideUnread } from "./decide-unread.js";
import type { DecidingRuleset, RoutingDecision } from "./decision.js";
import { explain } from "./explain.js";
import type { RoutingExplanation } from "./explanation.js";
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

/**
 * Makes a router of a ruleset: a plain document (parsed JSON), or what `loadRuleset` or `parseRuleset` gave.
 *
 * Asynchronous since json-rules-engine, which decides what each condition means, is. Throws `RulesetError`, with every issue at once.
 */
export async function createRouter(ruleset: RulesetInput): Promise<Router> {
  return routerOf(await compileRuleset(toRuleset(ruleset)));
}

/** Of a ruleset that is compiled already. */
export function routerOf(compiled: CompiledRuleset): Router {
  const situations = createSituations(compiled);
  const read = (request: ContactRequest) => readRequest(request, compiled.vocabulary, compiled.planLanguages);
  const standIns = createStandIns(compiled.conditions, compiled.vocabulary);
  const route = (request: ContactRequest) => decide(compiled, situations, read(request));
  return {
    ruleset: { ...compiled.identity },
    route,
    safeRoute(request) {
      try {
        return { success: true, decision: route(request) };
      } catch (error) {
        return { success: false, error: asRequestError(error), decision: decideUnread(compiled, request) };
      }
    },
    explain: (request) => explain(compiled, situations, read(request)),
    routeWithRecord(request, options = {}) {
      const asked = read(request);
      const recorded = requestOfRecord(compiled, standIns, asked, options);
      const decision = decide(compiled, situations, asked);
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
