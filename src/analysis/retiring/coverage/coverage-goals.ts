import type { LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import { conditionText } from "../../../words/describe-condition.js";
import type { AnalysedRules } from "../../analysed-rules.js";
import type {
  ChannelGoal,
  ConditionGoal,
  CoverageGoal,
  RuleGoal,
  ScheduleGoal,
  WayGoal,
} from "../../coverage/coverage-report.js";
import { channelGoalsOf } from "./channel-goals.js";
import { type CompiledWay, compileTerms } from "./compile-terms.js";

/** All that the scenarios of a ruleset should show. A goal is known by its identity. */
export interface CoverageGoals {
  /** Rules first, in the order in which they are considered, then channels and schedules in that of the ruleset. */
  readonly all: readonly CoverageGoal[];
  readonly rules: readonly RuleGoals[];
  /** By the index of the channel. */
  readonly channels: readonly (readonly ChannelGoal[])[];
  readonly schedules: readonly ScheduleGoals[];
}

export interface RuleGoals {
  readonly rule: LoadedRule;
  readonly holds: RuleGoal;
  readonly decides: RuleGoal;
  /** Null where another goal says the same, and for a rule that always applies. */
  readonly fails: RuleGoal | null;
  readonly ways: readonly WayGoals[];
}

export interface WayGoals {
  readonly terms: CompiledWay;
  /** Null where it is the only way. */
  readonly holds: WayGoal | null;
  /** By term: modified condition/decision coverage (Chilenski and Miller 1994; DO-178C, level A), of one way to hold at a time. */
  readonly alone: readonly ConditionGoal[];
}

export interface ScheduleGoals {
  readonly axis: number;
  readonly open: ScheduleGoal;
  readonly closed: ScheduleGoal;
}

export function coverageGoals(compiled: AnalysedRules): CoverageGoals {
  const { conditions, channels: compiledChannels, hours } = compiled;
  const rules = conditions.rules.map((rule) => goalsOfRule(rule, compileTerms(conditions, rule)));
  const channels = compiledChannels.map((channel) => channelGoalsOf(compiled, channel));
  const schedules = hours.map(({ variable: axis }) =>
    goalsOfSchedule(axis, conditions.variables[axis]?.schedule ?? ""),
  );
  return {
    all: [
      ...rules.flatMap(({ holds, decides, fails, ways }) => [
        holds,
        decides,
        ...(fails === null ? [] : [fails]),
        ...ways.flatMap((way) => [...(way.holds === null ? [] : [way.holds]), ...way.alone]),
      ]),
      ...channels.flat(),
      ...schedules.flatMap(({ open, closed }) => [open, closed]),
    ],
    rules,
    channels,
    schedules,
  };
}

function goalsOfRule(rule: LoadedRule, ways: readonly CompiledWay[]): RuleGoals {
  const { name, expression } = rule;
  const isOneTerm = ways.length === 1 && ways[0]?.length === 1;
  return {
    rule,
    holds: { kind: "rule-holds", rule: name },
    decides: { kind: "rule-decides", rule: name },
    fails: expression === null || isOneTerm ? null : { kind: "rule-does-not-hold", rule: name },
    ways: ways.map((terms, index) => ({
      terms,
      holds:
        ways.length === 1
          ? null
          : {
              kind: "way-holds",
              rule: name,
              way: index + 1,
              conditions: wordsOf(terms),
            },
      alone: terms.map(({ expression: term }, place) => ({
        kind: "condition-fails-alone",
        rule: name,
        way: index + 1,
        condition: conditionText(term),
        besides: ways.length === 1 || terms.length === 1 ? null : wordsOf(terms.toSpliced(place, 1)),
      })),
    })),
  };
}

function wordsOf(terms: CompiledWay): string {
  const words = terms.map(({ expression }) =>
    terms.length > 1 && expression.kind === "any" ? `(${conditionText(expression)})` : conditionText(expression),
  );
  return words.join(" and ");
}

function goalsOfSchedule(axis: number, schedule: string): ScheduleGoals {
  return {
    axis,
    open: { kind: "schedule-open", schedule },
    closed: { kind: "schedule-closed", schedule },
  };
}
