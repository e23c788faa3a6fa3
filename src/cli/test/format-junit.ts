import type { ScenarioResult } from "../../analysis.js";
import type { Issue } from "../../index.js";
import { groupAlike } from "../../words/prose.js";
import { cleanText } from "../terminal/screen.js";
import { isBelow } from "./format-coverage.js";
import { describeMismatches } from "./format-failure.js";
import { describeLowCoverage, NO_SCENARIOS, type TestReport, type TestRun } from "./test-report.js";

/** One test of JUnit. It passed if it has no `problems`. */
interface TestCase {
  readonly name: string;
  readonly file: string;
  readonly line?: number | undefined;
  /** A failure is an expectation that is not met; an error stops the test. */
  readonly problems: readonly Problem[];
}

interface Problem {
  readonly kind: "failure" | "error";
  /** A code or a field: what the problem is of. */
  readonly type: string;
  /** The first is the message. */
  readonly lines: readonly string[];
}

/** A report as JUnit's XML, which build servers read: a suite for each file, a case for each scenario. */
export function formatJunit({ rules, run, options }: TestReport): string {
  const { spelling, findings } = rules;
  const cases =
    run === null
      ? findings.filter(({ severity }) => severity === "error").map((finding) => caseOfFinding(finding, spelling))
      : [...casesOf(run, spelling), ...coverageCase(run, options.failUnder, spelling)];
  const suites = groupAlike(cases, ({ file }) => file).map((here) =>
    element("testsuite", { name: here[0].file, ...countCases(here) }, here.map(writeCase)),
  );
  const root = element("testsuites", { name: `contact-routing test ${spelling}`, ...countCases(cases) }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.join("\n")}\n`;
}

/** Rules with errors run no scenario, so their errors are the cases. */
function caseOfFinding({ code, message, file = "", path, line }: Issue, spelling: string): TestCase {
  const problem: Problem = { kind: "error", type: code, lines: [message] };
  return { name: `${code} ${path}`.trim(), file: file === "" ? spelling : file, line, problems: [problem] };
}

function casesOf({ results, ruleset }: TestRun, spelling: string): TestCase[] {
  if (results.length === 0) {
    const problem: Problem = { kind: "failure", type: "no-scenarios", lines: [NO_SCENARIOS] };
    return [{ name: "there are scenarios", file: spelling, problems: [problem] }];
  }
  return results.map((result) => {
    const { name, file = spelling, line, issues } = result;
    const errors = issues.map(({ code, message }): Problem => ({ kind: "error", type: code, lines: [message] }));
    return { name, file, line, problems: [...errors, ...failureOf(result, ruleset)] };
  });
}

/** One failure for all mismatches: many readers show only the first. */
function failureOf(result: ScenarioResult, ruleset: TestRun["ruleset"]): Problem[] {
  const described = describeMismatches(result, ruleset);
  const [first] = described;
  if (first === undefined) return [];
  return [{ kind: "failure", type: first.mismatch.field, lines: described.flatMap(({ lines }) => lines) }];
}

function coverageCase({ coverage }: TestRun, failUnder: number | null, spelling: string): TestCase[] {
  if (coverage === null || failUnder === null) return [];
  const problem: Problem = { kind: "failure", type: "coverage", lines: [describeLowCoverage(coverage, failUnder)] };
  const problems = isBelow(coverage, failUnder) ? [problem] : [];
  return [{ name: `the scenarios reach at least ${failUnder}%`, file: spelling, problems }];
}

function countCases(cases: readonly TestCase[]): Readonly<Record<string, number>> {
  const count = (kind: Problem["kind"]) => cases.filter(({ problems }) => problems[0]?.kind === kind).length;
  return { tests: cases.length, failures: count("failure"), errors: count("error") };
}

function writeCase({ name, file, line, problems }: TestCase): string[] {
  const classname = file.replace(/\.json$/, "");
  return element(
    "testcase",
    { classname, name, file, line },
    problems.map(({ kind, type, lines }) => {
      const [message = ""] = lines;
      const [open = "", close = ""] = element(kind, { type, message }, [[]]);
      return [`${open}${lines.map(escapeXml).join("\n")}${close}`];
    }),
  );
}

/** The lines of an element. Without children it is one line. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly (readonly string[])[],
): string[] {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  if (children.length === 0) return [`<${name}${written}/>`];
  return [`<${name}${written}>`, ...children.flat(), `</${name}>`];
}

/** Without the characters that XML 1.0 does not allow, even as references. */
function escapeXml(text: string): string {
  return cleanText(text)
    .replace(/[\uFFFE\uFFFF]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
