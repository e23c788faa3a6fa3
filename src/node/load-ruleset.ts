import { promises as fs } from "node:fs";
import type { Ruleset } from "../ruleset/document.js";
import type { RulesetFile } from "../ruleset/read-ruleset.js";
import { type RulesetReading, readRuleset } from "../ruleset/read-ruleset.js";
import { MAX_BYTES } from "../ruleset/text/text-gates.js";
import { RulesetError } from "../values/errors.js";
import type { Issue, Problem } from "../values/issue.js";
import { issueAt } from "../values/issue.js";
import { NOT_UTF_8, tooLarge, unreadable } from "./file-problems.js";
import { type FoundFile, type FoundFiles, findRulesetFiles, issueOf, readRulesetPath } from "./find-ruleset-files.js";

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

/** Rule files as they are on disk, and what could not be read. */
export interface RulesetFiles {
  /** Named as the path was given, with forward slashes. */
  readonly files: readonly RulesetFile[];
  readonly issues: readonly Issue[];
}

/** Reads the files that were found. Never rejects. */
export async function readRulesetFiles({ files: found, issues: earlier }: FoundFiles): Promise<RulesetFiles> {
  const files: RulesetFile[] = [];
  const issues = [...earlier];
  for (const file of found) {
    const read = await readText(file);
    if (typeof read === "string") files.push({ file: file.file, text: read });
    else issues.push(issueOf(file.file, read));
  }
  return { files, issues };
}

async function readText({ file, place, size }: FoundFile): Promise<string | Problem> {
  if (size > MAX_BYTES) return tooLarge();
  try {
    // The byte order mark is kept, for the ruleset's own check to tell of it.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await fs.readFile(place));
    // Every other byte of plain text in UTF-16 is nought.
    return text.slice(0, 2).includes("\0") ? NOT_UTF_8 : text;
  } catch (error) {
    return error instanceof TypeError ? NOT_UTF_8 : unreadable(file, error);
  }
}
