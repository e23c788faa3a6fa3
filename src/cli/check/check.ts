import type { Command } from "commander";
import { type CheckReport, type CheckRulesetOptions, checkRuleset, type PromiseResult } from "../../analysis.js";
import type { Issue } from "../../index.js";
import { formatCount, plural } from "../../words/numbers.js";
import { bad, good, joinProse, named, type Prose, warning } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE } from "../environment.js";
import { isUnreadable, locateRules, respell } from "../input/locate-rules.js";
import { RULES, readStart } from "../input/options.js";
import { withVersion } from "../input/revision.js";
import { formatAnnotations } from "../report/format-annotations.js";
import { backticked, formatRules, problemOf, type RulesReport, readRules, reportOn } from "../report/format-issues.js";
import { formatSarif } from "../report/format-sarif.js";
import { type Formatters, formatOption, printReport } from "../report/formatter.js";
import { schemaFindings } from "../schema/schema.js";
import { flow } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import type { Screen } from "../terminal/screen.js";

export function addCheckCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("check")
    .summary("report everything wrong with the rule files, and prove their promises")
    .description(
      "Reports all mistakes in the rule files, each with its place and what to do, and proves that every promise is kept in all situations there are.",
    )
    .argument("[rules]", RULES)
    .addOption(formatOption("a person, a program, a pull request on GitHub, or code scanning", FORMATTERS))
    .option("--strict", "warnings count as errors")
    .option(
      "--changed <revision>",
      "only what is new since another version: a revision of git such as `main`, or a folder or file of rules",
    )
    .option("--verbose", "also say how many situations there are")
    .optionsGroup("The hours for which promises are proven:")
    .option("--from <instant>", "from when on, such as `2026-12-24 10:00` by the desk's clock; now by default")
    .option("--days <number>", "for how many days; 400 by default")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (rules: string | undefined, options: CheckOptions) => exit(await check(rules, options, environment)));
}

const EXAMPLES = `Examples:
  $ contact-routing check
  $ contact-routing check my-rules --strict --format github
  $ contact-routing check --format sarif > contact-rules.sarif
  $ contact-routing check --changed main
  $ contact-routing check --from "2027-01-01 00:00" --days 365`;

interface CheckOptions {
  readonly format: keyof typeof FORMATTERS;
  readonly strict?: boolean;
  readonly changed?: string;
  readonly verbose?: boolean;
  readonly from?: string;
  readonly days?: string;
}

async function check(given: string | undefined, options: CheckOptions, environment: Environment): Promise<ExitCode> {
  const { format, strict, from, days = "400", changed, verbose = false } = options;
  const location = locateRules(given, environment);
  const checked = await readRules<CheckReport & Pick<CheckedRules, "scenarios">>(
    location,
    async (ruleset) => {
      const start = readStart(from, ruleset, environment.now);
      const check = (since: Pick<CheckRulesetOptions, "since">) =>
        checkRuleset(ruleset, { from: start, days: Number(days), ...since });
      const report =
        changed === undefined
          ? await check({})
          : await withVersion(changed, given, environment, (since) => check({ since }));
      const located = respell(report, location);
      const findings = [...located.findings, ...schemaFindings(ruleset, location)];
      return { ...located, findings, scenarios: ruleset.scenarios?.length ?? 0 };
    },
    (findings) => ({ findings, promises: [], situations: 0, scenarios: null }),
  );
  const { findings } = checked;
  const counted = plural(Number(days), "day");
  const period = from === undefined ? `the next ${counted}` : `the ${counted} from ${from}`;
  const report = { ...reportOn(location, findings), ...checked, period, verbose, changed };
  printReport(report, FORMATTERS[format], environment);
  if (findings.some(isUnreadable)) return MISUSE;
  const isFailure = ({ severity }: Issue) => severity === "error" || (severity === "warning" && strict === true);
  return findings.some(isFailure) ? FINDINGS : FINE;
}

interface CheckedRules extends Omit<RulesReport, "findings">, CheckReport {
  /** The period of the promises: `the next 400 days`, `the 31 days from 2026-12-01 00:00`. */
  readonly period: string;
  /** How many the ruleset has; null if it has errors. */
  readonly scenarios: number | null;
  readonly verbose: boolean;
  /** The version whose findings are left out. */
  readonly changed: string | undefined;
}

const FORMATTERS = {
  pretty: (report, screen) =>
    formatRules(report, screen, formatExamples(report, screen), report.changed === undefined ? "" : " new") +
    formatVerdict(report, screen),
  json: ({ findings, promises, situations }) => `${plainJson({ findings, promises, situations })}\n`,
  github: ({ findings }) => formatAnnotations(findings),
  sarif: ({ findings, spelling }) => formatSarif(findings, spelling),
} satisfies Formatters<CheckedRules>;

/** A command to paste for each broken promise, and for each warning with an example. The command stays on one line. */
function formatExamples({ promises, findings, spelling }: CheckedRules, screen: Screen): string {
  const broken = promises.flatMap((promise) => {
    const { request } = promise.counterexample ?? {};
    return request === undefined ? [] : { request, prose: [named(promise.name), " is broken; see it with"] };
  });
  const warned = findings.flatMap((finding) => {
    if (finding.severity !== "warning" || finding.example === undefined) return [];
    return { request: finding.example.request, prose: [backticked(problemOf(finding)), "; see it with"] };
  });
  return [...broken, ...warned]
    .slice(0, MAX_EXAMPLES)
    .map(({ request, prose }) => {
      const input = shellWord(plainJson(request, 0));
      const command = `echo ${input} | contact-routing route ${shellWord(spelling)} --explain`;
      return `${[...flow(prose, screen), command].join("\n")}\n\n`;
    })
    .join("");
}

const MAX_EXAMPLES = 20;

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** `The rules are valid. 15 promises hold in every situation of the next 400 days.` Empty for rules with errors. */
function formatVerdict(report: CheckedRules, screen: Screen): string {
  const { promises, scenarios, period, spelling, verbose, changed } = report;
  if (scenarios === null) return "";
  const stated = promises.filter(({ path }) => path !== null);
  const counts: [PromiseResult["status"], (count: number) => Prose][] = [
    [
      "proven",
      (count) => [
        good(`${plural(count, "promise")} ${count === 1 ? "holds" : "hold"}`),
        ` in every situation of ${period}`,
      ],
    ],
    ["broken", (count) => bad(`${plural(count, "promise")} ${count === 1 ? "is" : "are"} broken`)],
    ["undecided", (count) => warning(`${plural(count, "promise")} could not be decided`)],
  ];
  const said = counts.flatMap(([status, say]) => {
    const count = stated.filter((promise) => promise.status === status).length;
    return count === 0 ? [] : [say(count)];
  });
  const isBroken = promises.some(({ status }) => status === "broken");
  const sentences: Prose[] = [
    ...(isBroken ? [] : ["The rules are valid."]),
    ...(stated.length === 0 ? ["They make no promises."] : [[joinProse(said), "."]]),
    ...(scenarios === 0 ? [] : [["Scenarios were not run; use ", named(testCommand(spelling)), "."]]),
    ...(changed === undefined ? [] : [["Only what is new since ", named(changed), " is shown."]]),
    ...(verbose ? [countSituations(report)] : []),
  ];
  return `${flow(joinProse(sentences, " "), screen).join("\n")}\n`;
}

function testCommand(spelling: string): string {
  return `contact-routing test${spelling === "rules" ? "" : ` ${shellWord(spelling)}`}`;
}

/** `1,684,800 situations were looked at; every always channel is offered in all of them.` */
function countSituations({ situations, promises }: CheckedRules): string {
  const number = situations > TRILLION ? "more than a trillion" : formatCount(situations);
  // The law about always channels stands in no rule file.
  const isLawProven = promises.every(({ path, status }) => path !== null || status === "proven");
  const always = isLawProven ? "; every always channel is offered in all of them" : "";
  return `${number} situations were looked at${always}.`;
}

const TRILLION = 1e12;
