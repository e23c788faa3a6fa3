import { join } from "node:path";
import { expect } from "vitest";
import { runScenarios } from "../../src/analysis.js";
import { type ContactRequest, createRouter, type RulesetDocument, RulesetError } from "../../src/index.js";
import { loadRuleset } from "../../src/node.js";
import { marketplaceSupport } from "../../src/rulesets.js";
import type { Block } from "./markdown.js";
import type { WorkingCopy } from "./working-copy.js";

/**
 * Puts the JSON of a page to use. The words after `json` say how: `shipped` is a part of the shipped rules, word for word; `rules/some.json`
 * joins the rules, with which it must load, or must not where `broken` follows; any other file is a request.
 */
export async function useJson({ text, options, place }: Block, copy: WorkingCopy): Promise<void> {
  const [use = "rules/example.json", broken] = options;
  if (use === "shipped") {
    expect(JSON.stringify(marketplaceSupport), place).toContain(JSON.stringify(JSON.parse(text)));
    return;
  }
  copy.write(use, text);
  const messages = await messagesOf(copy);
  if (broken === "broken") expect(messages, place).not.toEqual([]);
  else {
    expect(messages, place).toEqual([]);
    const ruleset = await loadRuleset(join(copy.folder, "rules"));
    if (use.startsWith("rules/")) await passScenarios(JSON.parse(text) as RulesetDocument, ruleset, place);
    else (await createRouter(ruleset)).route(JSON.parse(text) as ContactRequest);
  }
}

/** What is wrong with the rules of a working copy. */
export async function messagesOf({ folder }: WorkingCopy): Promise<string[]> {
  try {
    await loadRuleset(join(folder, "rules"));
    return [];
  } catch (error) {
    if (error instanceof RulesetError) return error.issues.map(({ message }) => message);
    throw error;
  }
}

async function passScenarios(example: RulesetDocument, ruleset: RulesetDocument, place: string): Promise<void> {
  const names = example.scenarios?.map(({ name }) => name) ?? [];
  if (names.length === 0) return;
  const { results } = await runScenarios(ruleset);
  expect(
    results.filter(({ name, passed }) => names.includes(name) && !passed),
    place,
  ).toEqual([]);
}
