import { promises as fs } from "node:fs";
import type { Ruleset } from "../ruleset/document.js";
import { type RulesetFile, type RulesetReading, readRuleset, rulesetOf } from "../ruleset/read-ruleset.js";
import { FILE_TOO_LARGE, MAX_BYTES } from "../ruleset/text/text-gates.js";
import { type Issue, issueAt, type Problem } from "../values/issue.js";
import {
  type FoundFile,
  type FoundFiles,
  findRulesetFiles,
  issueOf,
  readRulesetPath,
  unreadable,
} from "./find-ruleset-files.js";

/** The texts of the rule files, and the problems of files that could not be read. */
export interface RulesetFiles {
  readonly files: readonly RulesetFile[];
  readonly issues: readonly Issue[];
}

/**
 * Reads a ruleset from a file, or from all `*.json` files of a folder and its sub-folders, merged. Names that begin with
 * a dot are ignored.
 *
 * Rejects with `RulesetError`, which contains every problem, unreadable files too. Warnings do not reject.
 *
 * ```ts
 * const router = await createRouter(await loadRuleset("rules/"));
 * ```
 */
export async function loadRuleset(path: string | URL): Promise<Ruleset> {
  return rulesetOf(await loadRulesetReading(path));
}

/** Like {@link loadRuleset}, but returns the warnings too, and never rejects. */
export async function loadRulesetReading(path: string | URL): Promise<RulesetReading> {
  const named = readRulesetPath(path);
  if ("problem" in named) return { ruleset: null, issues: [issueAt([], named)] };
  return checkRulesetFiles(await readRulesetFiles(await findRulesetFiles(named)));
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

export function checkRulesetFiles({ files, issues }: RulesetFiles): RulesetReading {
  // Without any file, a list of the missing sections would only distract from the real problem.
  return files.length === 0 ? { ruleset: null, issues } : readRuleset(files, issues);
}

async function readText({ file, place, size }: FoundFile): Promise<string | Problem> {
  if (size > MAX_BYTES) return FILE_TOO_LARGE;
  try {
    // Keeps the byte order mark, which the reader of rulesets skips.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await fs.readFile(place));
    // In UTF-16, every other byte of plain text is zero.
    return text.slice(0, 2).includes("\0") ? NOT_UTF_8 : text;
  } catch (error) {
    return error instanceof TypeError ? NOT_UTF_8 : unreadable(file, error);
  }
}

const NOT_UTF_8: Problem = { code: "not-utf-8", problem: "the file is not UTF-8 text", hint: "save it as UTF-8" };
