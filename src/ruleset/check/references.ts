import { inNfc, nameLike, nfc } from "../../values/compare-texts.js";
import type { Path } from "../../values/issue.js";
import { quote } from "../../values/quote.js";
import { nameHint } from "../../values/suggest.js";
import { type Finding, findInEach } from "../finding.js";
import type { Entry, Known, Names, ShapedRuleset } from "../shape/shaped.js";

/** For each kind of name: what messages call it, and where such names are declared. */
const KINDS = {
  channels: { noun: "channel", code: "unknown-channel", home: "channels" },
  steps: { noun: "step", code: "unknown-step", home: "steps" },
  rules: { noun: "rule", code: "unknown-rule", home: "rules" },
  schedules: { noun: "schedule", code: "unknown-schedule", home: "schedules" },
  calendars: { noun: "calendar", code: "unknown-calendar", home: "calendars" },
  conditions: { noun: "condition", code: "unknown-condition", home: "conditions" },
  requestTypes: { noun: "request type", code: "unknown-request-type", home: "requestTypes" },
  facts: { noun: "fact", code: "unknown-fact", home: "facts" },
  tags: { noun: "tag", code: "unknown-tag", home: "the `tags` of a request type" },
  languages: { noun: "language", code: "unknown-language", home: "the `languages` of a channel" },
  reasons: { noun: "reason", code: "unknown-reason", home: "the `reason` of a withhold rule" },
} as const satisfies Readonly<Record<keyof Known, { noun: string; code: string; home: string }>>;

/**
 * Reports a name that nothing declares. Reports nothing if the declarations are partly unreadable.
 *
 * `builtIn` are names that exist without a declaration.
 */
export function checkReference(
  known: Known,
  kind: keyof Known,
  written: string,
  path: Path,
  { builtIn = [], on }: { readonly builtIn?: readonly string[]; readonly on?: "key" } = {},
): Finding[] {
  const names: Names = known[kind];
  if (names === null || nameLike(names, written) !== undefined || builtIn.includes(written)) return [];
  const { noun, code, home } = KINDS[kind];
  const all = builtIn.length === 0 ? names : new Set([...names, ...builtIn]);
  const add = `add it to ${home.includes("`") ? home : `\`${home}\``}`;
  const hint = nameHint(written, all, noun, all.size === 0 ? add : `${add}, or pick one from there`);
  return [{ code, problem: `unknown ${noun} ${quote(written)}`, hint, path, ...(on && { on }) }];
}

/** Checks each name of a list, and reports repeated names. */
export function checkReferences(known: Known, kind: keyof Known, list: readonly string[], path: Path): Finding[] {
  return [
    ...findInEach(list.entries(), ([index, written]) => checkReference(known, kind, written, [...path, index])),
    ...checkRepeats(list, path),
  ];
}

/** Reports each item that occurs earlier in the list. */
export function checkRepeats(list: readonly unknown[], path: Path): Finding[] {
  const seen = new Set<unknown>();
  return findInEach(list.entries(), ([index, item]) => {
    if (!seen.has(inNfc(item))) {
      seen.add(inNfc(item));
      return [];
    }
    const problem = `${quote(String(item))} is listed twice`;
    return [{ code: "listed-twice", problem, hint: "keep one", path: [...path, index] }];
  });
}

export function checkRequestTypes({ requestTypes }: ShapedRuleset): Finding[] {
  return findInEach(requestTypes, ({ path, value }) => checkRepeats(value.tags ?? [], [...path, "tags"]));
}

/** Reports ids and names that two entries of a list share. Keys of maps are checked when the files are merged. */
export function checkDuplicateNames({ channels, steps, rules, promises, scenarios }: ShapedRuleset): Finding[] {
  return [
    ...duplicates("channel", "id", channels),
    ...duplicates("step", "id", steps),
    ...duplicates("rule", "name", rules),
    ...duplicates("promise", "name", promises),
    ...duplicates("scenario", "name", scenarios),
  ];
}

function duplicates(
  noun: string,
  key: "id" | "name",
  entries: readonly Entry<{ readonly id?: string; readonly name?: string }>[],
): Finding[] {
  const firsts = new Map<string, Path>();
  return findInEach(entries, ({ path, value }) => {
    const written = value[key];
    if (written === undefined) return [];
    const firstAt = firsts.get(nfc(written));
    const here = [...path, key];
    if (firstAt !== undefined) {
      const problem = `${noun} ${quote(written)} is there twice`;
      return [{ code: "duplicate-name", problem, hint: "rename or delete one", path: here, firstAt }];
    }
    firsts.set(nfc(written), here);
    return [];
  });
}
