import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { findInEach } from "../find-in-each.js";
import type { Finding } from "../finding.js";
import type { Entry, ShapedRuleset } from "../shape/shaped.js";

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
  return findInEach(entries, ({ path, value }) => {
    const written = value[key];
    if (written === undefined) return [];
    const firstAt = firsts.get(written);
    const here = [...path, key];
    if (firstAt !== undefined) {
      const problem = `${noun} ${quote(written)} is there twice`;
      return [{ code: "duplicate-name", problem, hint: `rename or delete one`, path: here, firstAt }];
    }
    firsts.set(written, here);
    return [];
  });
}
