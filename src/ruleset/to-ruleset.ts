import { RulesetError } from "../values/errors.js";
import { isRuleset } from "./checked-rulesets.js";
import type { Ruleset, RulesetDocument } from "./document.js";
import { checkRulesetDocument } from "./read-ruleset.js";

/**
 * A {@link RulesetDocument} with wider types, as TypeScript gives them to imported JSON and to variables. There, the `"offer"` of a rule is
 * any string. Functions that take this type check the values at run time.
 */
export type RulesetInput = Widened<RulesetDocument>;

type Widened<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer Item)[]
        ? readonly Widened<Item>[]
        : { readonly [Key in keyof T]: Widened<T[Key]> };

/**
 * Returns a checked ruleset as it is. Copies, checks and freezes a plain document.
 *
 * Throws {@link RulesetError}.
 */
export function toRuleset(input: RulesetInput): Ruleset {
  if (isRuleset(input)) return input;
  const { ruleset, issues } = checkRulesetDocument(input);
  if (ruleset === null) throw new RulesetError(issues);
  return ruleset;
}
