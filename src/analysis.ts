export { type CheckReport, checkRuleset } from "./analysis/check-ruleset.js";
export {
  runScenarios,
  type ScenarioMismatch,
  type ScenarioReport,
  type ScenarioResult,
} from "./analysis/run-scenarios.js";
