import fc from "fast-check";
import { type Change, compareRulesets } from "../../src/analysis.js";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import { type Period, period } from "../arbitraries/compared.js";
import { REWRITES } from "../arbitraries/rewrites.js";
import { rulesetDocument } from "../arbitraries/rulesets.js";
import { seed } from "../arbitraries/shuffled.js";

/** Rules that are written in another way. */
export interface RewrittenRules extends Period {
  readonly document: RulesetDocument;
  /** A key of `REWRITES`. */
  readonly rewrite: string;
  readonly seed: number;
}

/** Requests stay as they are, whoever the customer is. */
const COMPARABLE = [
  "in another order",
  "in several files",
  "by De Morgan",
  "turned round twice",
  "in lists of one",
  "with conditions named",
  "without names of conditions",
  "with what nobody uses",
];

export const rewrittenRules: fc.Arbitrary<RewrittenRules> = fc
  .tuple(rulesetDocument, fc.constantFrom(...COMPARABLE), seed, period)
  .map(([document, rewrite, order, when]) => ({ document, rewrite, seed: order, ...when }));

/** What a comparison tells of rules that are only written otherwise, either way round. Empty where it finds them equivalent. */
export async function toldOfRewritten({ document, rewrite, seed, from, days }: RewrittenRules): Promise<unknown[]> {
  const other = REWRITES[rewrite]?.({ document, requests: [] }, seed).ruleset;
  if (other === undefined) throw new Error(`no rewrite ${rewrite}`);
  const there = await compareRulesets(document, other, { from, days });
  const back = await compareRulesets(other, document, { from, days });
  return [there, back].flatMap(({ equivalent, changes, notCompared }, index) => {
    const told = changes.filter((change) => !isOfUnused(change, rewrite, index));
    const isEqual = told.length === 0 && notCompared.length === 0 && equivalent === (changes.length === 0);
    return isEqual ? [] : [{ isBack: index === 1, equivalent, changes: told, notCompared }];
  });
}

/** That a request may now say what no rule reads is a difference, and the only one. */
function isOfUnused({ kind }: Change, rewrite: string, back: number): boolean {
  return rewrite === "with what nobody uses" && kind === (back === 1 ? "refused" : "accepted");
}
