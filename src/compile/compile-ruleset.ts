import type { Channel, PromiseStatement, RuleEvent, Ruleset } from "../ruleset/document.js";
import { fingerprintRuleset } from "../ruleset/fingerprint.js";
import type { DecidingRuleset } from "../runtime/decision.js";
import { createSelections, type HoursAxis, type HoursSelection } from "../runtime/hours/hours-walk.js";
import { createTimelines } from "../runtime/hours/timelines.js";
import { createLanguageMatcher, type LanguageMatcher } from "../runtime/language/language-matcher.js";
import { createReasonTemplates, type ReasonTemplates } from "../runtime/reasons/reason-templates.js";
import { type Reason, reasonsOfRules } from "../runtime/reasons/reasons.js";
import { createLanguagePlanner, type LanguagePlanner } from "../runtime/request/language-plan.js";
import { type CandidateClasses, createCandidateClasses } from "../runtime/situation/candidate-classes.js";
import type { ClauseTable } from "../runtime/situation/clause-table.js";
import { type Vocabulary, vocabularyOf } from "../runtime/vocabulary.js";
import { groupBy } from "../values/group-by.js";
import { type CompiledConditions, type CompiledRule, compileConditions } from "./conditions/compile-conditions.js";
import { tableName, tablesOfEvent } from "./conditions/table-names.js";
import { refuseManyHours } from "./hours-bounds.js";

/** A ruleset made ready to decide requests. Immutable but for bounded caches. */
export interface CompiledRuleset {
  readonly identity: DecidingRuleset;
  readonly document: Ruleset;
  readonly vocabulary: Vocabulary;
  readonly conditions: CompiledConditions;
  /** The schedules that rules read. */
  readonly hours: readonly HoursAxis[];
  /** In the order of `channels`. */
  readonly channels: readonly CompiledChannel[];
  /** In the order of `steps`. */
  readonly steps: readonly CompiledStep[];
  readonly planLanguages: LanguagePlanner;
  /** Of no schedules, to begin with. */
  readonly noHours: HoursSelection;
  readonly reasons: ReasonTemplates;
}

export interface CompiledChannel {
  readonly id: string;
  readonly index: number;
  readonly always: boolean;
  readonly languages: readonly string[];
  readonly match: LanguageMatcher;
  /** Place in `languages` of the language to consider last; -1 for none. */
  readonly fallback: number;
  /** How many of its languages rules are asked about, for one request. */
  readonly mostAsked: number;
  readonly candidateClasses: CandidateClasses;
  readonly offers: Table;
  readonly withholds: Table;
  readonly prefers: Table;
  /** By clause of `withholds`; clauses of one rule have the identical one. */
  readonly withholdReasons: readonly Reason[];
}

export interface CompiledStep {
  readonly id: string;
  readonly advice: Table;
}

export type Table = ClauseTable<CompiledRule>;

/**
 * `promises` are those whose conditions to compile too: all of the ruleset's, or none for a router.
 *
 * Throws RulesetError where a rule or a promise has too many ways to hold, or a channel too many hours to follow.
 */
export async function compileRuleset(
  document: Ruleset,
  promises: readonly PromiseStatement[] = [],
): Promise<CompiledRuleset> {
  const conditions = await compileConditions(document, promises);
  const { id, version } = document.ruleset;
  const vocabulary = vocabularyOf(document);
  const hours = hoursAxes(conditions, document);
  const tableOf = createTables(conditions);
  const channels = document.channels.map((channel, index) =>
    compileChannel(channel, index, conditions, tableOf, document),
  );
  refuseManyHours(document, { conditions, channels });
  return {
    identity: { id, version, fingerprint: await fingerprintRuleset(document) },
    document,
    vocabulary,
    conditions,
    hours,
    channels,
    steps: (document.steps ?? []).map((step) => ({
      id: step.id,
      advice: tableOf("advise", step.id),
    })),
    planLanguages: createLanguagePlanner(channels),
    noHours: createSelections(hours),
    reasons: createReasonTemplates(conditions, document, vocabulary),
  };
}

function compileChannel(
  channel: Channel,
  index: number,
  conditions: CompiledConditions,
  tableOf: (type: RuleEvent["type"], named: string) => Table,
  document: Ruleset,
): CompiledChannel {
  const { id, always = false, offerInFallbackLanguage = false, languages } = channel;
  const offers = tableOf("offer", id);
  const withholds = tableOf("withhold", id);
  return {
    id,
    index,
    always,
    languages,
    match: createLanguageMatcher(languages, document.languages.aliases),
    fallback: always || offerInFallbackLanguage ? languages.indexOf(document.languages.fallback) : -1,
    candidateClasses: createCandidateClasses(conditions, languages),
    mostAsked: always ? 1 : offers.clauses.length === 0 ? 0 : languages.length,
    offers,
    withholds,
    prefers: tableOf("prefer", id),
    withholdReasons: reasonsOfRules(withholds.clauses.map(({ owner }) => owner)),
  };
}

/** Gives the table of the rules of one type that name a channel or a step. */
function createTables(conditions: CompiledConditions): (type: RuleEvent["type"], named: string) => Table {
  const named = conditions.rules.flatMap((rule) => tablesOfEvent(rule.rule.event).map((table) => ({ table, rule })));
  const byTable = groupBy(named, ({ table }) => table);
  return (type, id) => conditions.tableOf((byTable.get(tableName(type, id)) ?? []).map(({ rule }) => rule));
}

function hoursAxes({ axes }: CompiledConditions, { schedules = {}, calendars = {} }: Ruleset): HoursAxis[] {
  return [...axes.entries()].flatMap(([axis, { schedule: id }]) => {
    const schedule = id === null ? undefined : schedules[id];
    return schedule === undefined ? [] : [{ axis, timelines: createTimelines(schedule, calendars) }];
  });
}
