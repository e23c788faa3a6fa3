import type { RulesetDocument, ScenarioRequest } from "../../src/ruleset/document.js";
import type { RoutingDecision } from "../../src/runtime/decision.js";
import type { Router } from "../../src/runtime/router.js";
import { atInstant, atInstantAsFresh, atInstantWithAgents } from "../arbitraries/moved-request.js";
import { timesOfReports } from "../reference/facts.js";

const HORIZON_MS = 400 * 86_400_000;

/** Moves the clock to each time of a decision, and to one millisecond before it: what is untrue there, as sentences. Empty where all holds. */
export function brokenTimeLaws(document: RulesetDocument, router: Router, request: ScenarioRequest): string[] {
  const decision = router.route(request);
  const start = Date.parse(decision.decidedAt);
  const broken: string[] = [];
  const hold = (truth: boolean, law: string) => {
    if (!truth) broken.push(`${law}: ${JSON.stringify(request)}`);
  };
  const isIn = (moved: ScenarioRequest, channel: string) =>
    router.route(moved).offered.some((each) => each.channel === channel);
  const inTime = (time: string) => Date.parse(time) > start && Date.parse(time) <= start + HORIZON_MS;

  for (const { channel, closesAt } of decision.offered) {
    if (closesAt === null) continue;
    const closing = Date.parse(closesAt);
    hold(inTime(closesAt), `${channel} closes after the request and within 400 days`);
    hold(isIn(atInstantAsFresh(request, closing - 1), channel), `${channel} is offered until it closes`);
    hold(!isIn(atInstantAsFresh(request, closing), channel), `${channel} is not offered when it closes`);
  }

  for (const { channel, nextOpensAt } of decision.withheld) {
    if (nextOpensAt === null) continue;
    const opening = Date.parse(nextOpensAt);
    hold(inTime(nextOpensAt), `${channel} opens after the request and within 400 days`);
    hold(!isIn(atInstantWithAgents(document, request, start), channel), `${channel} is not open now`);
    hold(!isIn(atInstantWithAgents(document, request, opening - 1), channel), `${channel} is not open before it opens`);
    hold(isIn(atInstantWithAgents(document, request, opening), channel), `${channel} is open when it opens`);
  }

  if (decision.validUntil !== null) {
    const ending = Date.parse(decision.validUntil);
    const before = router.route(atInstant(request, ending - 1));
    hold(inTime(decision.validUntil), "a decision ends after the request and within 400 days");
    hold(sameDecision(decision, before), "a decision is valid until it ends");
    const isOther = !sameDecision(decision, router.route(atInstant(request, ending)));
    hold(isOther || turnsOfSnapshot(document, request).includes(ending), "a decision is another when it ends");
  }
  return broken;
}

/** When a report becomes recent, and when stale: that ends a decision, whatever comes of it. Epoch ms. */
function turnsOfSnapshot({ availability }: RulesetDocument, request: ScenarioRequest): number[] {
  if (availability === undefined || request.agentAvailability === undefined) return [];
  const maxAge = availability.maxAgeSeconds * 1000;
  return timesOfReports(request).flatMap((asOf) => [asOf - maxAge, asOf + maxAge + 1]);
}

/** Whether a later decision is the same, a time that merely came within reach of its horizon aside. */
export function sameDecision(first: RoutingDecision, later: RoutingDecision): boolean {
  const reach = Date.parse(first.decidedAt) + HORIZON_MS;
  const soon = (time: string | null) => (time !== null && Date.parse(time) > reach ? null : time);
  const parts = ({ offered, withheld, steps }: RoutingDecision) =>
    JSON.stringify([
      offered.map((each) => ({ ...each, closesAt: soon(each.closesAt) })),
      withheld.map((each) => ({ ...each, nextOpensAt: soon(each.nextOpensAt) })),
      steps,
    ]);
  return parts(first) === parts(later);
}
