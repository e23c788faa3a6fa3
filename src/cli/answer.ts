import type { ContactRequest, Router, RoutingDecision, RulesetDocument } from "../index.js";

/** A decision, with what it takes to tell a person of it. */
export interface Answer {
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
  readonly ruleset: RulesetDocument;
  /** Withheld channels that would be offered at once if agents were free. */
  readonly waitingForAgents: ReadonlySet<string>;
}

/** Decides a request. Throws `RequestError`. */
export function answer(router: Router, ruleset: RulesetDocument, request: ContactRequest): Answer {
  const decision = router.route(request);
  return { request, decision, ruleset, waitingForAgents: findWaitingForAgents(router, ruleset, request, decision) };
}

/** `nextOpensAt` is null where agents alone are missing, and where time cannot help; to ask again with agents tells which. */
function findWaitingForAgents(
  router: Router,
  ruleset: RulesetDocument,
  request: ContactRequest,
  { withheld }: RoutingDecision,
): ReadonlySet<string> {
  const everyone = Object.fromEntries(ruleset.channels.map(({ id }) => [id, { "*": FREE_AGENTS }]));
  const { offered } = router.route({ ...request, agentAvailability: everyone, agentAvailabilityAsOf: request.at });
  const open = new Set(offered.map(({ channel }) => channel));
  return new Set(withheld.map(({ channel }) => channel).filter((channel) => open.has(channel)));
}

const FREE_AGENTS = {
  available: Number.MAX_SAFE_INTEGER,
  staffed: Number.MAX_SAFE_INTEGER,
  contactsInQueue: 0,
  estimatedWaitSeconds: 0,
};
