import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import {
  measureCoverage,
  runScenarios,
  type ScenarioResult,
  type ScenarioSuggestions,
  suggestScenarios,
} from "../../analysis.js";
import type { Issue, Ruleset, Scenario } from "../../index.js";
import { plural } from "../../words/numbers.js";
import { good, type Prose, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE, MISUSE, Misuse } from "../environment.js";
import { isUnreadable, locateRules, type RulesLocation, respell } from "../input/locate-rules.js";
import { RULES, readStart } from "../input/options.js";
import { writeNamed } from "../input/write-named.js";
import { readRules, refuseRules, reportOn } from "../report/format-issues.js";
import { formatOption, printReport } from "../report/formatter.js";
import { print } from "../terminal/flow.js";
import { compactJson } from "../terminal/json.js";
import { acceptResults } from "./accept-results.js";
import { isBelow } from "./format-coverage.js";
import { firstScenario, TEST_FORMATTERS } from "./format-test.js";
import type { TestRun } from "./test-report.js";

export function addTestCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("test")
    .summary("compare the rules with their scenarios")
    .description(
      "Decides every scenario of the rule files, and says what is not decided as it expects, and why; and what of the rules no scenario reaches.",
    )
    .argument("[rules]", RULES)
    .option("--name <text>", "only the scenarios that have this in their name")
    .option("--verbose", "name those that passed too, however many")
    .addOption(formatOption("a person, a program, a build server, or a pull request on GitHub", TEST_FORMATTERS))
    .addOption(
      new Option(
        "--accept [names...]",
        "rewrite what failed scenarios expect to what the rules decide: all, or those with one of these in their name",
      ).conflicts(["name", "verbose", "format", "coverage", "failUnder", "suggest", "from"]),
    )
    .optionsGroup("Coverage, of all scenarios:")
    .addOption(new Option("--coverage", "list what no scenario reaches").conflicts("name"))
    .addOption(
      new Option("--fail-under <percent>", "exit with 1 where less than this is reached, such as 90").conflicts("name"),
    )
    .addOption(
      new Option("--suggest", "print scenarios that reach what is left, as a rule file, and do nothing else").conflicts(
        ["name", "verbose", "format", "coverage", "failUnder"],
      ),
    )
    .option("--out <file>", "a new file for --suggest to write to")
    .addOption(
      new Option(
        "--from <instant>",
        "the first of the 400 days in which customers may ask; by default, the first scenario's instant, and for --suggest now",
      ).conflicts("name"),
    )
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (rules: string | undefined, options: TestOptions) => exit(await test(rules, options, environment)));
}

const EXAMPLES = `Examples:
  $ contact-routing test
  $ contact-routing test my-rules --name easter --verbose
  $ contact-routing test --format junit > contact-rules.xml
  $ contact-routing test --accept "Easter Monday"
  $ contact-routing test --coverage --fail-under 90
  $ contact-routing test --suggest --out rules/scenarios/suggested.json`;

interface TestOptions {
  readonly format: keyof typeof TEST_FORMATTERS;
  readonly name?: string;
  readonly verbose?: boolean;
  readonly coverage?: boolean;
  readonly failUnder?: string;
  readonly suggest?: boolean;
  readonly out?: string;
  readonly from?: string;
  /** True without a name. */
  readonly accept?: true | readonly string[];
}

async function test(given: string | undefined, options: TestOptions, environment: Environment): Promise<ExitCode> {
  if (options.suggest === true) return suggest(locateRules(given, environment), options, environment);
  if (options.out !== undefined) throw new Misuse("`--out` says where `--suggest` writes; add `--suggest`");
  const failUnder = readPercentage(options.failUnder);
  const location = locateRules(given, environment);
  if (options.accept !== undefined) {
    return accept(location, options.accept === true ? [""] : options.accept, environment);
  }
  const { findings, run } = await runTests(location, options, environment);
  const { verbose = false, coverage: isFull = false } = options;
  const shown = [...findings, ...(run?.results ?? []).flatMap(({ issues, mismatches }) => [...issues, ...mismatches])];
  const report = { rules: reportOn(location, findings, shown), run, options: { verbose, isFull, failUnder } };
  printReport(report, TEST_FORMATTERS[options.format], environment);
  if (run === null) return findings.some(isUnreadable) ? MISUSE : FINDINGS;
  const isLow = run.coverage !== null && isBelow(run.coverage, failUnder);
  return run.passed && !isLow ? FINE : FINDINGS;
}

function readPercentage(text: string | undefined): number | null {
  if (text === undefined) return null;
  const percentage = /^\d+(?:\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (percentage >= 0 && percentage <= 100) return percentage;
  throw new Misuse(
    `\`--fail-under ${text}\` is not a percentage; write a number from 0 to 100, such as \`--fail-under 90\``,
  );
}

/** Writes to the scenarios that failed what the rules decide. Throws {@link Misuse}. */
function accept(location: RulesLocation, names: readonly string[], environment: Environment): Promise<ExitCode> {
  const work = async (ruleset: Ruleset): Promise<ExitCode> => {
    const chosen = new Map<string, ScenarioResult>();
    for (const name of names) {
      const { results } = await runScenarios(ruleset, { name });
      if (results.length === 0) throw new Misuse(describeUnmatched(name, ruleset, environment));
      for (const result of results) chosen.set(result.name, result);
    }
    return acceptResults(ruleset, [...chosen.values()], location, environment);
  };
  return readRules(location, work, (issues) => {
    refusePart(issues, location);
    return refuseRules(issues, location, environment);
  });
}

function describeUnmatched(name: string, { scenarios = [] }: Ruleset, { cwd }: Environment): string {
  if (scenarios.length === 0) return "there are no scenarios, so there is nothing to accept";
  return existsSync(resolve(cwd, name))
    ? `no scenario has \`${name}\` in its name; if it is the rules, write it before \`--accept\``
    : noneNamed(name, scenarios);
}

function runTests(location: RulesLocation, { name, from }: TestOptions, { now }: Environment) {
  type Outcome = { readonly findings: readonly Issue[]; readonly run: TestRun | null };
  const run = async (ruleset: Ruleset): Promise<Outcome> => {
    const { passed, results } = respell(await runScenarios(ruleset, { name: name ?? "" }), location);
    const { scenarios = [] } = ruleset;
    if (results.length === 0 && scenarios.length > 0) throw new Misuse(noneNamed(name ?? "", scenarios));
    // Coverage starts at the first scenario, so that it is the same tomorrow.
    const start =
      from === undefined && scenarios.length > 0
        ? Math.min(...scenarios.map(({ request }) => Date.parse(request.at)))
        : readStart(from, ruleset, now);
    const coverage = name === undefined ? respell(await measureCoverage(ruleset, { from: start }), location) : null;
    const first =
      results.length > 0
        ? null
        : { scenario: await firstScenario(ruleset), isInFolder: statSync(location.path).isDirectory() };
    return { findings: [], run: { ruleset, passed, results, coverage, first } };
  };
  return readRules(location, run, (findings) => {
    refusePart(findings, location);
    return { findings, run: null };
  });
}

function noneNamed(name: string, scenarios: readonly Scenario[]): string {
  const all =
    scenarios.length <= FEW
      ? `the scenarios are ${scenarios.map((scenario) => `\`${scenario.name}\``).join(", ")}`
      : `\`--verbose\` without \`--name\` lists all ${scenarios.length}`;
  return `no scenario has \`${name}\` in its name; ${all}`;
}

const FEW = 5;

/** Writes scenarios that reach what the scenarios of the rules do not reach. Messages go to `stderr`. Throws `Misuse`. */
function suggest(location: RulesLocation, { from, out }: TestOptions, environment: Environment): Promise<ExitCode> {
  const work = async (ruleset: Ruleset): Promise<ExitCode> => {
    const suggested = await suggestScenarios(ruleset, { from: readStart(from, ruleset, environment.now) });
    const text = `${compactJson({ scenarios: suggested.scenarios })}\n`;
    if (out === undefined) environment.stdout.write(text);
    else if (suggested.scenarios.length > 0) writeNamed(out, text, environment, true);
    tell(suggested, out, environment);
    return FINE;
  };
  return readRules(location, work, (issues) => {
    refusePart(issues, location);
    return refuseRules(issues, location, environment);
  });
}

function tell({ scenarios, left }: ScenarioSuggestions, out: string | undefined, environment: Environment): void {
  const say = (prose: Prose, indent = 0) => print(prose, environment.stderr, environment, { indent });
  const advice = "read what each expects, and give it a name of your own, before you keep it";
  if (scenarios.length === 0)
    say([good("nothing to suggest"), left.length === 0 ? ": all that can be reached is" : ""]);
  else if (out === undefined) say(`${plural(scenarios.length, "scenario")}; ${advice}`);
  else say([strong(out), `: written, ${plural(scenarios.length, "scenario")}; ${advice}`]);
  if (left.length === 0) return;
  say("no scenario was found in which:");
  for (const { shows, reason } of left) say(`${shows}; ${reason}`, 2);
}

/** Throws {@link Misuse} if the files hold only a part of the rules, such as the scenarios. */
function refusePart(issues: readonly Issue[], { spelling }: RulesLocation): void {
  const missing = issues.filter(({ code }) => code === "missing-key").map(({ path }) => path);
  if (!["/ruleset", "/channels", "/languages", "/requestTypes"].every((section) => missing.includes(section))) return;
  const [outermost = ""] = spelling.split("/");
  const isNamed = /^[^.]/.test(outermost) && outermost !== spelling;
  throw new Misuse(
    `\`${spelling}\` is a part of the rules at most; name the folder that holds them all${isNamed ? `, such as \`${outermost}\`` : ""}, and pick scenarios with \`--name\``,
  );
}
