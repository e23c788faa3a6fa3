import { compareTexts } from "../values/compare-texts.js";
import type { RulesetDocument } from "./document.js";

/**
 * SHA-256, in hexadecimal, of what the ruleset says: the same rules give the same fingerprint, however they are spread over files and in
 * whatever order keys, rules, promises and scenarios are written.
 */
export async function fingerprintRuleset(ruleset: RulesetDocument): Promise<string> {
  const { $schema: _, ...document } = ruleset;
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

/** RFC 8785. `JSON.stringify` already writes numbers and texts as it asks; what is left is the order of keys. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => compareTexts(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(",")}}`;
}
