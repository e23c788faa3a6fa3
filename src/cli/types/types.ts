import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { generateTypes } from "../../analysis.js";
import type { Ruleset } from "../../index.js";
import { plural } from "../../words/numbers.js";
import { bad, good, strong } from "../../words/prose.js";
import { codeOf, type Environment, type ExitCode, FINDINGS, FINE, Misuse } from "../environment.js";
import { locateRules, type RulesLocation } from "../input/locate-rules.js";
import { RULES } from "../input/options.js";
import { writeNamed } from "../input/write-named.js";
import { withRules } from "../report/format-issues.js";
import { print } from "../terminal/flow.js";

export function addTypesCommand(program: Command, environment: Environment, exit: (code: ExitCode) => void): void {
  program
    .command("types")
    .summary("write TypeScript types of the words the rules use")
    .description(
      "Writes TypeScript types of the request types, channels, languages, steps, reasons and facts of the rules, so that a backend that misspells one does not compile.",
    )
    .argument("[rules]", RULES)
    .option("--out <file>", "where to write them; printed by default")
    .addOption(
      new Option("--check <file>", "say whether a file has these types, and exit with 1 where it has not").conflicts(
        "out",
      ),
    )
    .addHelpText("after", `\n${EXAMPLES}`)
    .action(async (rules: string | undefined, options: TypesOptions) => exit(await types(rules, options, environment)));
}

const EXAMPLES = `Examples:
  $ contact-routing types --out src/contact-types.ts
  $ contact-routing types my-rules --check src/contact-types.ts`;

interface TypesOptions {
  readonly out?: string;
  readonly check?: string;
}

function types(given: string | undefined, { out, check }: TypesOptions, environment: Environment): Promise<ExitCode> {
  const location = locateRules(given, environment);
  return withRules(location, environment, (ruleset) => {
    const text = generateTypes(ruleset);
    if (check !== undefined) return compare(check, text, location, environment);
    if (out === undefined) environment.stdout.write(text);
    else write(out, text, ruleset, environment);
    return FINE;
  });
}

function write(out: string, text: string, ruleset: Ruleset, environment: Environment): void {
  const before = readTypes(out, environment);
  const [was, is] = [before ?? text, text].map((each) => each.split(/\r?\n/, 1)[0]);
  if (was !== is) {
    throw new Misuse(`${out} holds something else than these types; name another file, or delete it first`);
  }
  writeNamed(out, text, environment);
  const { requestTypes, channels, facts = {} } = ruleset;
  const counts = { "request type": Object.keys(requestTypes), channel: channels, fact: Object.keys(facts) };
  const listed = Object.entries(counts).map(([noun, { length }]) => plural(length, noun));
  print([strong(out), ": written, ", listed.join(", ")], environment.stdout, environment);
}

function compare(file: string, text: string, location: RulesLocation, environment: Environment): ExitCode {
  const { stdout } = environment;
  const before = readTypes(file, environment);
  const remedy = `\`contact-routing types ${location.spelling} --out ${file}\``;
  if (before === null) throw new Misuse(`${file} does not exist; write it with ${remedy}`);
  const [has, needs] = [linesOf(before), linesOf(text)];
  if (has.join("\n") === needs.join("\n")) {
    print([strong(file), ": ", good("up to date")], stdout, environment);
    return FINE;
  }
  print([strong(file), ": ", bad("out of date"), `; write it anew with ${remedy}`], stdout, environment);
  printLines("it lacks", without(needs, has), environment);
  printLines("it has, but the rules do not", without(has, needs), environment);
  return FINDINGS;
}

/** Null if there is no such file. */
function readTypes(named: string, { cwd }: Environment): string | null {
  const path = resolve(cwd, named);
  try {
    if (statSync(path).isDirectory()) throw new Misuse(`${named} is a folder; name a file in it`);
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return null;
    if (code === "ENOTDIR") throw new Misuse(`the folder of ${named} is a file; name another`);
    if (code === "EACCES" || code === "EPERM") throw new Misuse(`${named} may not be read; check its permissions`);
    throw error;
  }
}

/** The lines without versions and descriptions, which change more often than the types. A checkout may change line ends. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => !/^(?:\/\/ Ruleset: |\s*\/\*\*)/.test(line));
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map((line) => line.trim()));
  return lines.map((line) => line.trim()).filter((line) => !known.has(line));
}

function printLines(title: string, lines: readonly string[], environment: Environment): void {
  const { stdout } = environment;
  if (lines.length === 0) return;
  print(`${title}:`, stdout, environment, { indent: 2 });
  const left = lines.length - MAX_SHOWN;
  const shown = [...lines.slice(0, MAX_SHOWN), ...(left > 0 ? [`… and ${plural(left, "more line")}`] : [])];
  for (const line of shown) print(line, stdout, environment, { indent: 4 });
}

const MAX_SHOWN = 10;
