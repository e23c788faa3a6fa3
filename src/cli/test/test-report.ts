import type { CoverageReport, ScenarioReport } from "../../analysis.js";
import type { Ruleset, Scenario } from "../../index.js";
import type { RulesReport } from "../report/format-issues.js";
import type { CoverageContext } from "./format-coverage.js";

/** What `test` reports, in every format. */
export interface TestReport {
  readonly rules: RulesReport;
  /** Null if the rules have errors. */
  readonly run: TestRun | null;
  readonly options: TestReportOptions;
}

export interface TestRun extends ScenarioReport {
  readonly ruleset: Ruleset;
  /** Of all scenarios; null if only some were run. */
  readonly coverage: CoverageReport | null;
  /** A scenario to start with, and whether the rules are in a folder; null if there are scenarios. */
  readonly first: { readonly scenario: Scenario; readonly isInFolder: boolean } | null;
}

export interface TestReportOptions extends Omit<CoverageContext, "spelling"> {
  /** Name all scenarios that passed, and show all that failed, even if there are many. */
  readonly verbose: boolean;
}

export const NO_SCENARIOS = "there are no scenarios; `contact-routing test` shows how to write the first";

/** Why the coverage is too low. */
export function describeLowCoverage({ percent }: CoverageReport, failUnder: number | null): string {
  return `the scenarios reach ${percent}%, less than the ${failUnder}% of \`--fail-under\``;
}
