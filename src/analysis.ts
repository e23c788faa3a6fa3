export type { Counterexample } from "./analysis/check/breach.js";
export type { CheckFinding, FindingExample } from "./analysis/check/check-finding.js";
export { type CheckReport, checkRuleset } from "./analysis/check/check-ruleset.js";
export type { PromiseResult } from "./analysis/check/prove-promises.js";
export type { CheckOptions } from "./analysis/check/read-period.js";
export type * from "./analysis/compare/change.js";
export { type Comparison, compareRulesets } from "./analysis/compare/compare-rulesets.js";
export type * from "./analysis/coverage/coverage-report.js";
export { type CoverageOptions, measureCoverage } from "./analysis/coverage/measure-coverage.js";
export { suggestScenarios } from "./analysis/coverage/suggest-scenarios.js";
export { buildMatrix } from "./analysis/matrix/build-matrix.js";
export type * from "./analysis/matrix/matrix.js";
export type { MatrixOptions, WeekMatrixOptions } from "./analysis/matrix/matrix-options.js";
export { shownZone } from "./analysis/matrix/shown-zone.js";
export {
  createReplay,
  type Replay,
  type ReplayedRequest,
  type ReplayOptions,
} from "./analysis/replay/create-replay.js";
export type * from "./analysis/replay/replay-report.js";
export { type RunScenariosOptions, runScenarios } from "./analysis/scenarios/run-scenarios.js";
export type * from "./analysis/scenarios/scenario-report.js";
export { generateTypes } from "./analysis/types/generate-types.js";
