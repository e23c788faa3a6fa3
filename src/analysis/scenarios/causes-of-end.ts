import type { ScenarioRequest } from "../../ruleset/document.js";
import type { RoutingDecision } from "../../runtime/decision.js";
import type { Router } from "../../runtime/router.js";
import { outcomeCauses } from "./outcome-of.js";
import type { EndCause } from "./scenario-report.js";

/** What changes at the end of a decision: the same request is decided at that instant. Nothing for a decision without an end. */
export function causesOfEnd(router: Router, request: ScenarioRequest, decision: RoutingDecision): EndCause[] {
  const { validUntil: at } = decision;
  if (at === null) return [];
  // A snapshot does not move with the clock.
  const { agentAvailabilityAsOf = request.at } = request;
  const { success, decision: later } = router.safeRoute({
    ...request,
    at,
    ...(request.agentAvailability !== undefined && { agentAvailabilityAsOf }),
  });
  // No request may be after 2200.
  if (!success) return [];
  const channels = [...decision.offered, ...decision.withheld].map(({ channel }) => channel);
  const changed = [saysOf, timesOf]
    .map((read) => channels.filter((channel) => read(decision, channel) !== read(later, channel)))
    .find((each) => each.length > 0);
  if (changed === undefined) return [{ kind: "end", at, becomes: null }];
  return changed.flatMap((channel) => outcomeCauses(later, channel)).map((becomes) => ({ kind: "end", at, becomes }));
}

/** All but the times, which may be others for no better reason than that 400 days reach further. */
function saysOf(decision: RoutingDecision, channel: string): string {
  return JSON.stringify(outcomeCauses(decision, channel));
}

function timesOf({ offered, withheld }: RoutingDecision, channel: string): string {
  return JSON.stringify([
    offered.find((each) => each.channel === channel)?.closesAt,
    withheld.find((each) => each.channel === channel)?.nextOpensAt,
  ]);
}
