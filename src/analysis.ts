export { buildMatrix } from "./analysis/build-matrix.js";
export { type CheckReport, checkRuleset } from "./analysis/check-ruleset.js";
export { createReplay, type Replay, type ReplayedRequest, type ReplayOptions } from "./analysis/create-replay.js";
export type * from "./analysis/matrix.js";
export type { MatrixOptions, WeekMatrixOptions } from "./analysis/matrix-options.js";
export type * from "./analysis/replay-report.js";
export { type RunScenariosOptions, runScenarios } from "./analysis/run-scenarios.js";
export type * from "./analysis/scenario-report.js";
export { shownZone } from "./analysis/shown-zone.js";
