export { type CheckReport, checkRuleset } from "./analysis/check-ruleset.js";
export { type RunScenariosOptions, runScenarios } from "./analysis/run-scenarios.js";
export type * from "./analysis/scenario-report.js";
