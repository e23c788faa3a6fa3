import { openingsAWeek } from "../ruleset/check/schedules.js";
import { locateIssues } from "../ruleset/checked-rulesets.js";
import type { Ruleset, Schedule } from "../ruleset/document.js";
import { RulesetError } from "../values/errors.js";
import { type Issue, issueAt } from "../values/issue.js";
import { quote } from "../values/quote.js";
import type { CompiledRuleset } from "./compile-ruleset.js";

/**
 * Refuses channels whose hours are too many to follow: at every change of any schedule within 400 days, a walk looks at all schedules that
 * the channel's rules read. Throws {@link RulesetError}.
 */
export function refuseManyHours(
  document: Ruleset,
  { conditions, channels }: Pick<CompiledRuleset, "conditions" | "channels">,
): void {
  const openings = conditions.axes.map(({ schedule }) =>
    schedule === null ? 0 : openingsAWeek(document.schedules?.[schedule] as Schedule),
  );
  const issues = channels.flatMap(({ id, index, offers, withholds, prefers }): Issue[] => {
    const axes = new Set<number>();
    for (const { hours } of [offers, withholds, prefers])
      for (const rows of hours) for (const { axis } of rows) axes.add(axis);
    const together = [...axes].reduce((sum, axis) => sum + (openings[axis] as number), 0);
    if (axes.size * together <= MOST_LOOKS) return [];
    const problem = `channel ${quote(id)}: its rules look at ${axes.size} schedules, which open ${together} times a week together`;
    return [issueAt(["channels", index], { code: "too-many", problem, hint: "join schedules that say the same" })];
  });
  if (issues.length > 0) throw new RulesetError(locateIssues(document, issues));
}

/** Openings a week by schedules: some two seconds for the slowest decision. */
const MOST_LOOKS = 1_000_000;
