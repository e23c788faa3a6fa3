import type { CheckSubject } from "../../src/analysis/check/check-finding.js";
import { createRulesetDiagrams } from "../../src/analysis/model/ruleset-diagrams.js";
import { loadRulesetModel, type RulesetModel } from "../../src/analysis/model/ruleset-model.js";
import { createSituationSpace, type SituationSpace } from "../../src/analysis/model/situation-space.js";
import { createRouter } from "../../src/index.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { toRuleset } from "../../src/ruleset/read-ruleset.js";

export const MS_PER_DAY = 86_400_000;

export async function modelOf(document: RulesetDocument): Promise<RulesetModel> {
  const ruleset = toRuleset(document);
  return await loadRulesetModel(ruleset, ruleset.promises ?? []);
}

/** The situations of some rulesets side by side, for some days from an instant on. */
export async function spaceOf(
  documents: readonly RulesetDocument[],
  from: number,
  days: number,
): Promise<SituationSpace> {
  const models = await Promise.all(documents.map(modelOf));
  return createSituationSpace(models, { from, until: from + days * MS_PER_DAY });
}

/** A ruleset to check, with a work limit of its own. */
export async function subjectOf(
  document: RulesetDocument,
  from: number,
  days: number,
  left: number,
): Promise<CheckSubject> {
  const space = await spaceOf([document], from, days);
  return { ...createRulesetDiagrams(space, { left }), router: await createRouter(document) };
}
