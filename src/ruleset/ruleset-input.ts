import type { RulesetDocument } from "./document.js";

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
