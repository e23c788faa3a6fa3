import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Command } from "commander";
import { compareRulesets, shownZone } from "../../analysis.js";
import { periodOf } from "../../words/describe-windows.js";
import { codeOf, type Environment, type ExitCode, FINDINGS, FINE, Misuse } from "../environment.js";
import { locateRules, type RulesLocation } from "../input/locate-rules.js";
import { readStart } from "../input/options.js";
import { withRules } from "../report/format-issues.js";
import { formatOption, printReport } from "../report/formatter.js";
import { DIFF_FORMATTERS } from "./format-diff.js";

export function addDiffCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("diff")
    .summary("tell who gains and who loses what between two versions of the rules")
    .description(
      "Tells exactly which customers gain or lose what from one version of the rules to another, over every situation there is, and shows an example of each.",
    )
    .argument("<before>", VERSION)
    .argument("[after]", `${VERSION}; the rules as they are here where it is left out`)
    .option("--rules <rules>", "the folder or file of the rules in a revision, and here; `rules` where it is left out")
    .addOption(formatOption("a person, a pull request, a program, or a workflow on GitHub", DIFF_FORMATTERS))
    .option("--no-examples", "only the sentences, without an example of each")
    .option("--exit-code", "exit with 1 where anything changes")
    .optionsGroup("The hours that are compared:")
    .option(
      "--from <instant>",
      "from when on, such as `2026-12-24 10:00` by the desk's clock; now where it is left out",
    )
    .option("--days <number>", "for how many days; 400 where it is left out")
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (before: string, after: string | undefined, options: DiffOptions) =>
      exit(await diff(before, after, options, environment)),
    );
}

const VERSION = "a folder or file of rules, or a revision of git, such as `main` or `HEAD~1`";

const EXAMPLES = `Examples:
  $ contact-routing diff main
  $ contact-routing diff HEAD~1 HEAD --format markdown
  $ contact-routing diff rules-in-use rules --exit-code
  $ contact-routing diff v1.4 --rules config/contact --from "2026-12-01 00:00" --days 31`;

interface DiffOptions {
  readonly format: keyof typeof DIFF_FORMATTERS;
  /** The rules in a revision of git. */
  readonly rules?: string;
  readonly from?: string;
  readonly days?: string;
  readonly examples: boolean;
  readonly exitCode?: boolean;
}

async function diff(
  before: string,
  after: string | undefined,
  options: DiffOptions,
  environment: Environment,
): Promise<ExitCode> {
  const versions: Version[] = [];
  try {
    for (const given of [before, after]) versions.push(await findVersion(given, options, environment));
    const [was, is] = versions.map(({ location }) => location) as [RulesLocation, RulesLocation];
    return await withRules(was, environment, (rulesBefore) =>
      withRules(is, environment, async (rulesAfter): Promise<ExitCode> => {
        const days = Number(options.days ?? "400");
        const from = readStart(options.from, rulesAfter, environment.now);
        const comparison = await compareRulesets(rulesBefore, rulesAfter, { from, days });
        const report = {
          comparison,
          period: periodOf(from, days),
          before: was.spelling,
          after: is.spelling,
          rulesets: [rulesBefore, rulesAfter] as const,
          timeZone: shownZone(rulesAfter, undefined),
          hasExamples: options.examples,
        };
        printReport(report, DIFF_FORMATTERS[options.format], environment);
        return options.exitCode === true && !comparison.equivalent ? FINDINGS : FINE;
      }),
    );
  } finally {
    for (const { remove } of versions) remove();
  }
}

interface Version {
  readonly location: RulesLocation;
  remove(): void;
}

/** Finds a folder or file, or else a revision of git. */
async function findVersion(
  given: string | undefined,
  options: DiffOptions,
  environment: Environment,
): Promise<Version> {
  if (given === undefined || existsSync(resolve(environment.cwd, given))) {
    return { location: locateRules(given ?? options.rules, environment), remove() {} };
  }
  const found = await findRevision(given, options.rules ?? "rules", environment);
  if (found !== null) return found;
  throw new Misuse(
    `\`${given}\` is no folder or file, and git knows no such revision; name the folder of the other rules, or a branch, tag or commit such as \`main\``,
  );
}

/** Writes the rules of a revision to a temporary folder, which `remove` deletes. Null if git knows no such revision. Throws {@link Misuse} if git cannot be run, or the revision has no rules. */
async function findRevision(revision: string, rules: string, environment: Environment): Promise<Version | null> {
  const git = (args: readonly string[], variables = {}) => runGit(args, environment, variables);
  // Git would read a name that begins with a dash as a flag.
  if (revision.startsWith("-") || (await git(["rev-parse", "--verify", "--quiet", `${revision}^{tree}`])) === null) {
    return null;
  }
  const object = `${revision}:./${rules.replace(/^\.\//, "")}`;
  const [hash, kind] = [await git(["rev-parse", "--verify", "--quiet", object]), await git(["cat-file", "-t", object])];
  if (hash === null || kind === null) {
    throw new Misuse(`\`${revision}\` has no \`${rules}\`; name the folder or file of its rules with \`--rules\``);
  }
  const { cwd } = environment;
  const folder = mkdtempSync(join(tmpdir(), "contact-routing-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    // With the folder that it runs in as its tree, git would only check out files of that folder.
    const variables = { GIT_INDEX_FILE: join(folder, "index"), GIT_WORK_TREE: folder };
    const path = join(folder, "rules");
    const addFile = ["update-index", "--add", "--cacheinfo", `100644,${hash},${FILE}`];
    const filled = await git(kind === "tree" ? ["read-tree", hash] : addFile, variables);
    if (filled === null) throw new Misuse(`git cannot read \`${rules}\``);
    await git(["checkout-index", "--all", `--prefix=${path}/`], variables);
    const location = { path: kind === "tree" ? path : join(path, FILE), spelling: `${revision}:${rules}`, cwd };
    return { location, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

const FILE = "rules.json";
const run = promisify(execFile);

/** The output of git; null if git fails. `more` are variables besides those of the environment. */
async function runGit(
  args: readonly string[],
  { cwd, variables }: Environment,
  more: Environment["variables"],
): Promise<string | null> {
  try {
    const { stdout } = await run("git", [...args], { cwd, env: { ...variables, ...more } });
    return stdout.trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      throw new Misuse("git is not installed here, so revisions cannot be read; name folders or files");
    }
    return null;
  }
}
