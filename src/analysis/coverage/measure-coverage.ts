import { placeFinderOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset } from "../../ruleset/document.js";
import { withPlace } from "../../ruleset/finding.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { Instant } from "../../values/instant.js";
import { type Path, toPointer } from "../../values/issue.js";
import { quote, quoteList } from "../../values/quote.js";
import { readPeriod } from "../period.js";
import type {
  ChannelGoal,
  CoverageCount,
  CoverageGap,
  CoverageGoal,
  CoveragePart,
  CoverageReport,
} from "./coverage-report.js";
import { type MissedGoal, surveyCoverage } from "./survey-coverage.js";

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
  const { goals, reached, missed } = await surveyCoverage(checked, readPeriod({ from }));
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

/** Describes what a scenario shows if it reaches a goal: `` rule `phone-when-staffed` decides ``. */
export function describeGoal(goal: CoverageGoal): string {
  switch (goal.kind) {
    case "rule-holds":
      return `rule ${quote(goal.rule)} holds`;
    case "rule-does-not-hold":
      return `rule ${quote(goal.rule)} does not hold`;
    case "rule-decides":
      return `rule ${quote(goal.rule)} decides`;
    case "way-holds":
      return `rule ${quote(goal.rule)} holds by ${goal.conditions}`;
    case "condition-fails-alone":
      return `rule ${quote(goal.rule)} is stopped by this alone: ${goal.condition}${goal.besides === null ? "" : `, while ${goal.besides}`}`;
    case "channel-offered":
      return `${quote(goal.channel)} is offered ${customerWords(goal)}`;
    case "channel-withheld":
      return `${quote(goal.channel)} is withheld ${customerWords(goal)}`;
    case "schedule-open":
      return `schedule ${quote(goal.schedule)} is open`;
    case "schedule-closed":
      return `schedule ${quote(goal.schedule)} is closed`;
  }
}

function customerWords({ requestTypes, languages }: Pick<ChannelGoal, "requestTypes" | "languages">): string {
  const types = requestTypes === "any" ? "" : `for ${alike(requestTypes)}`;
  return [types, languages === "any" ? "" : `in ${languageWords(languages)}`].filter((part) => part !== "").join(" ");
}

function languageWords(languages: readonly (string | null)[]): string {
  const served = languages.filter((language) => language !== null);
  return [
    ...(served.length === 0 ? [] : [alike(served)]),
    ...(served.length < languages.length ? ["a language that it does not serve"] : []),
  ].join(" or ");
}

/** Lists ids that the rules treat alike. Names only the first of more than three. */
function alike(words: readonly string[]): string {
  const [first = ""] = words;
  return words.length <= 3
    ? quoteList(words, "or")
    : `${quote(first)} or one of the ${words.length - 1} treated like it`;
}
