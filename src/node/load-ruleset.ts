import type { Ruleset } from "../ruleset/document.js";
import { type RulesetReading, readRuleset } from "../ruleset/read-ruleset.js";
import { RulesetError } from "../values/errors.js";
import { issueAt } from "../values/issue.js";
import { findRulesetFiles } from "./find-ruleset-files.js";
import { type RulesetFiles, readRulesetFiles } from "./read-ruleset-files.js";
import { readRulesetPath } from "./ruleset-path.js";

/**
 * Reads a ruleset from a file, or from all `*.json` files of a folder and its sub-folders, merged; names that begin with a dot are left out.
 *
 * Throws `RulesetError` with everything that is wrong, files that cannot be read among it.
 */
export async function loadRuleset(path: string | URL): Promise<Ruleset> {
  return rulesetOf(await loadRulesetReading(path));
}

/** The same with warnings, and without throwing. */
export async function loadRulesetReading(path: string | URL): Promise<RulesetReading> {
  const named = readRulesetPath(path);
  if ("problem" in named) return { ruleset: null, issues: [issueAt([], named)] };
  return checkRulesetFiles(await readRulesetFiles(await findRulesetFiles(named)));
}

export function checkRulesetFiles({ files, issues }: RulesetFiles): RulesetReading {
  // Without any file, all that is missing from the ruleset is not worth telling.
  return files.length === 0 ? { ruleset: null, issues } : readRuleset(files, issues);
}

/** Throws `RulesetError` where there is none. */
export function rulesetOf({ ruleset, issues }: RulesetReading): Ruleset {
  if (ruleset === null) throw new RulesetError(issues);
  return ruleset;
}
