import type { Target } from "../law.js";
import { comparison, publishedComparison } from "./comparison.js";
import { conditionsAlone, coveredRules, suggestedScenarios, unreachableGoals } from "./coverage.js";
import { equivalent } from "./equivalent.js";
import { brokenPromises, provenPromises } from "./promises.js";
import { situations, situationsCounted, situationsOfTwo } from "./situations.js";

export const analysis: Target = {
  name: "analysis",
  laws: [
    ...[comparison, publishedComparison, equivalent],
    ...[situations, situationsOfTwo, situationsCounted],
    ...[provenPromises, brokenPromises],
    ...[suggestedScenarios, coveredRules, conditionsAlone, unreachableGoals],
  ],
};
