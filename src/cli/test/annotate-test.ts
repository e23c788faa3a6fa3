import type { CoverageReport, ScenarioMismatch, ScenarioReport, ScenarioResult } from "../../analysis.js";
import type { RulesetDocument } from "../../index.js";
import { textOf } from "../../words/prose.js";
import {
  type Annotation,
  formatAnnotation,
  formatAnnotations,
  MOST_ANNOTATIONS,
} from "../report/format-annotations.js";
import { groupAlike } from "../report/group-alike.js";
import { type CauseContext, causeContext, describeCause } from "./describe-cause.js";
import { statedInWords } from "./describe-stated.js";
import { type CoverageContext, isBelow } from "./format-coverage.js";

/** Failures and gaps as GitHub shows them beside a scenario, a rule or a channel. */
export function annotateTest(
  { results }: ScenarioReport,
  coverage: CoverageReport | null,
  ruleset: RulesetDocument,
  options: AnnotatedCoverage,
): string {
  if (results.length === 0) return formatAnnotation(NO_SCENARIOS);
  const failures = results
    .filter(({ passed }) => !passed)
    .map((result) => formatAnnotations(result.issues) + annotateMismatches(result, ruleset));
  return failures.join("") + (coverage === null ? "" : annotateCoverage(coverage, options));
}

type AnnotatedCoverage = Pick<CoverageContext, "failUnder" | "isFull">;

const NO_SCENARIOS: Annotation = {
  severity: "error",
  title: "no-scenarios",
  lines: ["there are no scenarios; `contact-routing test` shows how to write the first"],
};

function annotateMismatches({ name, mismatches, decision }: ScenarioResult, ruleset: RulesetDocument): string {
  const request = ruleset.scenarios?.find((each) => each.name === name)?.request;
  if (decision === null || request === undefined) return "";
  const context = causeContext(request, decision, ruleset);
  return mismatches.map((mismatch) => formatAnnotation(annotationOf(mismatch, name, context))).join("");
}

function annotationOf(mismatch: ScenarioMismatch, title: string, context: CauseContext): Annotation {
  const { field, channel, expected, actual, causes, path, file } = mismatch;
  const place = file === undefined ? `${path}: ` : "";
  const [wanted, got] = [expected, actual].map((stated) => statedInWords(field, stated, context.timeZone));
  const lines = [
    `${place}${field}${channel === null ? "" : ` ${channel}`}: expected ${wanted}; actual ${got}`,
    ...causes.flatMap((cause) => describeCause(cause, context).map(textOf)),
  ];
  return { ...mismatch, severity: "error", title, lines };
}

/** The gaps of one place together, and an error if the coverage is too low. */
function annotateCoverage(coverage: CoverageReport, { failUnder, isFull }: AnnotatedCoverage): string {
  const { percent, gaps } = coverage;
  const low: Annotation = {
    severity: "error",
    title: "coverage",
    lines: [`the scenarios reach ${percent}%, less than the ${failUnder}% of \`--fail-under\``],
  };
  const places = isFull ? groupAlike(gaps, ({ path }) => path).slice(0, MOST_ANNOTATIONS) : [];
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
