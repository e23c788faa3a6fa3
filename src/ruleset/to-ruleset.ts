import { RulesetError } from "../values/errors.js";
import { isRuleset } from "./checked-rulesets.js";
import type { Ruleset, RulesetDocument } from "./document.js";
import { checkRulesetDocument } from "./read-ruleset.js";

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

/**
 * A {@link RulesetDocument} as TypeScript types it where it was imported from a JSON file, or was put in a variable first: a rule's `"offer"`
 * is any text there. What takes a ruleset takes this, and checks the values when it runs.
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
