import { createRouter } from "../../compile/create-router.js";
import type { RulesetInput } from "../../ruleset/to-ruleset.js";
import { toRuleset } from "../../ruleset/to-ruleset.js";
import { chooseRequests } from "./choose-requests.js";
import type { ScenarioSuggestions } from "./coverage-report.js";
import { type CoverageOptions } from "./measure-coverage.js";
import { createGapOf } from "./measure-coverage.js";
import { readFromOption } from "./measure-coverage.js";
import { nameScenarios } from "./name-scenarios.js";
import { surveyCoverage } from "../retiring/coverage/survey-coverage.js";

/**
 * Gives scenarios that reach what those of a ruleset do not, few of them and each for many goals. They are made for their goals, decided,
 * and kept where they reach them; whoever takes them over says with it that the rules decide rightly.
 *
 * Throws as `measureCoverage` does.
 */
export async function suggestScenarios(ruleset: RulesetInput, { from }: CoverageOptions): Promise<ScenarioSuggestions> {
  const checked = toRuleset(ruleset);
  const router = await createRouter(checked);
  const survey = await surveyCoverage(checked, readFromOption(from));
  const left = survey.missed.filter(({ request }) => request === null);
  return {
    scenarios: nameScenarios(chooseRequests(survey), router, checked),
    left: left.filter((each) => !each.isUnreachable).map(createGapOf(checked)),
  };
}
