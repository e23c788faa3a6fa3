import { promises as fs } from "node:fs";
import type { RulesetFile } from "../ruleset/read-ruleset.js";
import { MAX_BYTES } from "../ruleset/text/text-gates.js";
import type { Issue, Problem } from "../values/issue.js";
import { NOT_UTF_8, tooLarge, unreadable } from "./file-problems.js";
import { type FoundFile, type FoundFiles, issueOf } from "./find-ruleset-files.js";

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
