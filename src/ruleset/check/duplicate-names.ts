import type { Finding } from "../finding.js";
import type { Path } from "../issue.js";
import { quote } from "../quote.js";
import type { Entry, ShapedRuleset } from "../shaped.js";

/** Ids and names that a list has twice. Those of maps are keys, which are told of when the files are read. */
export function checkDuplicateNames({ channels, steps, rules, promises, scenarios }: ShapedRuleset): Finding[] {
  return [
    ...duplicates("channel", "id", channels),
    ...duplicates("step", "id", steps),
    ...duplicates("rule", "name", rules),
    ...duplicates("promise", "name", promises),
    ...duplicates("scenario", "name", scenarios),
  ];
}

function duplicates<Key extends "id" | "name">(
  noun: string,
  key: Key,
  entries: readonly Entry<Readonly<Partial<Record<Key, string>>>>[],
): Finding[] {
  const firsts = new Map<string, Path>();
  const findings: Finding[] = [];
  for (const { path, value } of entries) {
    const written = value[key];
    if (written === undefined) continue;
    const firstAt = firsts.get(written);
    const here = [...path, key];
    if (firstAt === undefined) firsts.set(written, here);
    else {
      const problem = `${noun} ${quote(written)} is there twice`;
      findings.push({ code: "duplicate-name", problem, hint: `rename or delete one`, path: here, firstAt });
    }
  }
  return findings;
}
