import type { ClauseTable } from "../conditions/clause-table.js";
import { type CompiledConditions, type CompiledRule, compileConditions } from "../conditions/compile-conditions.js";
import { createLanguageMatcher, type LanguageMatcher } from "../language/language-matcher.js";
import type { Channel, RuleEvent, Ruleset } from "../ruleset/document.js";
import { fingerprintRuleset } from "../ruleset/fingerprint.js";
import { createTimelines, type Timelines } from "../schedule/timelines.js";
import type { DecidingRuleset } from "./decision.js";
import { createHoursLines, type HoursLines } from "./hours-line.js";
import { createLanguagePlanner, type LanguagePlanner } from "./language-plan.js";
import { type Vocabulary, vocabularyOf } from "./vocabulary.js";

/** A ruleset made ready to decide requests. Immutable but for bounded caches. */
export interface CompiledRuleset {
  readonly identity: DecidingRuleset;
  readonly document: Ruleset;
  readonly vocabulary: Vocabulary;
  readonly conditions: CompiledConditions;
  readonly axes: AxesByUse;
  /** In the order of `channels`. */
  readonly channels: readonly CompiledChannel[];
  /** In the order of `steps`. */
  readonly steps: readonly CompiledStep[];
  readonly maxAgeMs: number;
  readonly planLanguages: LanguagePlanner;
  readonly hoursLines: HoursLines;
}

export interface CompiledChannel {
  readonly id: string;
  readonly index: number;
  readonly always: boolean;
  readonly languages: readonly string[];
  readonly match: LanguageMatcher;
  /** Place in `languages` of the language to consider last; -1 for none. */
  readonly fallback: number;
  readonly offers: Table;
  readonly withholds: Table;
  readonly prefers: Table;
}

export interface CompiledStep {
  readonly id: string;
  readonly advice: Table;
}

export type Table = ClauseTable<CompiledRule>;

/** Which axes of a situation are filled in when. */
export interface AxesByUse {
  /** By the request: `requestType`, `requestTags` and declared facts. */
  readonly request: readonly number[];
  /** By the clock. */
  readonly hours: readonly HoursAxis[];
  /** By the candidate. */
  readonly candidate: readonly number[];
}

export interface HoursAxis {
  readonly axis: number;
  readonly timelines: Timelines;
}

/** Throws RulesetError where a rule has too many ways to hold. */
export async function compileRuleset(document: Ruleset): Promise<CompiledRuleset> {
  const conditions = await compileConditions(document);
  const { id, version } = document.ruleset;
  const axes = axesByUse(conditions, document);
  const channels = document.channels.map((channel, index) => compileChannel(channel, index, conditions, document));
  return {
    identity: { id, version, fingerprint: await fingerprintRuleset(document) },
    document,
    vocabulary: vocabularyOf(document),
    conditions,
    axes,
    channels,
    steps: (document.steps ?? []).map((step) => ({
      id: step.id,
      advice: tableOf(conditions, (event) => event.type === "advise" && event.params.steps.includes(step.id)),
    })),
    maxAgeMs: (document.availability?.maxAgeSeconds ?? Number.POSITIVE_INFINITY) * 1000,
    planLanguages: createLanguagePlanner(channels),
    hoursLines: createHoursLines(axes.hours),
  };
}

function compileChannel(
  channel: Channel,
  index: number,
  conditions: CompiledConditions,
  document: Ruleset,
): CompiledChannel {
  const { id, always = false, offerInFallbackLanguage = false, languages } = channel;
  const tableFor = (type: "offer" | "withhold" | "prefer") =>
    tableOf(conditions, (event) => event.type === type && event.params.channels.includes(id));
  return {
    id,
    index,
    always,
    languages,
    match: createLanguageMatcher(languages, document.languages.aliases),
    fallback: always || offerInFallbackLanguage ? languages.indexOf(document.languages.fallback) : -1,
    offers: tableFor("offer"),
    withholds: tableFor("withhold"),
    prefers: tableFor("prefer"),
  };
}

function tableOf(conditions: CompiledConditions, names: (event: RuleEvent) => boolean): Table {
  return conditions.tableOf(conditions.rules.filter(({ rule }) => names(rule.event)));
}

const CANDIDATE_FACTS = new Set([
  "language",
  "usingFallbackLanguage",
  "availableAgents",
  "staffedAgents",
  "contactsInQueue",
  "estimatedWaitSeconds",
]);

function axesByUse({ axes }: CompiledConditions, { schedules = {}, calendars = {} }: Ruleset): AxesByUse {
  const request: number[] = [];
  const hours: HoursAxis[] = [];
  const candidate: number[] = [];
  for (const [axis, { fact, schedule: id }] of axes.entries()) {
    const schedule = id === null ? undefined : schedules[id];
    if (schedule !== undefined) hours.push({ axis, timelines: createTimelines(schedule, calendars) });
    else if (CANDIDATE_FACTS.has(fact)) candidate.push(axis);
    else request.push(axis);
  }
  return { request, hours, candidate };
}
