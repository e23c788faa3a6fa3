import { loadForAnalysis } from "../../src/analysis/analysed-rules.js";
import { createSide, type Side } from "../../src/analysis/retiring/model/side.js";
import { createSpace, type Space } from "../../src/analysis/retiring/model/space.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { toRuleset } from "../../src/ruleset/read-ruleset.js";

export const MS_PER_DAY = 86_400_000;

export async function sideOf(document: RulesetDocument): Promise<Side> {
  const ruleset = toRuleset(document);
  return createSide(await loadForAnalysis(ruleset, ruleset.promises ?? []));
}

/** The situations of some rulesets side by side, for some days from an instant on. */
export async function spaceOf(documents: readonly RulesetDocument[], from: number, days: number): Promise<Space> {
  return createSpace(await Promise.all(documents.map(sideOf)), { from, until: from + days * MS_PER_DAY });
}
