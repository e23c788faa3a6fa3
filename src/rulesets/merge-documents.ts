import type { RulesetDocument } from "../ruleset/document.js";

/**
 * Puts the documents of a folder's files together: objects by key, lists one after another, in the order given.
 *
 * Expects files that `loadRuleset` accepts as one ruleset; it checks nothing.
 */
export function mergeDocuments(documents: readonly object[]): RulesetDocument {
  const merged: Record<string, unknown> = {};
  for (const document of documents) {
    for (const [section, value] of Object.entries(document)) {
      if (section !== "$schema") merged[section] = mergeSections(merged[section], value);
    }
  }
  // The type of an imported JSON file is too wide: a rule's `"offer"` is any string there.
  return merged as unknown as RulesetDocument;
}

function mergeSections(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  if (before === undefined) return value;
  return { ...(before as object), ...(value as object) };
}
