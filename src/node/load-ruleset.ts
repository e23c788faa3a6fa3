import type { Ruleset } from "../ruleset/document.js";
import { RulesetError } from "../ruleset/errors.js";
import { type RulesetReading, readRuleset } from "../ruleset/read-ruleset.js";
import { readRulesetFiles } from "./read-ruleset-files.js";

/**
 * Reads a ruleset from a file, or from all `*.json` files of a folder and its sub-folders, merged; names that begin with a dot are left out.
 *
 * Throws `RulesetError` with everything that is wrong, files that cannot be read among it.
 */
export async function loadRuleset(path: string | URL): Promise<Ruleset> {
  const { ruleset, issues } = await loadRulesetReading(path);
  if (ruleset === null) throw new RulesetError(issues);
  return ruleset;
}

/** The same with warnings, and without throwing. */
export async function loadRulesetReading(path: string | URL): Promise<RulesetReading> {
  const { files, issues } = await readRulesetFiles(path);
  // Without any file, all that is missing from the ruleset is not worth telling.
  return files.length === 0 ? { ruleset: null, issues } : readRuleset(files, issues);
}
