import { type ChannelRemedies, shownZone } from "../../analysis.js";
import type { ContactRequest, RoutingDecision, RulesetDocument } from "../../index.js";
import { describeReasons, reportAgeSeconds } from "../../words/describe-reason.js";
import { describeRemedyChange } from "../../words/describe-remedy.js";
import { bad, dim, joinProse, type Prose, strong } from "../../words/prose.js";
import { flow, joinSections } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";

/** Everything against a channel, and what would have to change. Empty for a channel that is offered. */
export function formatRemedies(
  { channel, outcome, blockers, remedies, isComplete }: ChannelRemedies,
  { request, decision, ruleset }: { request: ContactRequest; decision: RoutingDecision; ruleset: RulesetDocument },
  screen: Screen,
): string {
  if (outcome === "offered") return "";
  const timeZone = shownZone(ruleset, request.timeZone);
  const context = { ruleset, channel, reportAgeSeconds: reportAgeSeconds(request, decision.decidedAt, channel) };
  const lines = (prose: Prose, label: Prose) => flow(prose, screen, { indent: 5, label });
  const more = blockers.length - MAX_BLOCKERS;
  const needs = remedies.map(({ changes }): Prose => {
    const all = changes.map((change) => describeRemedyChange(change, changes, decision.decidedAt, timeZone));
    return [capital(channel), " needs: ", joinProse(all, "; "), "."];
  });
  const nothing = isComplete
    ? `Nothing about this request, the hours, the languages or the agents gets ${channel} offered: its rules have to change.`
    : `There are too many ways to change these rules and this request to try them all.`;
  return joinSections([
    [
      ...flow(strong(`All that keeps ${channel} from being offered`), screen),
      ...blockers.slice(0, MAX_BLOCKERS).flatMap((blocker, index) => {
        const [why = "", rule] = describeReasons([blocker], context);
        const isLast = blockers[index + 1]?.rule !== blocker.rule;
        return [...lines(why, bad("  ✗  ")), ...(rule !== undefined && isLast ? lines(rule, "") : [])];
      }),
      ...(more > 0 ? lines(dim(`and ${more} more, which \`--json\` lists`), "") : []),
    ],
    [
      ...flow(strong("What would have to change"), screen),
      ...needs.flatMap((prose, index) => lines(prose, `  ${index + 1}. `)),
      ...(needs.length === 0 ? lines(nothing, "") : []),
    ],
  ]);
}

/** About a screen. */
const MAX_BLOCKERS = 10;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
