import type { Command } from "commander";
import { type CheckReport, checkRuleset, type PromiseResult } from "../../analysis.js";
import type { Issue } from "../../index.js";
import { formatCount, plural } from "../../words/numbers.js";
import { bad, good, joinProse, named, type StyledText, warning } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE } from "../environment.js";
import { isUnreadable, locateRules, respell } from "../input/locate-rules.js";
import { RULES, readStart } from "../input/options.js";
import { formatAnnotations } from "../report/format-annotations.js";
import { backticked, formatRules, problemOf, type RulesReport, readRules, reportOn } from "../report/format-issues.js";
import { type Formatters, formatOption, printReport } from "../report/formatter.js";
import { flow } from "../terminal/flow.js";
import { plainJson } from "../terminal/json.js";
import type { Screen } from "../terminal/screen.js";

export function addCheckCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("check")
    .summary("report everything wrong with the rule files, and prove their promises")
    .description(
      "Reports everything that is wrong with the rule files, each problem with its place and what to do, and proves that every promise is kept in all situations there are.",
    )
    .argument("[rules]", RULES)
    .addOption(formatOption("a person, a program, or a pull request on GitHub", FORMATTERS))
    .option("--strict", "warnings count as errors")
    .optionsGroup("The hours for which promises are proven:")
    .option(
      "--from <instant>",
      "from when on, such as `2026-12-24 10:00` by the desk's clock; now where it is left out",
    )
    .option("--days <number>", "for how many days; 400 where it is left out")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (rules: string | undefined, options: CheckOptions) => exit(await check(rules, options, environment)));
}

const EXAMPLES = `Examples:
  $ contact-routing check
  $ contact-routing check my-rules --strict --format github
  $ contact-routing check --from "2027-01-01 00:00" --days 365`;

interface CheckOptions {
  readonly format: keyof typeof FORMATTERS;
  readonly strict?: boolean;
  readonly from?: string;
  readonly days?: string;
}

async function check(given: string | undefined, options: CheckOptions, environment: Environment): Promise<ExitCode> {
  const { format, strict, from, days = "400" } = options;
  const location = locateRules(given, environment);
  const checked = await readRules<CheckReport>(
    location,
    async (ruleset) => {
      const start = readStart(from, ruleset, environment.now);
      return respell(await checkRuleset(ruleset, { from: start, days: Number(days) }), location);
    },
    (findings) => ({ findings, promises: [], situations: 0 }),
  );
  const { findings } = checked;
  const counted = plural(Number(days), "day");
  const period = from === undefined ? `the next ${counted}` : `the ${counted} from then on`;
  printReport({ ...reportOn(location, findings), ...checked, period }, FORMATTERS[format], environment);
  if (findings.some(isUnreadable)) return MISUSE;
  const isFailure = ({ severity }: Issue) => severity === "error" || (severity === "warning" && strict === true);
  return findings.some(isFailure) ? FINDINGS : FINE;
}

interface CheckedRules extends Omit<RulesReport, "findings">, CheckReport {
  /** The period of the promises: `the next 400 days`. */
  readonly period: string;
}

const FORMATTERS = {
  pretty: (report, screen) =>
    formatRules(report, screen, formatExamples(report, screen)) + countPromises(report, screen),
  json: ({ findings, promises, situations }) => `${plainJson({ findings, promises, situations })}\n`,
  github: ({ findings }) => formatAnnotations(findings),
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

/** `15 promises proven, over 1,684,800 situations of the next 400 days`; empty if there is nothing to prove. */
function countPromises({ promises, situations, period }: CheckedRules, screen: Screen): string {
  // The law about always channels stands in no rule file.
  const law = promises.filter(({ path }) => path === null);
  const stated = promises.filter(({ path }) => path !== null);
  if (promises.length === 0) return "";
  const counts: [PromiseResult["status"], string, (text: string) => StyledText][] = [
    ["proven", "proven", good],
    ["broken", "broken", bad],
    ["undecided", "not decided", warning],
  ];
  const parts = counts
    .map(([status, ...words]) => [stated.filter((promise) => promise.status === status).length, ...words] as const)
    .filter(([found]) => found > 0)
    .map(([found, what, style], index) => style(`${index === 0 ? plural(found, "promise") : found} ${what}`));
  const number = situations > TRILLION ? "more than a trillion" : formatCount(situations);
  const all = `${number} situations of ${period}`;
  const always = law.every(({ status }) => status === "proven")
    ? "; every always channel is offered in all of them"
    : "";
  const prose =
    stated.length === 0
      ? `every always channel is offered in all ${all}`
      : [joinProse(parts), `${parts.length > 1 ? "," : ""} over ${all}${always}`];
  return `${flow(prose, screen).join("\n")}\n`;
}

const TRILLION = 1e12;
