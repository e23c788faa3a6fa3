import type {
  AgentAvailability,
  ContactRequest,
  Router,
  RoutingDecision,
  RulesetDocument,
  WithheldChannel,
} from "../../index.js";
import { SNAPSHOT_FLAGS } from "./build-request.js";

/** A decision, and further facts for a person. */
export interface Answer {
  readonly request: ContactRequest;
  readonly decision: RoutingDecision;
  readonly ruleset: RulesetDocument;
  /** Withheld channels that would be offered at once if agents were free. */
  readonly waitingForAgents: ReadonlySet<string>;
  /** By channel, a rule that withholds it even if agents are free, and that is not among the reasons. */
  readonly alsoWithheldBy: ReadonlyMap<string, string>;
}

/** Decides a request. Throws `RequestError`. */
export function answer(router: Router, ruleset: RulesetDocument, request: ContactRequest): Answer {
  const decision = router.route(request);
  // `nextOpensAt` is null both if only agents are missing and if time cannot help. A second request, with free agents, tells which.
  const everyone = Object.fromEntries(ruleset.channels.map(({ id }) => [id, { "*": FREE_AGENTS }]));
  const withAgents = { ...request, agentAvailability: everyone, agentAvailabilityAsOf: request.at };
  const open = new Set(router.route(withAgents).offered.map(({ channel }) => channel));
  return {
    request,
    decision,
    ruleset,
    waitingForAgents: new Set(decision.withheld.map(({ channel }) => channel).filter((channel) => open.has(channel))),
    alsoWithheldBy: findWithholding(router, withAgents, decision.withheld),
  };
}

const FREE_AGENTS = Object.fromEntries(
  SNAPSHOT_FLAGS.map(({ key, whenFree }) => [key, whenFree]),
) as unknown as AgentAvailability;

/** The reasons are the nearest misses: at night they are the hours, not the rule that withholds the channel by day too. */
function findWithholding(
  router: Router,
  withAgents: ContactRequest,
  withheld: readonly WithheldChannel[],
): ReadonlyMap<string, string> {
  const never = withheld.filter(({ nextOpensAt }) => nextOpensAt === null);
  if (never.length === 0) return new Map();
  const { channels } = router.explain(withAgents);
  return new Map(
    never.flatMap(({ channel, reasons }) => {
      const candidates = channels.find((each) => each.channel === channel)?.candidates ?? [];
      const found = candidates
        .flatMap(({ rules }) => rules)
        .find(({ event, result }) => event === "withhold" && result === "holds")?.rule;
      return found === undefined || reasons.some(({ rule }) => rule === found) ? [] : [[channel, found]];
    }),
  );
}
