import { RulesetError } from "../values/errors.js";
import { isRuleset } from "./checked-rulesets.js";
import type { Ruleset } from "./document.js";
import { checkRulesetDocument } from "./read-ruleset.js";
import type { RulesetInput } from "./ruleset-input.js";

/**
 * What everything that takes a ruleset does first: a plain document is copied, checked and frozen; one that was checked before costs
 * nothing. Throws {@link RulesetError}.
 */
export function toRuleset(input: RulesetInput): Ruleset {
  if (isRuleset(input)) return input;
  const { ruleset, issues } = checkRulesetDocument(input);
  if (ruleset === null) throw new RulesetError(issues);
  return ruleset;
}
