import type { RulesetDocument } from "../../ruleset/document.js";

/**
 * The time zone to tell times in: the desk's where every schedule has the same one, else the customer's, else that of the first schedule
 * with a zone of its own, else UTC.
 */
export function shownZone(
  { schedules = {} }: Pick<RulesetDocument, "schedules">,
  customerZone: string | undefined,
): string {
  const zones = new Set(Object.values(schedules).map(({ timeZone }) => timeZone));
  const named = [...zones].find((zone) => zone !== "customer");
  if (zones.size === 1 && named !== undefined) return named;
  return customerZone ?? named ?? "UTC";
}
