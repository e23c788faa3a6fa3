import { placeFinderOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset } from "../../ruleset/document.js";
import { withPlace } from "../../ruleset/finding.js";
import type { RulesetInput } from "../../ruleset/to-ruleset.js";
import { toRuleset } from "../../ruleset/to-ruleset.js";
import type { Instant } from "../../runtime/request/request.js";
import { type Path, toPointer } from "../../values/issue.js";
import { readFromOption } from "../read-period.js";
import { type MissedGoal, surveyCoverage } from "../retiring/coverage/survey-coverage.js";
import type { CoverageCount, CoverageGap, CoverageGoal, CoveragePart, CoverageReport } from "./coverage-report.js";
import { goalWords } from "./describe-goal.js";

export interface CoverageOptions {
  /**
   * The first instant at which a request may be made to reach what no scenario does: whether hours can be open is looked for within 400
   * days of it. A Date, whole epoch milliseconds, or ISO 8601 with an offset; 1970 to 2200.
   */
  readonly from: Instant;
}

/**
 * Tells what the scenarios of a ruleset reach of its rules, and what they do not. A scenario counts whether it passes or not.
 *
 * Beside `runScenarios` since it costs far more: a request is sought for every goal that no scenario reaches. Throws `RulesetError` where
 * the ruleset has errors, and `RequestError` where `from` cannot be read.
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

/** Tells of goals that are not reached, each at its place. */
export function createGapOf(ruleset: Ruleset): (missed: MissedGoal) => CoverageGap {
  const placeOf = placeFinderOf(ruleset);
  return ({ goal, reason }) => {
    const [path, part] = placeOfGoal(goal, ruleset);
    const shows = goalWords(goal);
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
