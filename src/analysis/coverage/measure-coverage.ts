import { placeFinderOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset } from "../../ruleset/document.js";
import { withPlace } from "../../ruleset/finding.js";

import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";

import type { Instant } from "../../runtime/request/request.js";
import { type Path, toPointer } from "../../values/issue.js";
import { readFromOption } from "../read-period.js";
import { type MissedGoal, surveyCoverage } from "../retiring/coverage/survey-coverage.js";
import type { CoverageCount, CoverageGap, CoverageGoal, CoveragePart, CoverageReport } from "./coverage-report.js";
import { describeGoal } from "./describe-goal.js";

/** The period in which to look for requests that reach goals. */
export interface CoverageOptions {
  /**
   * The start of the period, which lasts 400 days. Opening hours outside it do not count as reachable. A Date, whole epoch milliseconds,
   * or ISO 8601 with an offset; 1970 to 2200.
   */
  readonly from: Instant;
}

/**
 * Measures how much of a ruleset its scenarios cover. A scenario counts whether it passes or fails.
 *
 * Takes far more time than `runScenarios`, since it looks for a request for every goal that no scenario reaches. Throws `RulesetError` if
 * the ruleset has errors, and `RequestError` if `from` cannot be read.
 *
 * @example
 * const { percent, gaps } = await measureCoverage(ruleset, { from: Date.now() });
 */
export async function measureCoverage(ruleset: RulesetInput, { from }: CoverageOptions): Promise<CoverageReport> {
  const checked = toRuleset(ruleset);
  const { goals, reached, missed } = await surveyCoverage(checked, readFromOption(from));
  const unreachable = new Set(missed.filter((each) => each.isUnreachable).map(({ goal }) => goal));
  const counted = goals.filter((goal) => !unreachable.has(goal));
  const count = (of: readonly CoverageGoal[]): CoverageCount => ({
    reached: of.filter((goal) => reached.has(goal)).length,
    total: of.length,
  });
  const part = (name: CoveragePart) => count(counted.filter((goal) => PART_OF[goal.kind] === name));
  const total = count(counted);
  const gapOf = createGapOf(checked);
  return {
    percent: total.total === 0 ? 100 : Math.floor((total.reached * 1000) / total.total) / 10,
    ...total,
    parts: {
      rules: part("rules"),
      conditions: part("conditions"),
      channels: part("channels"),
      schedules: part("schedules"),
    },
    gaps: missed.filter((each) => !each.isUnreachable).map(gapOf),
    unreachable: missed.filter((each) => each.isUnreachable).map(gapOf),
  };
}

/** Prepares to describe goals that no scenario reaches, with their places in the ruleset. */
export function createGapOf(ruleset: Ruleset): (missed: MissedGoal) => CoverageGap {
  const placeOf = placeFinderOf(ruleset);
  return ({ goal, reason }) => {
    const [path, part] = placeOfGoal(goal, ruleset);
    const shows = describeGoal(goal);
    const message = `no scenario in which ${shows}`;
    return withPlace({ goal, shows, message, reason, path: toPointer(path) }, placeOf(path, part));
  };
}

const PART_OF: Readonly<Record<CoverageGoal["kind"], CoveragePart>> = {
  "rule-holds": "rules",
  "rule-does-not-hold": "rules",
  "rule-decides": "rules",
  "way-holds": "conditions",
  "condition-fails-alone": "conditions",
  "channel-offered": "channels",
  "channel-withheld": "channels",
  "schedule-open": "schedules",
  "schedule-closed": "schedules",
};

function placeOfGoal(goal: CoverageGoal, { rules = [], channels }: Ruleset): [path: Path, part: "key" | "value"] {
  if ("rule" in goal) return [["rules", rules.findIndex(({ name }) => name === goal.rule), "name"], "value"];
  if ("channel" in goal) return [["channels", channels.findIndex(({ id }) => id === goal.channel), "id"], "value"];
  return [["schedules", goal.schedule], "key"];
}
