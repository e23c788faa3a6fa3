import { openingsAWeek } from "../../ruleset/check/schedules.js";
import { locateIssues } from "../../ruleset/checked-rulesets.js";
import type { Ruleset, Schedule } from "../../ruleset/document.js";
import { RulesetError } from "../../values/errors.js";
import { type Issue, issueAt } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import type { CompiledConditions } from "../conditions/compile-conditions.js";

/**
 * Refuses channels with too many hours to follow: at every change of any schedule within 400 days, deciding looks at all schedules that the
 * channel's rules read. Throws {@link RulesetError}.
 */
export function refuseManyHours(document: Ruleset, { variables, rules }: CompiledConditions): void {
  const openings = variables.map((variable) =>
    variable.kind === "hours" ? openingsAWeek(document.schedules?.[variable.id] as Schedule) : 0,
  );
  const issues = document.channels.flatMap(({ id }, index): Issue[] => {
    const read = new Set(
      rules
        .filter(({ event }) => event.type !== "advise" && event.params.channels.includes(id))
        .flatMap(({ leaves }) => leaves.map(({ variable }) => variable)),
    );
    const schedules = [...read].filter((variable) => variables[variable]?.kind === "hours");
    const together = schedules.reduce((sum, variable) => sum + (openings[variable] as number), 0);
    if (schedules.length * together <= MAX_LOOKS) return [];
    const problem = `channel ${quote(id)}: its rules look at ${schedules.length} schedules, which open ${together} times a week together`;
    return [issueAt(["channels", index], { code: "too-many", problem, hint: "join schedules that say the same" })];
  });
  if (issues.length > 0) throw new RulesetError(locateIssues(document, issues));
}

/** Openings a week by schedules: some two seconds for the slowest decision. */
const MAX_LOOKS = 1_000_000;
