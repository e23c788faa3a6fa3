import { namedBy, tableName, tablesOfEvent } from "../values/events.js";
import { COUNT_FACTS } from "../values/facts.js";
import { groupBy } from "../values/group-by.js";
import type { CompiledChannel, CompiledRules } from "./compiled-rules.js";
import type { ClauseTable, Situation } from "./conditions/clause-table.js";
import { leavesOf } from "./conditions/expression.js";
import { type Conditions, type LoadedRule, loadConditions } from "./conditions/load-conditions.js";
import type { DecidingRuleset } from "./decision.js";
import { createSelections, type ScheduleSelection, type ScheduleVariable } from "./hours/schedule-cursor.js";
import { createTimelines } from "./hours/timeline.js";
import type { OffsetSource } from "./hours/zone-offsets.js";
import { type LanguageMatcher, matcherOf } from "./language/language-matcher.js";
import { createReasonTemplates, type Reason, reasonsOfRules, type TemplateOf } from "./reasons/reason.js";
import { type Availability, createAgentClasses, FREE_AGENTS } from "./request/agent-numbers.js";
import { createLanguagePlanner, type LanguagePlanner } from "./request/language-plan.js";
import { type Vocabulary, vocabularyOf } from "./vocabulary.js";

/** Compiled rules in memory, ready to decide requests. Immutable except for bounded caches. */
export interface LoadedRules {
  readonly identity: Readonly<DecidingRuleset>;
  readonly vocabulary: Vocabulary;
  readonly conditions: Conditions;
  /** The schedules that rules read. */
  readonly hours: readonly ScheduleVariable[];
  /** In the order of `channels`. */
  readonly channels: readonly LoadedChannel[];
  /** In the order of `steps`. */
  readonly steps: readonly LoadedStep[];
  readonly planLanguages: LanguagePlanner;
  /** The empty set of schedules, from which the others are made. */
  readonly noHours: ScheduleSelection;
  readonly templateOf: TemplateOf;
}

export interface LoadedChannel {
  readonly id: string;
  readonly index: number;
  readonly always: boolean;
  readonly languages: readonly string[];
  readonly match: LanguageMatcher;
  /** Index of the language to consider last; -1 for none. */
  readonly fallback: number;
  /** How many of its languages rules are tested for, in one request. */
  readonly mostAsked: number;
  readonly candidateClasses: CandidateClasses;
  readonly offers: RuleTable;
  readonly withholds: RuleTable;
  readonly prefers: RuleTable;
  /** Whether a rule that names it reads a number of agents. */
  readonly readsAgents: boolean;
  /** By clause of `withholds`. Clauses of one rule have the identical reason. */
  readonly withholdReasons: readonly Reason[];
}

/** Sets the classes of a candidate's variables in a situation. */
interface CandidateClasses {
  /** `place` is the index of the language in the channel's list. */
  set(situation: Situation, place: number, usingFallbackLanguage: boolean, availability: Availability): void;
  /** Sets the same candidate as if agents were free. */
  setFree(situation: Situation): void;
}

export interface LoadedStep {
  readonly id: string;
  readonly advice: RuleTable;
}

export type RuleTable = ClauseTable<LoadedRule>;

/** Builds tables and look-ups from compiled rules. `offsetsOf` gives the offsets of the time zones that rules and requests name. */
export function loadRules(compiled: CompiledRules, offsetsOf: OffsetSource): LoadedRules {
  const { ruleset, variables, aliases, steps } = compiled;
  const conditions = loadConditions(compiled);
  const vocabulary = vocabularyOf(compiled);
  const hours = variables.flatMap((variable, index): ScheduleVariable[] =>
    variable.kind === "hours" ? [{ variable: index, timelines: createTimelines(variable.schedule, offsetsOf) }] : [],
  );
  const tablesOf = createTables(conditions);
  const channels = compiled.channels.map((channel, index) =>
    loadChannel(channel, index, aliases, conditions, tablesOf),
  );
  return {
    identity: ruleset,
    vocabulary,
    conditions,
    hours,
    channels,
    steps: steps.map((id) => ({ id, advice: tablesOf("advise", id) })),
    planLanguages: createLanguagePlanner(channels),
    noHours: createSelections(hours),
    templateOf: createReasonTemplates(vocabulary),
  };
}

type TablesOf = (type: LoadedRule["event"]["type"], named: string) => RuleTable;

function loadChannel(
  { id, always, languages, served, fallback }: CompiledChannel,
  index: number,
  aliases: CompiledRules["aliases"],
  conditions: Conditions,
  tablesOf: TablesOf,
): LoadedChannel {
  const offers = tablesOf("offer", id);
  const withholds = tablesOf("withhold", id);
  const prefers = tablesOf("prefer", id);
  const naming = conditions.rules.filter(({ event }) => event.type !== "advise" && namedBy(event).includes(id));
  return {
    id,
    index,
    always,
    languages,
    match: matcherOf(served, aliases),
    fallback,
    mostAsked: always ? 1 : offers.clauses.length === 0 ? 0 : languages.length,
    candidateClasses: createCandidateClasses(conditions, languages),
    offers,
    withholds,
    prefers,
    readsAgents: naming.some(
      ({ expression }) => expression !== null && leavesOf(expression).some(({ fact }) => COUNT_NAMES.has(fact)),
    ),
    withholdReasons: reasonsOfRules(withholds.clauses.map(({ owner }) => owner)),
  };
}

const COUNT_NAMES: ReadonlySet<string> = new Set(COUNT_FACTS);

function createTables({ rules, tableOf }: Conditions): TablesOf {
  const rulesByTable = groupBy(
    rules.flatMap((rule) => tablesOfEvent(rule.event).map((table) => ({ rule, table }))),
    ({ table }) => table,
  );
  return (type, named) => tableOf((rulesByTable.get(tableName(type, named)) ?? []).map(({ rule }) => rule));
}

/** For the candidates of a channel that serves these languages. */
function createCandidateClasses({ variables }: Conditions, languages: readonly string[]): CandidateClasses {
  const language = variables.findIndex(({ fact }) => fact === "language");
  const classOfPlace = languages.map((each) => variables[language]?.classOf(each) ?? 0);
  const fallback = variables.findIndex(({ fact }) => fact === "usingFallbackLanguage");
  const [direct = 0, fallen = 0] = [false, true].map((each) => variables[fallback]?.classOf(each));
  const setAgents = createAgentClasses(variables);

  return {
    set(situation, place, usingFallbackLanguage, availability) {
      if (language >= 0) situation[language] = classOfPlace[place] as number;
      if (fallback >= 0) situation[fallback] = usingFallbackLanguage ? fallen : direct;
      setAgents(situation, availability);
    },
    setFree: (situation) => setAgents(situation, FREE_AGENTS),
  };
}
