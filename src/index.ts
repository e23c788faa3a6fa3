// Every type of document.ts, decision.ts and explanation.ts is public.
export { createRouter } from "./compile/compile-ruleset.js";
export type * from "./ruleset/document.js";
export { parseRuleset, type RulesetFile, type RulesetInput } from "./ruleset/read-ruleset.js";
export type * from "./runtime/decision.js";
export type * from "./runtime/explanation.js";
export { type LanguageMatch, type MatchLanguageOptions, matchLanguage } from "./runtime/language/match-language.js";
export { parseAcceptLanguage } from "./runtime/language/parse-accept-language.js";
export type { DecisionRecord, RecordOptions } from "./runtime/record.js";
export type { ContactRequest } from "./runtime/request/request.js";
export type { RecordedDecision, Router, SafeRoute } from "./runtime/router.js";
export type {
  AnnualDate,
  AnnualEaster,
  AnnualOrthodoxEaster,
  AnnualRange,
  AnnualWeekday,
  DatePattern,
  DateRange,
  SingleDate,
  Weekday,
  WeekdayMap,
} from "./values/dates.js";
export type { BooleanFact, DeclaredFact, NumberFact, StringFact } from "./values/declared-fact.js";
export { RequestError, RulesetError } from "./values/errors.js";
export type { AdviseEvent, OfferEvent, PreferEvent, RuleEvent, WithholdEvent } from "./values/events.js";
export type { AgentAvailability, ChannelAgents, ConditionValue } from "./values/facts.js";
export type { Instant } from "./values/instant.js";
export type { Issue, RequestIssue, Severity } from "./values/issue.js";
export type { WeeklyHours } from "./values/spans.js";
