import { compileRuleset } from "../compile/compile-ruleset.js";
import type { PromiseStatement, Ruleset } from "../ruleset/document.js";
import { intlOffsets } from "../runtime/hours/intl-offsets.js";
import { type LoadedRules, loadRules } from "../runtime/load-rules.js";

/** The rules as the router decides by them, with their document. */
export interface AnalysedRules extends LoadedRules {
  readonly document: Ruleset;
}

/** Compiles a ruleset and the conditions of some promises. Throws `RulesetError` like `createRouter`. */
export async function loadForAnalysis(
  document: Ruleset,
  promises: readonly PromiseStatement[] = [],
): Promise<AnalysedRules> {
  return { ...loadRules(await compileRuleset(document, promises), intlOffsets), document };
}
