import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { plural } from "../../words/numbers.js";
import { good, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINE, Misuse } from "../environment.js";
import { writeNamed } from "../input/write-named.js";
import { flow, joinSections } from "../terminal/flow.js";
import { compactJson } from "../terminal/json.js";
import { type Screen, screenOf } from "../terminal/screen.js";
import {
  editorFiles,
  editorSettings,
  ruleFiles,
  SCENARIO_COUNT,
  SETTINGS,
  type StarterFile,
  type StarterPlace,
  WORKFLOW,
  workflowFile,
} from "./starter.js";

export function addInitCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("init")
    .summary("write a small ruleset to begin with")
    .description(
      "Writes a small ruleset with scenarios, settings by which an editor completes and checks rule files, and a GitHub workflow that checks, tests and compares the rules on a pull request. No file that is there already is touched.",
    )
    .argument("[rules]", "the folder to write the rules to; `rules` where it is left out")
    .addHelpText("after", "\nExamples:\n  $ contact-routing init\n  $ contact-routing init config/support-rules")
    .action((rules: string | undefined) => exit(init(rules, environment)));
}

function init(given: string | undefined, environment: Environment): ExitCode {
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
  for (const file of rules) write(file, home);
  const beside = [...editorFiles(place), workflowFile(place)].map((file) => ({ file, isKept: !write(file, home) }));
  const screen = screenOf(environment.stdout, environment);
  const summary = `: ${plural(rules.length, "rule file")} of a small support desk, with ${SCENARIO_COUNT} scenarios`;
  const said = [
    ...flow([strong(spelling), summary], screen),
    ...beside.flatMap(({ file, isKept }) => [
      ...flow([strong(file.path), isKept ? ": is there already, and left as it is" : ": written"], screen),
      ...(isKept ? adviceOn(file, place, screen) : []),
    ]),
    "",
    "Next",
    ...nextSteps(given === undefined ? "" : ` ${spelling}`, screen),
  ];
  environment.stdout.write(joinSections([said]));
  return FINE;
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
    [`check${named}`, "what is wrong, and whether the promises are kept"],
    [`test${named} --coverage`, "whether the scenarios hold, and what none of them shows"],
    [`matrix${named} --week`, "what customers are offered, and when"],
  ] as const;
  return steps.flatMap(([command, why]) => [
    ...flow(strong(`contact-routing ${command}`), screen, { indent: 2 }),
    ...flow(why, screen, { indent: 6 }),
  ]);
}
