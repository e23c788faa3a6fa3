import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { generateTypes } from "../../analysis.js";
import { type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { plural } from "../../words/numbers.js";
import { bad, good, type Prose, strong } from "../../words/prose.js";
import { type Environment, type ExitCode, FINDINGS, FINE, Misuse } from "../environment.js";
import { locateRules, type RulesLocation } from "../input/locate-rules.js";
import { writeNamed } from "../input/write-named.js";
import { reportRules } from "../report/report-issues.js";
import { flow } from "../terminal/flow.js";
import { screenOf } from "../terminal/screen.js";

export interface TypesOptions {
  /** The file to write to; standard output where it is left out. */
  readonly out?: string;
  /** A file to compare with. */
  readonly check?: string;
}

/** Writes TypeScript types of the words that the rules use, or says whether a file has those. Throws `Misuse`. */
export async function types(
  given: string | undefined,
  { out, check }: TypesOptions,
  environment: Environment,
): Promise<ExitCode> {
  const location = locateRules(given, environment);
  try {
    const ruleset = await loadRuleset(location.path);
    const text = generateTypes(ruleset);
    if (check !== undefined) return compare(check, text, location, environment);
    if (out === undefined) environment.stdout.write(text);
    else write(out, text, ruleset, environment);
    return FINE;
  } catch (error) {
    if (error instanceof RulesetError) return reportRules(error, location, environment);
    throw error;
  }
}

function write(out: string, text: string, ruleset: Ruleset, environment: Environment): void {
  const before = readTypes(resolve(environment.cwd, out), out);
  if (before !== null && firstLine(before) !== firstLine(text)) {
    throw new Misuse(`${out} holds something else than these types; name another file, or delete it first`);
  }
  writeNamed(out, text, environment);
  const { requestTypes, channels, facts = {} } = ruleset;
  const counts = [
    plural(Object.keys(requestTypes).length, "request type"),
    plural(channels.length, "channel"),
    plural(Object.keys(facts).length, "fact"),
  ];
  say([strong(out), ": written, ", counts.join(", ")], environment);
}

function compare(file: string, text: string, location: RulesLocation, environment: Environment): ExitCode {
  const before = readTypes(resolve(environment.cwd, file), file);
  const remedy = `\`contact-routing types ${location.spelling} --out ${file}\``;
  if (before === null) throw new Misuse(`${file} does not exist; write it with ${remedy}`);
  const [has, needs] = [linesOf(before), linesOf(text)];
  if (has.join("\n") === needs.join("\n")) {
    say([strong(file), ": ", good("up to date")], environment);
    return FINE;
  }
  say([strong(file), ": ", bad("out of date"), `; write it anew with ${remedy}`], environment);
  tellLines("it lacks", without(needs, has), environment);
  tellLines("it has, but the rules do not", without(has, needs), environment);
  return FINDINGS;
}

/** Null where there is no such file. */
function readTypes(path: string, named: string): string | null {
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

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function firstLine(text: string): string | undefined {
  return text.split(/\r?\n/)[0];
}

/** Without versions and descriptions: these change more often than the words do. A checkout may have changed the line ends. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => !/^(?:\/\/ Ruleset: |\s*\/\*\*)/.test(line));
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map((line) => line.trim()));
  return lines.map((line) => line.trim()).filter((line) => !known.has(line));
}

function tellLines(what: string, lines: readonly string[], environment: Environment): void {
  if (lines.length === 0) return;
  say(`${what}:`, environment, 2);
  for (const line of lines.slice(0, MOST_SHOWN)) say(line, environment, 4);
  if (lines.length > MOST_SHOWN) say(`… and ${plural(lines.length - MOST_SHOWN, "more line")}`, environment, 4);
}

const MOST_SHOWN = 10;

function say(prose: Prose, environment: Environment, indent = 0): void {
  const { stdout } = environment;
  stdout.write(`${flow(prose, screenOf(stdout, environment), { indent }).join("\n")}\n`);
}
