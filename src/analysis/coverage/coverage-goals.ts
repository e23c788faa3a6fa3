import type { Conjunct } from "../../runtime/conditions/expression.js";
import type { LoadedRule } from "../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../runtime/load-rules.js";
import { groupBy } from "../../values/group-by.js";
import { conditionText } from "../../words/describe-condition.js";
import { rulesOf } from "../model/ruleset-diagrams.js";
import type { AnalysedRules } from "../model/ruleset-model.js";
import type { ChannelGoal, ConditionGoal, CoverageGoal, RuleGoal, ScheduleGoal, WayGoal } from "./coverage-report.js";

/** Everything that the scenarios of a ruleset should show. Goals are compared by identity. */
export interface CoverageGoals {
  /** Rules first, in the order in which they are considered, then channels and schedules in the order of the ruleset. */
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
  /** Null if the rule always applies, or if it has one condition: then the goal of that condition says the same. */
  readonly fails: RuleGoal | null;
  readonly conjuncts: readonly ConjunctGoals[];
}

/** The goals of one way for a rule to hold. */
export interface ConjunctGoals {
  readonly conjunct: Conjunct;
  /** Null if the rule has only this way to hold. */
  readonly holds: WayGoal | null;
  /** By literal: modified condition/decision coverage (Chilenski and Miller 1994; DO-178C, level A) of each conjunct by itself. */
  readonly alone: readonly ConditionGoal[];
}

interface ScheduleGoals {
  /** The variable of the rules that reads the schedule. */
  readonly variable: number;
  readonly open: ScheduleGoal;
  readonly closed: ScheduleGoal;
}

export function coverageGoals(compiled: AnalysedRules): CoverageGoals {
  const { conditions, hours } = compiled;
  const rules = conditions.rules.map(goalsOfRule);
  const channels = compiled.channels.map((channel) => goalsOfChannel(compiled, channel));
  const schedules = hours.map(({ variable }): ScheduleGoals => {
    const schedule = conditions.variables[variable]?.schedule ?? "";
    return { variable, open: { kind: "schedule-open", schedule }, closed: { kind: "schedule-closed", schedule } };
  });
  const all = [
    ...rules.flatMap(({ holds, decides, fails, conjuncts }) => [
      ...[holds, decides, fails],
      ...conjuncts.flatMap((each) => [each.holds, ...each.alone]),
    ]),
    ...channels.flat(),
    ...schedules.flatMap(({ open, closed }) => [open, closed]),
  ];
  return { all: all.filter((goal) => goal !== null), rules, channels, schedules };
}

function goalsOfRule(rule: LoadedRule): RuleGoals {
  const { name, expression, conjuncts } = rule;
  const isOneCondition = conjuncts.length === 1 && conjuncts[0]?.length === 1;
  const isOneWay = conjuncts.length === 1;
  return {
    rule,
    holds: { kind: "rule-holds", rule: name },
    decides: { kind: "rule-decides", rule: name },
    fails: expression === null || isOneCondition ? null : { kind: "rule-does-not-hold", rule: name },
    conjuncts: conjuncts.map((conjunct, index) => ({
      conjunct,
      holds: isOneWay ? null : { kind: "way-holds", rule: name, way: index + 1, conditions: conjunctText(conjunct) },
      alone: conjunct.map((literal, place) => ({
        kind: "condition-fails-alone",
        rule: name,
        way: index + 1,
        condition: conditionText(literal.expression),
        besides: isOneWay || conjunct.length === 1 ? null : conjunctText(conjunct.toSpliced(place, 1)),
      })),
    })),
  };
}

function conjunctText(conjunct: Conjunct): string {
  const words = conjunct.map(({ expression }) =>
    conjunct.length > 1 && expression.kind === "any" ? `(${conditionText(expression)})` : conditionText(expression),
  );
  return words.join(" and ");
}

/**
 * A channel should be shown offered, and withheld, for every combination of request types and languages that its rules tell apart. It should
 * also be shown offered for each single type and in each single language, because taking one off a list changes no rule.
 *
 * Types and languages that the rules treat alike count once: nine types in ten languages would otherwise need a hundred similar scenarios.
 */
function goalsOfChannel(compiled: AnalysedRules, channel: LoadedChannel): ChannelGoal[] {
  const { id, always, languages, fallback } = channel;
  const codeOf = codesOfChannel(compiled, channel);
  const types = Object.keys(compiled.document.requestTypes);
  const typesAlike = alike(types, (type) => `${codeOf("requestType", type)} ${codeOf("requestTags", type)}`);
  const languagesAlike: (readonly (string | null)[])[] = alike(languages, (each) => `${codeOf("language", each)}`);
  languagesAlike.push([null]);
  const pairs = typesAlike.flatMap((requestTypes) => languagesAlike.map((each) => ({ requestTypes, languages: each })));
  const goal = (kind: ChannelGoal["kind"], of: Partial<Pick<ChannelGoal, "requestTypes" | "languages">>) => ({
    kind,
    channel: id,
    requestTypes: "any" as const,
    languages: "any" as const,
    ...of,
  });
  // Customers whose languages a channel does not serve are offered it only in the fallback language.
  const offered = pairs.filter((pair) => fallback >= 0 || !pair.languages.includes(null));
  return [
    ...offered.map((pair) => goal("channel-offered", pair)),
    ...types.map((type) => goal("channel-offered", { requestTypes: [type] })),
    ...languages.map((language) => goal("channel-offered", { languages: [language] })),
    ...(always ? [] : pairs.map((pair) => goal("channel-withheld", pair))),
  ];
}

/** Gives two values of a fact the same number if the rules of a channel do not tell them apart. */
function codesOfChannel({ conditions }: AnalysedRules, { offers, withholds, prefers }: LoadedChannel) {
  const codes = conditions.codesOf([offers, withholds, prefers].flatMap(rulesOf));
  return (fact: string, value: string): number => {
    const found = codes.find(({ variable }) => conditions.variables[variable]?.fact === fact);
    const variable = found === undefined ? undefined : conditions.variables[found.variable];
    return found?.codes[variable?.classOf(value) ?? 0] ?? 0;
  };
}

function alike(values: readonly string[], codeOf: (value: string) => string): (readonly string[])[] {
  return [...groupBy(values, codeOf).values()];
}
