import { compareTexts } from "../values/compare-texts.js";
import type { RulesetDocument } from "./document.js";

/**
 * Returns a SHA-256 hash, in hexadecimal, of what the ruleset says.
 *
 * It does not depend on how the rules are spread over files, nor on the order of keys, rules, promises and scenarios.
 */
export async function fingerprintRuleset(ruleset: RulesetDocument): Promise<string> {
  const { $schema: _, $comment: __, ...document } = ruleset;
  const sorted = {
    ...document,
    ...(document.rules && { rules: byName(document.rules) }),
    ...(document.promises && { promises: byName(document.promises) }),
    ...(document.scenarios && { scenarios: byName(document.scenarios) }),
  };
  const bytes = new TextEncoder().encode(canonicalJson(sorted));
  const digest = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function byName<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => compareTexts(a.name, b.name));
}

/** Writes canonical JSON (RFC 8785). `JSON.stringify` already writes numbers and texts as required, so only keys need sorting. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => compareTexts(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}
