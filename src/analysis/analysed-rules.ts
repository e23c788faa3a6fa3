import { compileRuleset } from "../compile/compile-ruleset.js";
import { zoneOffsets } from "../compile/schedule/zone-offsets.js";
import type { PromiseStatement, Ruleset } from "../ruleset/document.js";
import { type LoadedRules, loadRules } from "../runtime/load-rules.js";

/** A ruleset as the router decides by it, beside the document that it came from. */
export interface AnalysedRules extends LoadedRules {
  readonly document: Ruleset;
}

/** Compiles a ruleset, with the conditions of some promises. Throws RulesetError as `createRouter` does. */
export async function loadForAnalysis(
  document: Ruleset,
  promises: readonly PromiseStatement[] = [],
): Promise<AnalysedRules> {
  return { ...loadRules(await compileRuleset(document, promises), zoneOffsets), document };
}
