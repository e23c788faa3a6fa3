import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Comparison, compareRulesets, shownZone } from "../../analysis.js";
import { RequestError, type Ruleset, RulesetError } from "../../index.js";
import { loadRuleset } from "../../node.js";
import { type Environment, type ExitCode, FINDINGS, FINE, Misuse } from "../environment.js";
import { locateRules, type RulesLocation } from "../input/locate-rules.js";
import { deskZone, readAt } from "../input/read-at.js";
import { formatPage } from "../report/format-page.js";
import { formatPageMarkdown } from "../report/format-page-markdown.js";
import { reportRules } from "../report/report-issues.js";
import { plainJson } from "../terminal/json.js";
import { screenOf } from "../terminal/screen.js";
import type { DiffContext } from "./diff-context.js";
import { diffPage } from "./diff-page.js";
import { formatDiffAnnotations } from "./format-diff-annotations.js";
import { rulesOfRevision } from "./git-rules.js";

export const DIFF_FORMATS = ["pretty", "markdown", "json", "github"] as const;

export interface DiffOptions {
  readonly format: (typeof DIFF_FORMATS)[number];
  /** Where revisions of git have their rules. */
  readonly rules?: string;
  /** From when on, and for how many days, the hours count that are compared. */
  readonly from?: string;
  readonly days?: string;
  /** Whether a person is shown an example of each change. */
  readonly examples: boolean;
  /** Whether a change is a failure. */
  readonly exitCode?: boolean;
}

/** Tells which customers gain or lose what from one version of the rules to another. Throws `Misuse`. */
export async function diff(
  before: string,
  after: string | undefined,
  options: DiffOptions,
  environment: Environment,
): Promise<ExitCode> {
  const versions: Version[] = [];
  try {
    for (const given of [before, after]) versions.push(await findVersion(given, options, environment));
    const rulesets: Ruleset[] = [];
    for (const { location } of versions) {
      const loaded = await load(location, environment);
      if (typeof loaded === "number") return loaded;
      rulesets.push(loaded);
    }
    const [was, is] = rulesets as [Ruleset, Ruleset];
    const { comparison, period } = await compare(was, is, options, environment);
    const [{ spelling: nameBefore }, { spelling: nameAfter }] = versions as [Version, Version];
    const context: DiffContext = {
      ...{ before: nameBefore, after: nameAfter, rulesets: [was, is], period },
      timeZone: shownZone(is, undefined),
    };
    environment.stdout.write(format(comparison, options, context, environment));
    return options.exitCode === true && !comparison.equivalent ? FINDINGS : FINE;
  } finally {
    for (const { remove } of versions) remove();
  }
}

interface Version {
  /** As a person named it. */
  readonly spelling: string;
  readonly location: RulesLocation;
  remove(): void;
}

/** A folder or file goes before a revision of the same name. */
async function findVersion(
  given: string | undefined,
  { rules }: DiffOptions,
  environment: Environment,
): Promise<Version> {
  const { cwd } = environment;
  if (given === undefined || existsSync(resolve(cwd, given))) {
    const location = locateRules(given ?? rules, environment);
    return { spelling: location.spelling, location, remove() {} };
  }
  const inRevision = rules ?? "rules";
  const found = await rulesOfRevision(given, inRevision, environment);
  if (found === null) {
    throw new Misuse(
      `\`${given}\` is no folder or file, and git knows no such revision; name the folder of the other rules, or a branch, tag or commit such as \`main\``,
    );
  }
  const spelling = `${given}:${inRevision}`;
  return { spelling, location: { spelling, path: found.path, cwd }, remove: found.remove };
}

/** What cannot be compiled is an error too. */
async function load(location: RulesLocation, environment: Environment): Promise<Ruleset | ExitCode> {
  try {
    return await loadRuleset(location.path);
  } catch (error) {
    if (error instanceof RulesetError) return reportRules(error, location, environment);
    throw error;
  }
}

async function compare(was: Ruleset, is: Ruleset, { from, days }: DiffOptions, { now }: Environment) {
  const start = from === undefined ? now() : readAt(from, "from", deskZone(is, undefined));
  const options = { from: start, ...(days === undefined ? {} : { days: Number(days) }) };
  try {
    const comparison = await compareRulesets(was, is, options);
    const begin = new Date(start);
    const end = new Date(begin.getTime() + (options.days ?? DAYS) * MS_PER_DAY);
    return { comparison, period: { from: begin.toISOString(), until: end.toISOString() } };
  } catch (error) {
    if (error instanceof RequestError) throw new Misuse(error.issues.map(({ message }) => message).join("; "));
    throw error;
  }
}

const DAYS = 400;
const MS_PER_DAY = 86_400_000;

function format(
  comparison: Comparison,
  { format, examples }: DiffOptions,
  context: DiffContext,
  { stdout, variables }: Environment,
): string {
  switch (format) {
    case "json":
      return `${plainJson(comparison)}\n`;
    case "markdown":
      return formatPageMarkdown(diffPage(comparison, context, examples));
    case "github":
      return formatDiffAnnotations(comparison, context);
    case "pretty":
      return formatPage(diffPage(comparison, context, examples), screenOf(stdout, { variables }));
  }
}
