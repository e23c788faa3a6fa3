import { createRouter } from "../../compile/compile-ruleset.js";
import { locateIssues, placeFinderOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset, Scenario } from "../../ruleset/document.js";
import { type PlaceFinder, withPlace } from "../../ruleset/finding.js";
import { type RulesetInput, toRuleset } from "../../ruleset/read-ruleset.js";
import type { Router } from "../../runtime/router.js";
import { nfc } from "../../values/compare-texts.js";
import { RequestError } from "../../values/errors.js";
import { type Path, toPointer } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { compareDecision, type Difference } from "./compare-decision.js";
import { causesOfEnd, findCauses } from "./find-causes.js";
import type { PlaceInRuleset, ScenarioMismatch, ScenarioReport, ScenarioResult } from "./scenario-report.js";

/** Which scenarios to run. */
export interface RunScenariosOptions {
  /** Runs only scenarios whose name contains this text, in upper or lower case; all by default. */
  readonly name?: string;
}

/**
 * Decides each scenario's request and compares the decision with the scenario's expectations.
 *
 * With no scenario to run, `results` is empty and `passed` is false. Throws `RulesetError` if the ruleset has errors.
 *
 * @example
 * const { passed, results } = await runScenarios(ruleset, { name: "holiday" });
 */
export async function runScenarios(
  ruleset: RulesetInput,
  { name = "" }: RunScenariosOptions = {},
): Promise<ScenarioReport> {
  const checked = toRuleset(ruleset);
  const running: Running = { ruleset: checked, router: await createRouter(checked), placeOf: placeFinderOf(checked) };
  const wanted = nfc(name).toLowerCase();
  const results = [...(checked.scenarios ?? []).entries()]
    .filter(([, scenario]) => nfc(scenario.name).toLowerCase().includes(wanted))
    .map(([index, scenario]) => runScenario(running, scenario, ["scenarios", index]));
  return { passed: results.length > 0 && results.every((result) => result.passed), results };
}

interface Running {
  readonly ruleset: Ruleset;
  readonly router: Router;
  readonly placeOf: PlaceFinder;
}

function runScenario(running: Running, scenario: Scenario, path: Path): ScenarioResult {
  const { router, placeOf } = running;
  const { name, request, expect } = scenario;
  const place: PlaceInRuleset = withPlace({ path: toPointer(path) }, placeOf([...path, "name"], "value"));
  try {
    const decision = router.route(request);
    const differences = compareDecision(decision, expect);
    const mismatches = differences.length === 0 ? [] : explainMismatches(running, scenario, differences, path);
    return { name, passed: mismatches.length === 0, ...place, mismatches, decision, issues: [] };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const issues = locateIssues(
      running.ruleset,
      error.issues.map((issue) => ({
        ...issue,
        message: `scenario ${quote(name)}: ${issue.message}`,
        path: `${toPointer([...path, "request"])}${issue.path}`,
      })),
    );
    return { name, passed: false, ...place, mismatches: [], decision: null, issues };
  }
}

/** Only runs for scenarios that fail: an explanation costs more than a decision. */
function explainMismatches(
  { ruleset, router, placeOf }: Running,
  { request }: Scenario,
  differences: readonly Difference[],
  path: Path,
): ScenarioMismatch[] {
  const explanation = router.explain(request);
  return differences.map((difference) => {
    const { field, channel } = difference;
    const at = [...path, "expect", field, ...(channel === null ? [] : [channel])];
    const causes =
      field === "validUntil"
        ? causesOfEnd(router, request, explanation.decision)
        : findCauses(difference, explanation, ruleset);
    return withPlace({ ...difference, path: toPointer(at), causes }, placeOf(at, "key"));
  });
}
