import type { Target } from "../law.js";
import { comparison, publishedComparison } from "./comparison.js";
import { conditionsAlone, coveredRules, suggestedScenarios, unreachableGoals } from "./coverage.js";
import { equivalent } from "./equivalent.js";
import { findingExamples, findings, idleRules } from "./findings.js";
import { brokenPromises, provenPromises } from "./promises.js";
import { foundSituations, onlyAlways } from "./queries.js";
import { situations, situationsCounted, situationsOfTwo } from "./situations.js";

export const analysis: Target = {
  name: "analysis",
  laws: [
    ...[comparison, publishedComparison, equivalent],
    ...[foundSituations, onlyAlways],
    ...[situations, situationsOfTwo, situationsCounted],
    ...[provenPromises, brokenPromises],
    ...[findings, findingExamples, idleRules],
    ...[suggestedScenarios, coveredRules, conditionsAlone, unreachableGoals],
  ],
};
