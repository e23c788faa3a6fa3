import type { CoverageReport, ScenarioResult } from "../../analysis.js";
import {
  createRouter,
  type RulesetDocument,
  type RulesetInput,
  type Scenario,
  type ScenarioRequest,
} from "../../index.js";
import { plural } from "../../words/numbers.js";
import { bad, dim, good, groupAlike, type Prose, strong } from "../../words/prose.js";
import { anyValueOf, requiredFacts } from "../input/options.js";
import { type Annotation, formatAnnotation, formatAnnotations, MAX_ANNOTATIONS } from "../report/format-annotations.js";
import { formatMore, formatRules, type RulesReport } from "../report/format-issues.js";
import type { Formatters } from "../report/formatter.js";
import { flow, joinSections } from "../terminal/flow.js";
import { compactJson, plainJson } from "../terminal/json.js";
import type { Screen } from "../terminal/screen.js";
import { formatCoverage, isBelow } from "./format-coverage.js";
import { describeMismatches, formatFailure, formatTitle } from "./format-failure.js";
import { formatJunit } from "./format-junit.js";
import { groupFailures } from "./group-failures.js";
import {
  describeLowCoverage,
  NO_SCENARIOS,
  type TestReport,
  type TestReportOptions,
  type TestRun,
} from "./test-report.js";

export const TEST_FORMATTERS = {
  pretty: formatTest,
  json: ({ rules, run }) => {
    const { passed, results, coverage } = run ?? { passed: false, results: [], coverage: null };
    return `${plainJson({ findings: rules.findings, passed, results, coverage })}\n`;
  },
  junit: formatJunit,
  github: ({ rules, run, options }) => (run === null ? formatAnnotations(rules.findings) : annotateTest(run, options)),
} satisfies Formatters<TestReport>;

function formatTest({ rules, run, options }: TestReport, screen: Screen): string {
  if (run === null) return formatRules(rules, screen);
  const { spelling } = rules;
  const { first, coverage } = run;
  if (first !== null) return formatNoScenarios(first, spelling, screen);
  const scenarios = formatScenarios(run, rules, options.verbose, screen);
  if (coverage === null) return scenarios;
  return `${scenarios}${options.isFull ? "\n" : ""}${formatCoverage(coverage, { ...options, spelling }, screen)}`;
}

/** Names the scenarios that passed, shows those that failed, and counts both. */
function formatScenarios(run: TestRun, rules: RulesReport, verbose: boolean, screen: Screen): string {
  const passed = run.results.filter((result) => result.passed);
  const failed = run.results.filter((result) => !result.passed);
  const isNamed = verbose || passed.length <= FEW;
  const groups = groupFailures(failed);
  const shown = verbose ? failed.slice(0, MAX_SHOWN).map((result) => [result] as const) : groups.slice(0, FEW);
  const named = verbose ? [] : groups.slice(FEW).flat();
  const left = verbose ? failed.length - MAX_SHOWN : 0;
  return joinSections([
    isNamed ? passed.flatMap((result) => formatTitle(result, screen)) : [],
    ...shown.flatMap(([first, ...others]) => [
      formatFailure(first, run.ruleset, rules, screen),
      nameFailures(`${plural(others.length, "other")} failed in the same way`, others, screen),
    ]),
    nameFailures(`${named.length} more failed in other ways`, named, screen),
    left > 0 ? [formatMore(left, screen)] : [],
    flow(countScenarios(run, rules, groups.length), screen),
  ]);
}

const FEW = 10;
const MAX_SHOWN = 50;

/** Names failures with their places, and says how to see them in full. Empty if there are none. */
function nameFailures(title: string, failures: readonly ScenarioResult[], screen: Screen): string[] {
  if (failures.length === 0) return [];
  const left = failures.length - FEW;
  return [
    ...flow([`${title}; `, strong("--verbose"), " shows each"], screen, { indent: 2 }),
    ...failures
      .slice(0, FEW)
      .flatMap(({ name, file, line }) =>
        flow([name, file === undefined ? "" : dim(` ${file}:${line}`)], screen, { indent: 6, label: bad("    ✗") }),
      ),
    ...(left > 0 ? flow(dim(`… and ${left} more`), screen, { indent: 4 }) : []),
  ];
}

/** `rules: 34 scenarios, 11 failed in 2 ways, 23 passed`. */
function countScenarios({ results, ruleset }: TestRun, { spelling }: RulesReport, ways: number): Prose {
  const failed = results.filter(({ passed }) => !passed).length;
  const passed = results.length - failed;
  const left = (ruleset.scenarios ?? []).length - results.length;
  const isGrouped = ways < failed;
  const counts: Prose =
    failed === 0
      ? [good(passed === 1 ? "passed" : "all passed")]
      : [bad(`${failed} failed`), isGrouped ? ` in ${plural(ways, "way")}` : "", `, ${passed} passed`];
  return [
    strong(spelling),
    `: ${plural(results.length, "scenario")}, `,
    counts,
    left === 0 ? "" : `, ${left} left out by \`--name\``,
  ];
}

/** Failures and gaps as GitHub shows them beside a scenario, a rule or a channel. */
function annotateTest({ results, coverage, ruleset }: TestRun, options: TestReportOptions): string {
  if (results.length === 0)
    return formatAnnotation({ severity: "error", title: "no-scenarios", lines: [NO_SCENARIOS] });
  const failures = results
    .filter(({ passed }) => !passed)
    .map((result) => {
      const annotations = describeMismatches(result, ruleset).map(({ mismatch, lines }) =>
        formatAnnotation({ ...mismatch, severity: "error", title: result.name, lines }),
      );
      return formatAnnotations(result.issues) + annotations.join("");
    });
  return failures.join("") + (coverage === null ? "" : annotateCoverage(coverage, options));
}

/** The gaps of one place together, and an error if the coverage is too low. */
function annotateCoverage(coverage: CoverageReport, { failUnder, isFull }: TestReportOptions): string {
  const { gaps } = coverage;
  const low: Annotation = {
    severity: "error",
    title: "coverage",
    lines: [describeLowCoverage(coverage, failUnder)],
  };
  const places = isFull ? groupAlike(gaps, ({ path }) => path).slice(0, MAX_ANNOTATIONS) : [];
  return [
    ...(isBelow(coverage, failUnder) ? [low] : []),
    ...places.map((here): Annotation => {
      const lines = here.map(({ message }) => message);
      return { ...here[0], severity: "notice", title: "coverage", lines };
    }),
  ]
    .map(formatAnnotation)
    .join("");
}

/** A scenario to start with: the simplest request, and the channels that it is offered now. */
export async function firstScenario(ruleset: RulesetInput & RulesetDocument): Promise<Scenario> {
  const { requestTypes, languages } = ruleset;
  const required = requiredFacts(ruleset);
  const request: ScenarioRequest = {
    requestType: Object.keys(requestTypes)[0] ?? "",
    // Any Monday morning in Europe: the person will change it.
    at: "2026-11-23T10:00:00+01:00",
    language: languages.fallback,
    ...(required.length > 0 && { facts: Object.fromEntries(required.map(([name, fact]) => [name, anyValueOf(fact)])) }),
  };
  const { offered } = (await createRouter(ruleset)).route(request);
  return { name: "A first scenario", request, expect: { offered: offered.map(({ channel }) => channel) } };
}

/** What to do if there are no scenarios, with the text of a first one. */
function formatNoScenarios(first: NonNullable<TestRun["first"]>, spelling: string, screen: Screen): string {
  const text = compactJson({ scenarios: [first.scenario] });
  // If the ruleset is one file, the scenarios are one of its sections.
  const [where, shown] = first.isInFolder
    ? [`a new file, such as \`${spelling}/scenarios.json\``, text]
    : [`\`${spelling}\`, beside its other sections`, text.split("\n").slice(1, -1).join("\n")];
  const advice = `write down what you expect, so that this command can compare the rules with it; \`contact-routing test ${spelling} --suggest\` writes scenarios for all rules, or put a first one into ${where}:`;
  return joinSections([
    flow([strong(spelling), ": ", bad("no scenarios")], screen),
    flow(advice, screen, { indent: 4, label: good("  → ") }),
    [shown],
  ]);
}
