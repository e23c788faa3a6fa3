import { RulesetError } from "../values/errors.js";
import { issueAt } from "../values/issue.js";
import type { Ruleset } from "./document.js";
import { type RulesetFile, readRuleset } from "./read-ruleset.js";
import { wrongType } from "./shape/shape-problems.js";

export type { RulesetFile } from "./read-ruleset.js";

/**
 * Reads a ruleset from the text of one file, or from several files, which are merged.
 *
 * Throws {@link RulesetError} with everything that is wrong, each with its file, line and column. Warnings do not throw.
 */
export function parseRuleset(input: string | readonly RulesetFile[]): Ruleset {
  if (!isInput(input)) {
    throw new RulesetError([
      issueAt([], {
        ...wrongType("a ruleset", "a text, or a list of files with `file` and `text`", input),
        hint: "`createRouter` takes parsed JSON as it is",
      }),
    ]);
  }
  const { ruleset, issues } = readRuleset(input);
  if (ruleset === null) throw new RulesetError(issues);
  return ruleset;
}

function isInput(input: unknown): input is string | readonly RulesetFile[] {
  if (typeof input === "string") return true;
  return (
    Array.isArray(input) && input.every((entry) => typeof entry?.file === "string" && typeof entry.text === "string")
  );
}
