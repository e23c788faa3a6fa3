import { compileRuleset } from "../routing/compile-ruleset.js";
import { warningsOf } from "../ruleset/checked-rulesets.js";
import { RulesetError } from "../ruleset/errors.js";
import type { Issue } from "../ruleset/issue.js";
import type { RulesetInput } from "../ruleset/ruleset-input.js";
import { toRuleset } from "../ruleset/to-ruleset.js";

export interface CheckReport {
  /** Errors and warnings; files, lines and columns where the ruleset was read from text. */
  readonly findings: readonly Issue[];
}

/** Everything wrong with a ruleset. Where nothing is, `createRouter` takes it. Does not throw for what is wrong with the rules. */
export async function checkRuleset(ruleset: RulesetInput): Promise<CheckReport> {
  try {
    const checked = toRuleset(ruleset);
    await compileRuleset(checked);
    return { findings: warningsOf(checked) };
  } catch (error) {
    if (error instanceof RulesetError) return { findings: error.issues };
    throw error;
  }
}
