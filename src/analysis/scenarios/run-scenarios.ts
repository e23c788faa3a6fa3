import { createRouter } from "../../compile/create-router.js";
import { locateIssues, placeFinderOf } from "../../ruleset/checked-rulesets.js";
import type { Ruleset, Scenario } from "../../ruleset/document.js";
import { type PlaceFinder, withPlace } from "../../ruleset/finding.js";
import type { RulesetInput } from "../../ruleset/read-ruleset.js";
import { toRuleset } from "../../ruleset/read-ruleset.js";
import type { Router } from "../../runtime/router.js";
import { RequestError } from "../../values/errors.js";
import { type Issue, type Path, toPointer } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { compareDecision, type Difference } from "./compare-decision.js";
import { causesOfEnd, findCauses } from "./find-causes.js";
import type { PlaceInRuleset, ScenarioMismatch, ScenarioReport, ScenarioResult } from "./scenario-report.js";

export interface RunScenariosOptions {
  /** Runs only the scenarios that have this text in their name, in upper or lower case. */
  readonly name?: string;
}

/**
 * Decides the scenarios of a ruleset and compares with what they expect. A ruleset without scenarios does not pass: `results` is then
 * empty, as it is where `name` leaves none. Throws `RulesetError` where the ruleset has errors.
 */
export async function runScenarios(
  ruleset: RulesetInput,
  { name = "" }: RunScenariosOptions = {},
): Promise<ScenarioReport> {
  const checked = toRuleset(ruleset);
  const running: Running = { ruleset: checked, router: await createRouter(checked), placeOf: placeFinderOf(checked) };
  const sought = name.toLowerCase();
  const results = [...(checked.scenarios ?? []).entries()]
    .filter(([, scenario]) => scenario.name.toLowerCase().includes(sought))
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
    const mismatches = differences.length === 0 ? [] : explainAll(running, scenario, differences, path);
    return { name, passed: mismatches.length === 0, ...place, mismatches, decision, issues: [] };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const issues = locateIssues(
      running.ruleset,
      error.issues.map((issue) => asOfScenario(issue, name, path)),
    );
    return { name, passed: false, ...place, mismatches: [], decision: null, issues };
  }
}

/** Only what fails is worth an explanation, which costs more than a decision. */
function explainAll(
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

function asOfScenario(issue: Issue, name: string, path: Path): Issue {
  return {
    ...issue,
    message: `scenario ${quote(name)}: ${issue.message}`,
    path: `${toPointer([...path, "request"])}${issue.path}`,
  };
}
