import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import packageJson from "../../../package.json" with { type: "json" };
import { parseRuleset } from "../../index.js";
import { plural } from "../../words/numbers.js";
import { good, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE, Misuse } from "../environment.js";
import { askYesOrNo } from "../input/ask.js";
import { writeNamed } from "../input/write-named.js";
import { projectSchema, SCHEMA_FILE } from "../schema/schema.js";
import { flow, joinSections } from "../terminal/flow.js";
import { compactJson, plainJson } from "../terminal/json.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import hours from "./starter/hours.json" with { type: "json" };
import promises from "./starter/promises.json" with { type: "json" };
import rules from "./starter/rules.json" with { type: "json" };
import ruleset from "./starter/ruleset.json" with { type: "json" };
import scenarios from "./starter/scenarios.json" with { type: "json" };

export function addInitCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("init")
    .summary("write a small ruleset to begin with")
    .description(
      "Writes a small ruleset with scenarios, and the schema by which an editor completes and checks it. Asks before it writes anything elsewhere. No file that is there already is touched.",
    )
    .argument("[rules]", "the folder to write the rules to; `rules` by default")
    .option("--vscode", `also write ${SETTINGS}, so that Visual Studio Code checks new rule files too`)
    .option("--no-vscode", "do not, and do not ask")
    .option("--github", `also write ${WORKFLOW}, which checks, tests and compares the rules on a pull request`)
    .option("--no-github", "do not, and do not ask")
    .addHelpText(
      "after",
      "\nExamples:\n  $ contact-routing init\n  $ contact-routing init config/support-rules --vscode --github",
    )
    .action(async (rules: string | undefined, options: InitOptions) => exit(await init(rules, options, environment)));
}

interface InitOptions {
  /** Undefined to ask. */
  readonly vscode?: boolean;
  readonly github?: boolean;
}

async function init(given: string | undefined, options: InitOptions, environment: Environment): Promise<ExitCode> {
  const spelling = (given ?? "rules").replace(/(?<=[^/\\])[/\\]+$/, "");
  const home = homeOf(environment.cwd);
  const place = { rules: folderIn(home, spelling, environment), isDependency: isDependencyOf(home) };
  const path = resolve(environment.cwd, spelling);
  if (existsSync(path) && !(statSync(path).isDirectory() && readdirSync(path).length === 0)) {
    throw new Misuse(
      `\`${spelling}\` is there already; name a new folder for the rules, as in \`contact-routing init support-rules\``,
    );
  }
  const rules = ruleFiles(place);
  for (const file of [...rules, schemaFile(place)]) write(file, home);
  const wanted = await chooseFiles(place, options, environment);
  const beside = wanted.map(({ file, flag, isWanted }) => ({
    file,
    flag,
    isWanted,
    isKept: isWanted && !write(file, home),
  }));
  const screen = screenOf(environment.stdout, environment);
  const summary = `: ${plural(rules.length, "rule file")} of a small support desk, with ${SCENARIO_COUNT} scenarios`;
  const said = [
    ...flow([strong(spelling), summary], screen),
    ...beside.flatMap(({ file, flag, isWanted, isKept }) => {
      const what = isKept
        ? ": is there already, and left as it is"
        : isWanted
          ? ": written"
          : `: not written; \`${flag}\` writes it`;
      return [...flow([strong(file.path), what], screen), ...(isKept ? adviceOn(file, place, screen) : [])];
    }),
    "",
    "Next",
    ...nextSteps(given === undefined ? "" : ` ${spelling}`, screen),
  ];
  environment.stdout.write(joinSections([said]));
  return FINE;
}

/** The files outside the folder of the rules: those that the person wants, by a flag or by an answer. Nobody is asked without a terminal. */
async function chooseFiles(place: StarterPlace, { vscode, github }: InitOptions, environment: Environment) {
  const choices = [
    {
      file: settingsFile(place),
      flag: "--vscode",
      given: vscode,
      why: "so that Visual Studio Code checks new rule files too",
    },
    { file: workflowFile(place), flag: "--github", given: github, why: "so that a pull request is checked on GitHub" },
  ];
  const { stdin, stdout } = environment;
  const asked = stdin.isTTY === true && stdout.isTTY === true ? choices.filter(({ given }) => given === undefined) : [];
  const answers = askYesOrNo(
    asked.map(({ file, why }) => `Write ${file.path}, ${why}?`),
    environment,
  );
  const chosen = [];
  for (const { file, flag, given } of choices) {
    const isWanted = given ?? (asked.length === 0 ? false : (await answers.next()).value === true);
    chosen.push({ file, flag, isWanted });
  }
  await answers.return();
  return chosen;
}

/** The root of the repository, where workflows and editor settings belong; `cwd` if there is no repository. */
function homeOf(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}

function folderIn(home: string, spelling: string, { cwd }: Environment): string {
  const path = relative(home, resolve(cwd, spelling)).split(sep).join("/");
  // A workflow runs a command with this path.
  if (/^(?!\.\.?\/|-)[\w./-]+$/.test(path) && path !== ".." && path !== ".") return path;
  throw new Misuse(
    `the rules cannot go to \`${spelling}\`; name a new folder within this one, of letters, digits, \`-\`, \`_\` and \`.\` alone`,
  );
}

function isDependencyOf(home: string): boolean {
  try {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    return "contact-routing" in { ...dependencies, ...devDependencies };
  } catch {
    return false;
  }
}

/** Writes a file unless there is one. False if there is. */
function write({ path, text }: StarterFile, home: string): boolean {
  if (existsSync(join(home, path))) return false;
  try {
    mkdirSync(dirname(join(home, path)), { recursive: true });
  } catch {
    throw new Misuse(`the folder of ${path} cannot be made; check its permissions, and whether a file has its name`);
  }
  writeNamed(path, text, { cwd: home }, true);
  return true;
}

/** How to change a file that was kept, so that it covers the rules. */
function adviceOn({ path }: StarterFile, place: StarterPlace, screen: Screen): string[] {
  const say = (text: string) => flow(text, screen, { indent: 4, label: good("  → ") });
  if (path === WORKFLOW) return say(`let it run \`check\`, \`test\` and \`diff\` for \`${place.rules}\` too`);
  if (path !== SETTINGS) return [];
  const settings = Object.entries(editorSettings(place)).map(([key, value]) => `"${key}": ${compactJson(value)}`);
  return [
    ...say("so that the editor completes and checks rule files, add to it:"),
    ...settings.map((line) => `    ${line}`),
  ];
}

function nextSteps(named: string, screen: Screen): string[] {
  const steps = [
    [`check${named}`, "all mistakes, and whether the promises are kept"],
    [`test${named} --coverage`, "whether the scenarios hold, and what none of them shows"],
    [`matrix${named} --week`, "what customers are offered, and when"],
  ] as const;
  return steps.flatMap(([command, why]) => [
    ...flow(strong(`contact-routing ${command}`), screen, { indent: 2 }),
    ...flow(why, screen, { indent: 6 }),
  ]);
}

/** The place that a starter is written to. Paths have forward slashes. */
interface StarterPlace {
  /** The folder of the rules, relative to the other files. */
  readonly rules: string;
  /** Whether the package is a dependency there, so that its schema and command come with `npm ci`. */
  readonly isDependency: boolean;
}

/** A file to write; its path is relative to the root of the repository. */
interface StarterFile {
  readonly path: string;
  readonly text: string;
}

function ruleFiles(place: StarterPlace): StarterFile[] {
  const sections = { ruleset, hours, rules, promises, scenarios };
  return Object.entries(sections).map(([name, section]) => ({
    path: `${place.rules}/${name}.json`,
    text: `${compactJson({ $schema: `./${SCHEMA_FILE}`, ...section })}\n`,
  }));
}

/** The schema that knows the words of the starter. `check` says when it is out of date. */
function schemaFile(place: StarterPlace): StarterFile {
  const starter = parseRuleset(ruleFiles(place).map(({ path, text }) => ({ file: path, text })));
  return { path: `${place.rules}/${SCHEMA_FILE}`, text: `${plainJson(projectSchema(starter))}\n` };
}

/** Settings with which an editor completes and checks rule files, new ones too. */
function settingsFile(place: StarterPlace): StarterFile {
  return { path: SETTINGS, text: `${compactJson(editorSettings(place))}\n` };
}

function editorSettings(place: StarterPlace): Readonly<Record<string, unknown>> {
  return { "json.schemas": [{ fileMatch: [`/${place.rules}/**/*.json`], url: `./${place.rules}/${SCHEMA_FILE}` }] };
}

const SCENARIO_COUNT = scenarios.scenarios.length;
const SETTINGS = ".vscode/settings.json";
const WORKFLOW = ".github/workflows/contact-rules.yml";

/** A workflow that checks, tests and compares the rules on a pull request. A test runs its commands on the files that `init` writes. */
function workflowFile({ rules, isDependency }: StarterPlace): StarterFile {
  // Another version could judge the rules differently: if no dependency pins it, the workflow does.
  const command = isDependency ? "npx contact-routing" : `npx --yes contact-routing@${packageJson.version}`;
  const text = `name: Contact rules
on:
  pull_request:
    paths: ["${rules}/**", "${WORKFLOW}"]
permissions:
  contents: read
jobs:
  rules:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The merge, and the branch it goes to.
          fetch-depth: 2
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${isDependency ? "      - run: npm ci\n" : ""}      - name: Nothing is wrong, and every promise is kept
        run: ${command} check ${rules} --format github
      - name: Every scenario is decided as it expects
        if: \${{ !cancelled() }}
        run: ${command} test ${rules} --format github
      - name: What changes for customers
        if: \${{ !cancelled() }}
        # It is there to be read. Where the rules before cannot be read, there is nothing to compare, and that stops no merge.
        continue-on-error: true
        run: |
          if git cat-file -e HEAD^1:${rules}; then
            ${command} diff HEAD^1 --rules ${rules} --format github
            ${command} diff HEAD^1 --rules ${rules} --format markdown >> "$GITHUB_STEP_SUMMARY"
          fi
`;
  return { path: WORKFLOW, text };
}
