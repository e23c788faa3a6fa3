import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { RulesetDocument } from "../../src/ruleset/document.js";
import type { RulesetFile } from "../../src/ruleset/read-ruleset.js";
import { rulesetDocument } from "../../test/arbitraries/rulesets.js";
import { seed } from "../../test/arbitraries/shuffled.js";
import { filesOf } from "../../test/arbitraries/split-files.js";
import { type NodeMutation, nodeMutation, withNodeMutated } from "./mutate-nodes.js";
import { type TextMutation, textMutation, withTextMutated } from "./mutate-text.js";

/** Uses every section and every form there is. */
const everything = JSON.parse(readFileSync("test/cases/ruleset-valid/everything.json", "utf8")) as RulesetDocument;

const base: fc.Arbitrary<RulesetDocument> = fc.oneof(fc.constant(everything), fc.constant(everything), rulesetDocument);

interface Mutations {
  readonly document: RulesetDocument;
  readonly nodes: readonly NodeMutation[];
  readonly texts: readonly TextMutation[];
  /** Decides how the document is split; null for one file. */
  readonly split: number | null;
  readonly indented: boolean;
}

/** The files of a ruleset that loads, spoilt node by node, then unit by unit. */
export const mutatedFiles: fc.Arbitrary<RulesetFile[]> = fc
  .record({
    document: base,
    nodes: fc.oneof(fc.array(nodeMutation, { maxLength: 4 }), fc.constant([])),
    texts: fc.oneof(fc.array(textMutation, { maxLength: 4 }), fc.constant([])),
    split: fc.option(seed, { nil: null }),
    indented: fc.boolean(),
  })
  .map(filesFrom);

function filesFrom({ document, nodes, texts, split, indented }: Mutations): RulesetFile[] {
  const mutated = nodes.reduce(withNodeMutated, document as unknown);
  const files = split === null ? null : splitFiles(mutated, split);
  const whole = [{ file: "rules.json", text: JSON.stringify(mutated, null, indented ? 2 : 0) ?? "" }];
  return texts.reduce<RulesetFile[]>(
    (all, mutation) =>
      all.map((each, index) =>
        index === mutation.at % all.length ? { ...each, text: withTextMutated(each.text, mutation) } : each,
      ),
    files ?? whole,
  );
}

/** Null for what is no longer an object with a list of rules. */
function splitFiles(document: unknown, order: number): RulesetFile[] | null {
  if (typeof document !== "object" || document === null || Array.isArray(document)) return null;
  const { rules = [] } = document as RulesetDocument;
  return Array.isArray(rules) ? filesOf(document as RulesetDocument, order) : null;
}
