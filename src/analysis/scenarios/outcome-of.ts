import type { RoutingDecision } from "../../runtime/decision.js";
import type { OfferedCause, WithheldCause } from "./scenario-report.js";

/** What the decision says of a channel; one cause, but for a channel that the ruleset does not have. */
export function outcomeCauses(
  { offered, withheld }: RoutingDecision,
  channel: string,
): (OfferedCause | WithheldCause)[] {
  return [
    ...offered
      .filter((each) => each.channel === channel)
      .map(({ servedLanguage, rule, preferredBy }): OfferedCause => {
        return { kind: "offered", channel, servedLanguage, rule, preferredBy };
      }),
    ...withheld
      .filter((each) => each.channel === channel)
      .map(({ reasons }): WithheldCause => ({ kind: "withheld", channel, reasons })),
  ];
}
