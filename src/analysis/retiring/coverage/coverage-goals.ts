import { type Expression, HOLDS, type Truth, truthOf } from "../../../runtime/conditions/expression.js";
import type { Conditions, LoadedRule } from "../../../runtime/conditions/load-conditions.js";
import type { LoadedChannel } from "../../../runtime/load-rules.js";
import { groupBy } from "../../../values/group-by.js";
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

interface ScheduleGoals {
  readonly axis: number;
  readonly open: ScheduleGoal;
  readonly closed: ScheduleGoal;
}

export function coverageGoals(compiled: AnalysedRules): CoverageGoals {
  const { conditions, channels: compiledChannels, hours } = compiled;
  const rules = conditions.rules.map((rule) => goalsOfRule(rule, compileTerms(conditions, rule)));
  const channels = compiledChannels.map((channel) => channelGoalsOf(compiled, channel));
  const schedules = hours.map(({ variable: axis }): ScheduleGoals => {
    const schedule = conditions.variables[axis]?.schedule ?? "";
    return { axis, open: { kind: "schedule-open", schedule }, closed: { kind: "schedule-closed", schedule } };
  });
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
      holds: ways.length === 1 ? null : { kind: "way-holds", rule: name, way: index + 1, conditions: wordsOf(terms) },
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

/** A condition of one way of a rule to hold: all it reads is one axis. */
export interface CompiledTerm {
  readonly axis: number;
  /** By class of the axis. */
  readonly truths: readonly Truth[];
  readonly expression: Expression;
}

export type CompiledWay = readonly CompiledTerm[];

/** The ways of a rule to hold, with what every class makes of each term. */
function compileTerms(conditions: Conditions, { conjuncts }: LoadedRule): readonly CompiledWay[] {
  return conjuncts.map((conjunct) =>
    conjunct.map(({ variable: axis, expression }) => {
      const situation = new Int32Array(conditions.variables.length);
      const truths = Array.from({ length: conditions.variables[axis]?.classes ?? 0 }, (_, axisClass) => {
        situation[axis] = axisClass;
        return truthOf(expression, conditions.truthIn(situation));
      });
      return { axis, truths, expression };
    }),
  );
}

/** Whether a way holds where each axis has its class. */
export function holdsIn(way: CompiledWay, classes: ArrayLike<number>): boolean {
  return way.every(({ axis, truths }) => truths[classes[axis] as number] === HOLDS);
}

/**
 * What scenarios should show of one channel: that it is offered, and withheld, for every request type and language that its rules tell
 * apart; and offered for each type and in each language by itself, since to take one off a list changes no rule.
 *
 * Without what the rules treat alike counted once, nine types in ten languages would want a hundred scenarios that all say the same.
 */
function channelGoalsOf(compiled: AnalysedRules, channel: LoadedChannel): ChannelGoal[] {
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
  // A channel is not to be offered to those whose languages it does not serve, unless in the fallback language.
  const offered = pairs.filter((pair) => fallback >= 0 || !pair.languages.includes(null));
  return [
    ...offered.map((pair) => goal("channel-offered", pair)),
    ...types.map((type) => goal("channel-offered", { requestTypes: [type] })),
    ...languages.map((language) => goal("channel-offered", { languages: [language] })),
    ...(always ? [] : pairs.map((pair) => goal("channel-withheld", pair))),
  ];
}

/** What the rules of a channel tell apart: the same number for two values of a fact just where they do not. */
function codesOfChannel({ conditions }: AnalysedRules, { offers, withholds, prefers }: LoadedChannel) {
  const owners = new Set<LoadedRule>(
    [offers, withholds, prefers].flatMap(({ clauses }) => clauses.map(({ owner }) => owner)),
  );
  const codes = conditions.codesOf([...owners]);
  return (fact: string, value: string): number => {
    const found = codes.find(({ variable }) => conditions.variables[variable]?.fact === fact);
    const axis = found === undefined ? undefined : conditions.variables[found.variable];
    return found?.codes[axis?.classOf(value) ?? 0] ?? 0;
  };
}

function alike(values: readonly string[], codeOf: (value: string) => string): (readonly string[])[] {
  return [...groupBy(values, codeOf).values()];
}
