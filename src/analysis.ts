export type { CheckFinding, FindingExample } from "./analysis/check/check-finding.js";
export { type CheckReport, type CheckRulesetOptions, checkRuleset } from "./analysis/check/check-ruleset.js";
export type { Counterexample, PromiseResult } from "./analysis/check/prove-promises.js";
export type {
  Change,
  ChangeCause,
  ChangeExample,
  ChangePlace,
  ChannelChange,
  LanguageChange,
  OfferChange,
  OrderChange,
  ReasonsChange,
  RequestChange,
  StepChange,
  StepOrderChange,
} from "./analysis/compare/change.js";
export { type Comparison, compareRulesets } from "./analysis/compare/compare-rulesets.js";
export type {
  ChannelGoal,
  ConditionGoal,
  CoverageCount,
  CoverageGap,
  CoverageGoal,
  CoveragePart,
  CoverageReport,
  RuleGoal,
  ScenarioSuggestions,
  ScheduleGoal,
  WayGoal,
} from "./analysis/coverage/coverage-report.js";
export { type CoverageOptions, measureCoverage } from "./analysis/coverage/measure-coverage.js";
export { suggestScenarios } from "./analysis/coverage/suggest-scenarios.js";
export { type CalendarYears, generateCalendar, type Holiday } from "./analysis/holidays/generate-calendar.js";
export { buildMatrix } from "./analysis/matrix/build-matrix.js";
export type {
  DayHours,
  Matrix,
  MatrixCell,
  MatrixChannel,
  MatrixDay,
  MatrixOutcome,
  MatrixRow,
  MatrixTable,
  OfferedOutcome,
  WeekCell,
  WeekHours,
  WeekMatrix,
  WeekStretch,
  WithheldOutcome,
} from "./analysis/matrix/matrix.js";
export { type MatrixOptions, shownZone, type WeekMatrixOptions } from "./analysis/matrix/matrix-options.js";
export type { CheckOptions } from "./analysis/period.js";
export {
  type FoundPlace,
  type FoundSituations,
  findOnlyAlways,
  findSituations,
  type SituationQuery,
} from "./analysis/query/find-situations.js";
export { findRemedies } from "./analysis/remedies/find-remedies.js";
export {
  createReplay,
  type Replay,
  type ReplayedRequest,
  type ReplayOptions,
} from "./analysis/replay/create-replay.js";
export type {
  ChannelTally,
  ExampleDecision,
  LanguageTally,
  ReasonTally,
  ReplayChanges,
  ReplayExample,
  ReplayedChange,
  ReplayedChannelChange,
  ReplayReport,
  ReplayTally,
  RequestTypeTally,
  SkippedLine,
  SkippedLines,
  SkippedProblem,
  StepTally,
} from "./analysis/replay/replay-report.js";
export {
  type AcceptedScenarios,
  acceptScenarios,
  type RefusedScenario,
  type RewrittenFile,
} from "./analysis/scenarios/accept-scenarios.js";
export { type RunScenariosOptions, runScenarios } from "./analysis/scenarios/run-scenarios.js";
export type {
  EndCause,
  LanguageCause,
  MismatchCause,
  OfferedCause,
  PlaceInRuleset,
  RuleCause,
  ScenarioMismatch,
  ScenarioReport,
  ScenarioResult,
  StatedValue,
  UnrelatedRuleCause,
  UnruledStepCause,
  WithheldCause,
} from "./analysis/scenarios/scenario-report.js";
export { generateSchema, type JsonSchema } from "./analysis/types/generate-schema.js";
export { generateTypes } from "./analysis/types/generate-types.js";
export type { AgentAssumption } from "./words/describe-agents.js";
export type {
  AgentsCondition,
  ChangeCondition,
  ChangeWindow,
  FactCondition,
  HoursCondition,
  LanguageCondition,
  ReportCondition,
  RequestTypeCondition,
  SituationPlace,
} from "./words/place.js";
export type { ChannelRemedies, Remedy, RemedyChange } from "./words/remedy.js";
