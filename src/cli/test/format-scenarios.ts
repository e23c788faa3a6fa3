import type { ScenarioReport } from "../../analysis.js";
import { plural } from "../../words/numbers.js";
import { bad, dim, good, type Prose, strong } from "../../words/prose.js";
import { flow } from "../terminal/flow.js";
import type { Screen } from "../terminal/screen.js";
import { paint } from "../terminal/screen.js";
import { formatScenarioFailure, formatTitle, type ScenarioContext } from "./format-scenario-failure.js";

export interface ScenarioReportContext extends ScenarioContext {
  /** Name every scenario that passed, however many. */
  readonly verbose: boolean;
}

/** Scenarios for a person: those that passed by name, those that failed in full, and how many there are of each. */
export function formatScenarios(report: ScenarioReport, context: ScenarioReportContext, screen: Screen): string {
  const passed = report.results.filter((result) => result.passed);
  const failed = report.results.filter((result) => !result.passed);
  const isNamed = context.verbose || passed.length <= FEW;
  const left = failed.length - MOST_SHOWN;
  return [
    isNamed ? passed.flatMap((result) => formatTitle(result, screen)) : [],
    ...failed.slice(0, MOST_SHOWN).map((result) => formatScenarioFailure(result, context, screen)),
    left > 0 ? [paint([dim(`… and ${left} more; `), "--format json", dim(" gives all")], screen)] : [],
    flow(countScenarios(report, context), screen),
  ]
    .filter((section) => section.length > 0)
    .map((section) => section.map((line) => `${line}\n`).join(""))
    .join("\n");
}

const FEW = 10;
const MOST_SHOWN = 50;

/** `rules: 34 scenarios, 1 failed, 33 passed`. */
function countScenarios({ results }: ScenarioReport, { ruleset, spelling }: ScenarioContext): Prose {
  const failed = results.filter(({ passed }) => !passed).length;
  const passed = results.length - failed;
  const left = (ruleset.scenarios ?? []).length - results.length;
  const counts: Prose =
    failed === 0 ? [good(passed === 1 ? "passed" : "all passed")] : [bad(`${failed} failed`), `, ${passed} passed`];
  return [
    strong(spelling),
    `: ${plural(results.length, "scenario")}, `,
    ...counts,
    left === 0 ? "" : `, ${left} left out by \`--name\``,
  ];
}
